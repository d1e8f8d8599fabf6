/** The review of one open file: what is shown of it, and decisions on their way to the server. */
import { sendableUpdates, getSyncedVersion } from "@codemirror/collab"
import type { ChangeSet } from "@codemirror/state"
import type { EditorState, Transaction } from "@codemirror/state"
import type { Hunk } from "../../protocol/assistance.ts"
import type { DocumentSource } from "../live/document-source.ts"
import { hunkAt, placesOf, reviewTransactions } from "./review.ts"
import type { Verdict } from "./review.ts"

export interface Decision {
  verdict: Verdict
  version: number
  /** Null is all of the file's. */
  hunk: Hunk | null
}

export interface FileReview {
  /** How many places are shown. */
  places(): number
  /** Shows them or not, and what decides about them or not. */
  show(how: { shown: boolean; may: boolean }): void
  /** About the place at a position, or all; sent once the server has all that was typed here. */
  decide(verdict: Verdict, at: number | null): void
  /** Calls back when the number of places changed. */
  subscribe(listener: () => void): () => void
  /** The state went through these. */
  moved(transactions: readonly Transaction[]): void
  /** The file has another state. */
  begin(): void
  close(): void
}

export function createFileReview(options: {
  source: DocumentSource
  state(): EditorState | null
  update(transactions: readonly Transaction[]): void
  send(decision: Decision): Promise<unknown>
}): FileReview {
  const { source, state } = options
  let how = { shown: false, may: false }
  let counted = 0
  let sending = false
  let waiting: { verdict: Verdict; at: number | null }[] = []
  const listeners = new Set<() => void>()

  function lay(): void {
    const now = state()
    if (!now) return
    const back = how.shown ? source.review() : null
    const here = back && onTyped(back, now)
    options.update(reviewTransactions(now, here, how.may))
    count()
  }

  function count(): void {
    const now = state()
    const places = now ? placesOf(now).length : 0
    if (places === counted) return
    counted = places
    for (const listener of listeners) listener()
  }

  function settle(): void {
    const now = state()
    if (sending || !now || waiting.length === 0 || sendableUpdates(now).length > 0) return
    const [{ verdict, at }, ...rest] = waiting as [(typeof waiting)[number]]
    waiting = rest
    const hunk = at === null ? null : hunkAt(now, at)
    if (at !== null && !hunk) return settle()
    sending = true
    void options.send({ verdict, version: getSyncedVersion(now), hunk }).finally(() => {
      sending = false
      settle()
    })
  }

  const stop = source.onReview(lay)
  return {
    places: () => counted,
    show(next) {
      if (next.shown === how.shown && next.may === how.may) return
      how = next
      lay()
    },
    decide(verdict, at) {
      waiting.push({ verdict, at })
      settle()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    moved(transactions) {
      for (const { changes } of transactions)
        waiting = waiting.map((one) => ({ ...one, at: one.at === null ? null : changes.mapPos(one.at, -1) }))
      count()
      settle()
    },
    begin: lay,
    close: stop,
  }
}

/** A change of the confirmed text as one of the text with what was typed here and not confirmed. */
function onTyped(back: ChangeSet, state: EditorState): ChangeSet {
  return sendableUpdates(state).reduce<ChangeSet>((change, { changes }) => change.map(changes), back)
}
