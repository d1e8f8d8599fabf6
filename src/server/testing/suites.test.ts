import { expect, test } from "vitest"
import { isConfiguration, isTestFile } from "./suites.ts"

test.for([
  ["python", "test_a.py"],
  ["python", "deep/a_test.py"],
  ["javascript", "a.test.js"],
  ["javascript", "a.spec.mjs"],
  ["typescript", "src/__tests__/a.ts"],
  ["typescript", "a.test.tsx"],
  ["go", "pkg/a_test.go"],
] as const)("[TEST13] %s: %s is a test file", ([language, path]) => {
  expect(isTestFile(language, path)).toBe(true)
  expect(isConfiguration(language, path)).toBe(false)
})

test.for([
  ["python", "conftest.py"],
  ["python", "a/b/conftest.py"],
  ["python", "pytest.ini"],
  ["python", "pyproject.toml"],
  ["python", "setup.cfg"],
  ["python", "tox.ini"],
  ["python", "sitecustomize.py"],
  ["python", "__pycache__/test_a.cpython-311-pytest-7.2.1.pyc"],
  ["python", "pytest.py"],
  ["javascript", "jest.config.ts"],
  ["javascript", ".babelrc.json"],
  ["typescript", "babel.config.cjs"],
  ["typescript", ".swcrc"],
  ["typescript", "tsconfig.json"],
  ["javascript", "node_modules/expect/index.js"],
  ["go", "go.work"],
] as const)("[TEST13] %s: %s steers the runner", ([language, path]) => {
  expect(isConfiguration(language, path)).toBe(true)
  expect(isTestFile(language, path)).toBe(false)
})
