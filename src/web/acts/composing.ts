/** What an assessor is about to say, ask, point at or note, wherever on the page they began it. */
import type { Language } from "../../protocol/ctrf.ts"
import type { SessionView } from "../live/session-view.ts"

/** Lines in a file as they stand: positions in its document of `version`. */
export interface Target {
  path: string
  language: Language
  version: number
  from: number
  to: number
  lines: { from: number; to: number }
}

export type Composing =
  | { kind: "say" | "ask" }
  | { kind: "point"; target: Target }
  /** `moment` is the event a new note is about; `note` is the one that is changed. */
  | { kind: "note"; moment: { seq: number; text: string } | null; note: string | null }

export interface ComposingStore {
  get(): Composing
  /** Rises each time something is begun, for the focus to go there. */
  asked(): number
  begin(next: Composing): void
  /** Begins to point at the lines selected in the editor; null while none are. False while an edit is on its way. */
  selected(): (() => boolean) | null
  select(point: (() => boolean) | null): void
  subscribe(listener: () => void): () => void
}

const stores = new WeakMap<SessionView, ComposingStore>()

/** The one of a window. */
export function composingOf(view: SessionView): ComposingStore {
  const known = stores.get(view)
  if (known) return known
  let now: Composing = { kind: "say" }
  let asked = 0
  let selected: (() => boolean) | null = null
  const listeners = new Set<() => void>()
  const store: ComposingStore = {
    get: () => now,
    asked: () => asked,
    begin(next) {
      now = next
      asked++
      for (const listener of listeners) listener()
    },
    selected: () => selected,
    select(point) {
      if (point === selected) return
      selected = point
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  stores.set(view, store)
  return store
}

/** A name for a new act. */
export function newActId(): string {
  return crypto.randomUUID()
}
