/** What by convention belongs to the tests of a folder, by language. Paths are relative and `/`-separated. Pure. */
import type { Language } from "../../protocol/ctrf.ts"

/** Folders that are never copied into a sandbox to be tested. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  ".git",
  "node_modules",
  "__pycache__",
  ".venv",
  "venv",
  ".pytest_cache",
])

const TEST_FILES: Record<Language, RegExp> = {
  python: /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/,
  javascript: /(?:\.(?:test|spec)|(?:^|\/)__tests__\/.*)\.[cm]?[jt]sx?$/,
  typescript: /(?:\.(?:test|spec)|(?:^|\/)__tests__\/.*)\.[cm]?[jt]sx?$/,
  go: /_test\.go$/,
}

const JEST_FILES =
  /(?:^|\/)(?:jest\.(?:config|setup)\.[^/]*|babel\.config\.[^/]*|\.babelrc[^/]*|\.swcrc|tsconfig[^/]*\.json|__mocks__\/.*|__snapshots__\/.*|node_modules\/.*)$/

const CONFIGURATION: Record<Language, RegExp> = {
  python:
    /(?:^|\/)(?:conftest\.py|\.?pytest\.(?:ini|toml)|tox\.ini|setup\.cfg|pyproject\.toml|(?:site|user)customize\.py|[^/]*\.pth|[^/]*\.pyc|__pycache__\/.*|_?pytest(?:\.py|\/.*))$/,
  javascript: JEST_FILES,
  typescript: JEST_FILES,
  go: /(?:^|\/)go\.work(?:\.sum)?$/,
}

/** Whether the language's runner takes the file for tests. */
export const isTestFile = (language: Language, path: string): boolean => TEST_FILES[language].test(path)

/** Whether the file steers the runner, and so must be the tests' author's when a run is graded. */
export const isConfiguration = (language: Language, path: string): boolean =>
  CONFIGURATION[language].test(path)
