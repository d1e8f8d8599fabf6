import type { SessionState } from "../../core/session.ts"
import type { Problem } from "../../protocol/errors.ts"
import type { Actor } from "../../protocol/events.ts"
import type { Role, ServerMessage } from "../../protocol/messages.ts"

export type Outgoing = ServerMessage<SessionState>

/** A window that is connected. `send` never waits: a window that does not keep up is cut off and comes back. */
export interface Client {
  /** The window's own name for itself, the same after a reload. */
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly actor: Actor
  send(message: Outgoing): void
  /** The same for a message that several get, turned into text once. */
  sendText(text: string): void
  sendBytes(frame: Uint8Array): void
  /** Says why, and closes. */
  close(problem: Problem): void
}
