/**
 * How a language's own runner is driven and read. An adapter says which runner of ours to start; the runner loads
 * itself, waits for one request line on standard input, runs the suite with the language's own test framework and
 * tells each test on descriptor 3 (`decoder.ts` reads it). The run itself is `test-run.ts`, the same for all.
 */
import type { Language, TestResult } from "../../protocol/ctrf.ts"
import type { Command } from "../sandbox/engine.ts"

export interface TestAdapter {
  readonly language: Language
  /** Starts the runner, which waits. It may be started long before the run it is for. */
  command(): Command
  /** The line that makes the waiting runner run. */
  request(request: TestRequest): Uint8Array
}

export interface TestRequest {
  /** Ids as earlier results gave them; empty runs everything. */
  only: readonly string[]
  /** Folder of the suite, workspace-relative; "" is the root. */
  root: string
  /** Secret of this run: a line on the channel without it is not the reporter's. */
  nonce: string
}

export interface CollectedTest {
  id: string
  name: string
  suite: string[]
  filePath: string
  line?: number | undefined
}

export type ReportEvent =
  /** Tests that were found, before the first of them runs; one that never reports after that has failed. */
  | { kind: "collected"; tests: CollectedTest[] }
  /** A test begins. */
  | { kind: "running"; id: string }
  | { kind: "result"; result: TestResult }
  /** Something outside any test: a file that could not be loaded, a clean-up that failed. The run has not passed. */
  | { kind: "error"; message: string; filePath?: string | undefined; line?: number | undefined }
  /** The runner ends the run itself; what has not reported has failed, for this reason. */
  | { kind: "stopped"; message: string }
  /** The runner came to its end and is about to exit with this code. */
  | { kind: "finished"; code: number }
