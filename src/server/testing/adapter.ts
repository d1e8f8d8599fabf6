/**
 * How a language's own runner is driven and read. An adapter is pure: it says what to run and turns what the
 * reporter writes on its channel (descriptor 3) into results. The run itself is `test-run.ts`, the same for all.
 */
import type { Language, TestResult } from "../../protocol/ctrf.ts"
import type { Command } from "../sandbox/engine.ts"

export interface TestAdapter {
  readonly language: Language
  /** The command for a whole suite, or for some tests of it by id. `files` are workspace paths of test files, if narrowed. */
  command(request: TestRequest): Command
  /** A decoder for one run; it never throws on what the candidate's code wrote. */
  decoder(nonce: string): ReportDecoder
}

export interface TestRequest {
  /** Ids as earlier results gave them; empty runs everything. */
  only: readonly string[]
  /** Folder of the suite, workspace-relative; "" is the root. */
  root: string
  /** Secret of this run: a line on the channel without it is not the reporter's. */
  nonce: string
}

export interface ReportDecoder {
  /** Events found in the next bytes of the channel. */
  push(data: Uint8Array): ReportEvent[]
  /** Called with how the runner ended: says whether the report is whole. */
  end(exit: { code: number | null; reason: string; stderr: string }): ReportEvent[]
}

export type ReportEvent =
  /** The tests that were found, before the first of them runs; a test that never reports after that has failed. */
  | { kind: "collected"; tests: readonly { id: string; name: string; suite: string[]; filePath: string; line?: number }[] }
  | { kind: "result"; result: TestResult }
  /** The suite could not be loaded (syntax error, import error, no tests): nothing passes. */
  | { kind: "error"; message: string; filePath?: string; line?: number }
  | { kind: "finished" }
