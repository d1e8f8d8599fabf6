/**
 * What every workspace component sees of an interview, whatever feeds it: the live socket, the live socket
 * read-only, or a fold of the journal at some moment. Components never know the socket.
 */
import type { Language } from "../../protocol/ctrf.ts"
import type { Problem } from "../../protocol/errors.ts"
import type { Command, CommandResult, Observation, Person, Role } from "../../protocol/messages.ts"
import type { SessionState } from "../../core/session.ts"
import type { DocumentSource } from "./document-source.ts"
import type { TerminalSource } from "./terminal-source.ts"

export type Connection =
  | { status: "connecting" }
  | { status: "online" }
  /** `since` and `retryAt` in this browser's clock, milliseconds. */
  | { status: "offline"; since: number; retryAt: number; attempt: number }
  /** Another window has the interview; `takeOver()` continues here. */
  | { status: "in-use" }
  /** For good: ended link, taken over, forbidden. */
  | { status: "closed"; problem: Problem }

export interface ViewState {
  connection: Connection
  /** Null until the first welcome. */
  session: SessionState | null
  you: { role: Role; client: string; id: string; name: string } | null
  people: readonly Person[]
  workspace: { status: "preparing" | "ready" | "failed" | "closed"; problem?: Problem }
  /** Server's clock minus this browser's, milliseconds. */
  skewMs: number
  /** Edits typed here that the server has not acknowledged. */
  unacknowledged: number
  /** Documents whose latest version is not on disk yet. */
  unsaved: ReadonlySet<string>
  /** Rises by one when the listing of a folder changed; the key is the folder, `""` the root. */
  folders: ReadonlyMap<string, number>
  /** The file in which the agent's cursor stands, and the lines it has put in there since it came. */
  agentAt: { path: string; lines: number } | null
  /** Files in which something of the agent's waits for the candidate's word. */
  reviews: readonly string[]
}

export interface SessionView {
  getState(): ViewState
  /** Calls back after each change; answers how to stop. Fits `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void
  /** Rejects with `ProblemError`. */
  command(command: Command): Promise<CommandResult>
  /** Reported when online, kept for later when not. */
  observe(observation: Observation): void
  takeOver(): void
  /** Tries to connect now rather than at `retryAt`. */
  retry(): void
  /** The document of the open question's language; the same object while it is held. `release()` when done. */
  openDocument(path: string, language: Language): DocumentSource
  openTerminal(id: string): TerminalSource
  close(): void
}

export class ProblemError extends Error {
  readonly problem: Problem
  /** When to ask again, in ms from when it came; null when the server did not say. */
  readonly retryAfterMs: number | null
  constructor(problem: Problem, retryAfterMs: number | null = null) {
    super(`${problem.title}. ${problem.detail}`)
    this.problem = problem
    this.retryAfterMs = retryAfterMs
  }
}
