import type { Update } from "@codemirror/collab"
import type { ChangeSet, Text } from "@codemirror/state"
import type { Problem } from "../../protocol/errors.ts"
import type { Actor } from "../../protocol/events.ts"
import type { LineMark } from "../../protocol/acts.ts"
import type { RemoteCursor } from "../../protocol/messages.ts"

export type DocumentStatus =
  | { status: "loading" }
  | { status: "open"; readOnly: null | "binary" | "too-large" | "role" }
  | { status: "gone"; movedTo: string | null }
  | { status: "failed"; problem: Problem }

/** One file's authority as an editor sees it: confirmed updates come in, local ones go out through `push`. */
export interface DocumentSource {
  readonly path: string
  getStatus(): DocumentStatus
  /** The confirmed text and version an editor starts from, with this browser's unsent updates to lay on top. */
  initial(): {
    text: Text
    version: number
    pending: readonly Update[]
    /** Another number means another text: an editor starts again rather than going on. */
    start?: number
  } | null
  /** Confirmed updates in order, one's own among them; `actor` is who made them. */
  onUpdates(listener: (from: number, updates: readonly Update[], actor: Actor) => void): () => void
  /** The change that takes back what of the agent's edits waits for the candidate's word, in the confirmed text; null when nothing does. */
  review(): ChangeSet | null
  /** Calls back when `review()` is another, not when it only moved along with the text. */
  onReview(listener: () => void): () => void
  onCursor(listener: (cursors: readonly RemoteCursor[]) => void): () => void
  /** The lines that assessors point at, in the confirmed text, whenever they are others; in between they move with it. */
  onMarks(listener: (marks: readonly LineMark[]) => void): () => void
  /** Calls back when status changed or the text was replaced: start again from `initial()` if its `start` differs. */
  onStatus(listener: () => void): () => void
  /** The editor's unconfirmed updates on `version`, all of them; kept in IndexedDB until confirmed. */
  push(version: number, updates: readonly { clientID: string; changes: ChangeSet }[]): void
  moveCursor(version: number, anchor: number, head: number): void
  release(): void
}
