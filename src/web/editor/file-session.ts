/**
 * One file as somebody edits it here, on screen or not: editor state, its authority, and what goes between them.
 * Needs no page, so that a file in a tab behind keeps following what others do, and a test can type.
 */
import { collab, getClientID, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab"
import { isolateHistory } from "@codemirror/commands"
import { ChangeSet, EditorState, StateEffect, Transaction } from "@codemirror/state"
import type { ChangeDesc, Extension, Text } from "@codemirror/state"
import type { Update } from "../../core/document.ts"
import type { LineMark } from "../../protocol/acts.ts"
import type { RemoteCursor } from "../../protocol/messages.ts"
import type { Clock } from "../live/clock.ts"
import type { DocumentSource } from "../live/document-source.ts"
import { changeBetween } from "../live/merge.ts"
import { newClientId } from "../live/queue.ts"
import { createFileReview } from "./file-review.ts"
import type { Decision, FileReview } from "./file-review.ts"
import { setPointed } from "./pointed.ts"
import { setRemoteCursors } from "./remote-cursors.ts"

/** Where a state is shown; an `EditorView` is one. */
export interface Screen {
  readonly state: EditorState
  update(transactions: readonly Transaction[]): void
  setState(state: EditorState): void
}

export interface FileSession {
  readonly source: DocumentSource
  /** The agent's edits that wait for the candidate's word. */
  readonly review: FileReview
  /** Null until the document is open. */
  state(): EditorState | null
  /** Does transactions on this file's state, here or on its screen, and sends what was typed. */
  update(transactions: readonly Transaction[]): void
  /** Shows the file; what the screen showed before must be hidden first. */
  show(screen: Screen): void
  hide(): void
  /** Calls back when the file was opened, replaced or lost, not when it is edited. */
  subscribe(listener: () => void): () => void
  close(): void
}

const CURSOR_EVERY_MS = 80

/** Marks an edit that others' edits made empty: it was sent, so it has to stay in its place among the unconfirmed. */
const emptied = StateEffect.define()

/** `extend` makes what else belongs into the state of this text, once a start; `close` releases the source. */
export function createFileSession(options: {
  source: DocumentSource
  extend(text: Text): Extension
  clock: Clock
  /** When others are told where this person's cursor is: whenever it may be elsewhere, or as they move it themselves. */
  tellCursor: boolean | "moved"
  /** Sends what was decided about the agent's edits. */
  decide?(decision: Decision): Promise<unknown>
}): FileSession {
  const { source, clock } = options
  let kept: EditorState | null = null
  let screen: Screen | null = null
  let start: number | undefined
  let told = ""
  /** This person moved their cursor, and where to is still to be told. */
  let moved = false
  let cancelTelling: (() => void) | null = null
  const listeners = new Set<() => void>()
  const state = () => screen?.state ?? kept

  function begin(): void {
    const initial = source.initial()
    const before = state()
    if (!initial || source.getStatus().status === "loading") return
    if (before && initial.start === start) return notify()
    start = initial.start
    let next = EditorState.create({
      doc: initial.text,
      extensions: [
        collab({
          startVersion: initial.version,
          clientID: initial.pending[0]?.clientID ?? newClientId(),
          sharedEffects: ({ effects }) => effects.filter((effect) => effect.is(emptied)),
        }),
        options.extend(initial.text),
      ],
    })
    for (const { changes } of initial.pending) {
      const effects = changes.empty ? [emptied.of(null)] : []
      next = next.update({ changes, effects, filter: false }).state
    }
    if (before) next = next.update({ selection: movedSelection(before, next) }).state
    kept = next
    screen?.setState(next)
    review.begin()
    notify()
  }

  function notify(): void {
    for (const listener of listeners) listener()
  }

  /** One at a time, as `core/document.ts` rebases: else an insertion could land in two places. */
  function receive(from: number, updates: readonly Update[]): void {
    let now = state()
    if (!now || getSyncedVersion(now) !== from) return
    const transactions: Transaction[] = []
    for (const one of updates) {
      const came: Transaction[] = isRejection(one) ? takenBack(now, one) : [receiveUpdates(now, [one])]
      transactions.push(...came)
      now = came.at(-1)?.state ?? now
    }
    update(transactions)
  }

  function update(transactions: readonly Transaction[]): void {
    const last = transactions.at(-1)
    if (!last) return
    if (screen) screen.update(transactions)
    else kept = last.state
    const typed = transactions.some((tr) => tr.docChanged && !tr.annotation(Transaction.remote))
    const now = state()
    if (typed && now && sendableUpdates(now).length > 0)
      source.push(getSyncedVersion(now), sendableUpdates(now))
    review.moved(transactions)
    moved ||= typed || transactions.some((tr) => tr.selection)
    if (options.tellCursor === true || moved) tellCursorSoon()
  }

  function tellCursorSoon(): void {
    if (options.tellCursor) cancelTelling ??= clock.after(CURSOR_EVERY_MS, tellCursor)
  }

  /** Positions are told in confirmed text; while edits are on their way the cursor follows them by itself. */
  function tellCursor(): void {
    cancelTelling = null
    const now = state()
    if (!now || sendableUpdates(now).length > 0) return
    moved = false
    const { anchor, head } = now.selection.main
    const version = getSyncedVersion(now)
    if (told === `${anchor} ${head}`) return
    told = `${anchor} ${head}`
    source.moveCursor(version, anchor, head)
  }

  function showCursors(cursors: readonly RemoteCursor[]): void {
    const now = state()
    if (!now) return
    const typed = unconfirmedChange(now)
    const moved = cursors.map((cursor) => ({
      ...cursor,
      anchor: place(typed, cursor.anchor),
      head: place(typed, cursor.head),
    }))
    update([now.update({ effects: setRemoteCursors.of(moved), annotations: Transaction.remote.of(true) })])
  }

  function showMarks(marks: readonly LineMark[]): void {
    const now = state()
    if (!now) return
    const typed = unconfirmedChange(now)
    const moved = marks.map((mark) => ({ ...mark, from: place(typed, mark.from), to: place(typed, mark.to) }))
    update([now.update({ effects: setPointed.of(moved), annotations: Transaction.remote.of(true) })])
  }

  const review = createFileReview({
    source,
    state,
    update,
    send: (decision) => options.decide?.(decision) ?? Promise.resolve(),
  })
  const stops = [source.onUpdates(receive), source.onStatus(begin), source.onCursor(showCursors)]
  begin()
  stops.push(source.onMarks(showMarks))

  return {
    source,
    review,
    state,
    update,
    show(next) {
      if (!kept) return
      screen = next
      next.setState(kept)
      // Which file a person is in is told by their cursor, moved or not.
      told = ""
      tellCursorSoon()
    },
    hide() {
      if (screen) kept = screen.state
      screen = null
      cancelTelling?.()
      cancelTelling = null
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const stop of stops) stop()
      review.close()
      cancelTelling?.()
      source.release()
    },
  }
}

/** As `reviewClient` of `core/agent/agent-edits.ts` names whoever carries a rejection out. */
const isRejection = ({ clientID }: Update): boolean => /^review-\d+$/.test(clientID)

/**
 * The edit that carries out a rejection as one of this editor's own that the server has, so that it is what undo takes
 * back. Behind edits that are on their way it cannot be, and is another's.
 */
function takenBack(state: EditorState, update: Update): Transaction[] {
  if (sendableUpdates(state).length > 0) return [receiveUpdates(state, [update])]
  const done = state.update({
    changes: update.changes,
    annotations: isolateHistory.of("full"),
    userEvent: "delete.review",
    filter: false,
  })
  return [done, receiveUpdates(done.state, [{ ...update, clientID: getClientID(state) }])]
}

/** Effects for a state that may be off screen. */
export function applyEffects(session: FileSession, effects: readonly StateEffect<unknown>[]): void {
  const state = session.state()
  if (state) session.update([state.update({ effects })])
}

function unconfirmedChange(state: EditorState): ChangeDesc {
  const updates = sendableUpdates(state)
  const [first] = updates
  if (!first) return ChangeSet.empty(state.doc.length)
  return updates.reduce<ChangeSet>(
    (all, { changes }) => all.compose(changes),
    ChangeSet.empty(first.changes.length),
  )
}

function place(changes: ChangeDesc, position: number): number {
  return changes.mapPos(Math.min(position, changes.length), 1)
}

function movedSelection(before: EditorState, next: EditorState): { anchor: number; head: number } {
  const over = changeBetween(before.doc, next.doc)
  const { anchor, head } = before.selection.main
  return { anchor: over.mapPos(anchor, 1), head: over.mapPos(head, 1) }
}
