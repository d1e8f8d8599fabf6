/** `interviewlm test DIR --language L [--json]`: a conventional folder's own tests, run as an interview runs them. */
import { randomBytes } from "node:crypto"
import { readdir, readFile, stat } from "node:fs/promises"
import { basename, join, resolve } from "node:path"
import { Language, type TestResult } from "../protocol/ctrf.ts"
import { LIMITS } from "../protocol/limits.ts"
import { systemClock } from "../server/clock.ts"
import type { Sandbox, SandboxEngine } from "../server/sandbox/engine.ts"
import { createAdapters, SANDBOX_PLACES } from "../server/testing/adapters.ts"
import { ctrfDocument } from "../server/testing/ctrf.ts"
import type { FinishedRun } from "../server/testing/ledger.ts"
import { LEFT_OUT } from "../server/testing/suites.ts"
import { createTestRun, prepareRun } from "../server/testing/test-run.ts"
import { readOptions, UsageError } from "./usage.ts"

interface Output {
  write(text: string): unknown
}

export interface TestFolderParts {
  stdout: Output
  stderr: Output
  engine: SandboxEngine
}

/** 0 all passed, 1 some failed, 2 could not run. */
type ExitCode = 0 | 1 | 2

/** Tests that ran and were interrupted did not pass. */
const exitCode = ({ outcome, summary }: FinishedRun): ExitCode =>
  outcome === "passed" ? 0 : outcome === "failed" || summary.tests > 0 ? 1 : 2

class CannotRun extends Error {}

/** Runs the folder's tests in a fresh sandbox; a listing goes to `stderr`, with `--json` one CTRF document to `stdout`. */
export async function testFolder(
  args: readonly string[],
  { stdout, stderr, engine }: TestFolderParts,
): Promise<ExitCode> {
  const json = args.includes("--json")
  let language: Language = "python"
  const start = systemClock.now()
  try {
    const options = await readArguments(args)
    language = options.language
    const { results, finished } = await runFolder(options, engine, stderr)
    stderr.write(closing(finished))
    if (json) stdout.write(print(language, results, finished.summary, finished.message))
    return exitCode(finished)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const message = error instanceof Error ? error.message : String(error)
    stderr.write(`${message}\n`)
    const none = {
      tests: 0,
      passed: 0,
      failed: 0,
      skipped: 0,
      pending: 0,
      other: 0,
      start,
      stop: systemClock.now(),
    }
    if (json) stdout.write(print(language, [], none, message))
    return 2
  }
}

async function readArguments(args: readonly string[]): Promise<{ folder: string; language: Language }> {
  const options = { language: { type: "string" }, json: { type: "boolean" } } as const
  const { values, positionals } = readOptions({ args: [...args], options, allowPositionals: true })
  const [given, ...more] = positionals
  if (given === undefined || more.length > 0) throw new UsageError("Name one folder.")
  const language = Language.safeParse(values.language)
  if (!language.success) throw new UsageError(`Name its language: --language ${Language.options.join("|")}.`)
  const folder = resolve(given)
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory()) throw new CannotRun(`There is no folder ${given}.`)
  return { folder, language: language.data }
}

async function runFolder(
  { folder, language }: { folder: string; language: Language },
  engine: SandboxEngine,
  stderr: Output,
): Promise<{ results: TestResult[]; finished: FinishedRun }> {
  const { ok, problems } = await engine.probe()
  if (!ok) throw new CannotRun(["No sandbox to run the tests in:", ...problems].join("\n"))
  const sandbox = await engine.create({
    id: `test-${randomBytes(8).toString("hex")}`,
    workspace: { kind: "own" },
    limits: { ...LIMITS.run, diskBytes: LIMITS.sandbox.diskBytes },
    network: "none",
    ttlMs: 15 * 60_000,
  })
  try {
    await copyFolder(folder, sandbox)
    const prepared = await prepareRun(sandbox, createAdapters(SANDBOX_PLACES)[language])
    const results = new Map<string, TestResult>()
    for await (const event of createTestRun({
      prepared,
      request: { only: [], root: "" },
      clock: systemClock,
    })) {
      if (event.kind === "result") {
        results.set(event.result.id, event.result)
        stderr.write(line(event.result))
      } else if (event.kind === "error") stderr.write(`! ${indent(event.message)}\n`)
      else if (event.kind === "finished") return { results: [...results.values()], finished: event }
    }
    throw new Error("The run ended without an end.")
  } finally {
    await sandbox.destroy()
  }
}

/** Copies every regular file, but not what is installed, cached or git's own. Links are passed over. */
async function copyFolder(folder: string, sandbox: Sandbox): Promise<void> {
  for await (const path of filesBelow(folder, "")) {
    const at = join(folder, path)
    const { mode } = await stat(at)
    await sandbox.fs.write(path, await readFile(at), { mode: mode & 0o777 })
  }
}

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesBelow(root, path)
    else if (entry.isFile()) yield path
  }
}

const MARKS: Record<TestResult["status"], string> = {
  passed: "ok  ",
  failed: "FAIL",
  skipped: "skip",
  pending: "todo",
  other: "cut ",
}

function line({ status, filePath, suite, name, duration, message }: TestResult): string {
  const title = [basename(filePath), ...suite, name].join(" > ")
  const time = status === "passed" || status === "failed" ? ` (${Math.round(duration)} ms)` : ""
  const why = message === undefined || status === "passed" ? "" : `\n       ${indent(message)}`
  return `${MARKS[status]} ${title}${time}${why}\n`
}

const indent = (text: string) => text.trimEnd().replaceAll("\n", "\n       ")

/** What went wrong was told when it happened. */
function closing({ summary, output }: FinishedRun): string {
  const { tests, passed, failed, skipped, pending, other } = summary
  const unfinished = other > 0 ? `, ${other} not finished` : ""
  if (tests > 0) return `${passed} passed, ${failed} failed, ${skipped + pending} skipped${unfinished}\n`
  const printed = output.trim()
  return `The tests could not be run.${printed === "" ? "" : ` What was printed:\n${printed}`}\n`
}

function print(
  language: Language,
  results: readonly TestResult[],
  summary: FinishedRun["summary"],
  message?: string,
): string {
  return `${JSON.stringify(ctrfDocument(language, results, summary, message))}\n`
}
