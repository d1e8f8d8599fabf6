/** What the tools work with: the room's real parts. */
import type { Clock } from "../../clock.ts"
import type { Documents } from "../../room/documents.ts"
import type { Log } from "../../room/log.ts"
import type { TestRuns } from "../../room/test-runs.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import type { Redactor } from "./redact.ts"

export interface ToolParts {
  /** The workspace of the open question. Throws `AppError` when there is none. */
  workspace(): Promise<Workspace>
  documents: Documents
  testRuns: TestRuns
  log: Log
  redact: Redactor
  clock: Clock
  /** Where the agent writes: positions in the document of `version`, which is told. Null when it stops writing. */
  onCursor(cursor: AgentCursor | null): void
  /** What went wrong on the server, for its log. */
  onProblem(problem: unknown): void
}

export interface AgentCursor {
  path: string
  version: number
  anchor: number
  head: number
}
