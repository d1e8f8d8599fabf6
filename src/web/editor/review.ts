/**
 * The agent's edits that wait for the candidate's word, shown in the text: what stood there before over what stands
 * there now, place by place. Holds the change that takes them back and moves it along with every other edit, so that
 * nobody else's typing is ever shown as the agent's.
 */
import {
  getChunks,
  getOriginalDoc,
  goToNextChunk,
  goToPreviousChunk,
  originalDocChangeEffect,
  unifiedMergeView,
} from "@codemirror/merge"
import type { Chunk } from "@codemirror/merge"
import { Compartment, EditorState, Facet, Prec, StateEffect, StateField } from "@codemirror/state"
import type { ChangeSet, Extension, Transaction } from "@codemirror/state"
import { EditorView, keymap } from "@codemirror/view"
import type { Hunk } from "../../protocol/assistance.ts"

export type Verdict = "accepted" | "rejected"

/** Decides about the place at a position, as a person asked for it. */
export const decideAt = Facet.define<(verdict: Verdict, at: number) => void>()

const setBack = StateEffect.define<ChangeSet | null>()

const backField = StateField.define<ChangeSet | null>({
  create: () => null,
  update(back, tr) {
    for (const effect of tr.effects) if (effect.is(setBack)) return effect.value
    return back && tr.docChanged ? back.map(tr.changes) : back
  },
})

const slot = new Compartment()
const HIDDEN: Extension = []

/** What stood there before goes through the same edits, apart from the agent's. */
const keepOriginal = EditorState.transactionExtender.of((tr) => {
  const back = tr.startState.field(backField, false)
  if (!back || !tr.docChanged || !isShown(tr.startState)) return null
  return { effects: originalDocChangeEffect(tr.startState, tr.changes.map(back, true)) }
})

/** Belongs into every file's state; shows nothing until it is told to. */
export const review: Extension = [backField, keepOriginal, slot.of(HIDDEN)]

function isShown(state: EditorState): boolean {
  const now = slot.get(state)
  return now !== undefined && now !== HIDDEN
}

/** Shows the places of `back`, which is of this state's text, with or without what decides about them; null shows none. */
export function reviewTransactions(state: EditorState, back: ChangeSet | null, may: boolean): Transaction[] {
  if (!back && !isShown(state))
    return state.field(backField, false) ? [state.update({ effects: setBack.of(null) })] : []
  const hidden = state.update({ effects: [setBack.of(back), slot.reconfigure(HIDDEN)] })
  if (!back) return [hidden]
  const shown = hidden.state.update({ effects: slot.reconfigure(places(back.apply(state.doc), may)) })
  return [hidden, shown]
}

/** The places shown, in order. */
export function placesOf(state: EditorState): readonly Chunk[] {
  return isShown(state) ? (getChunks(state)?.chunks ?? []) : []
}

/** The place at a position, or touching it, as the server is told of it. */
export function hunkAt(state: EditorState, at: number): Hunk | null {
  const chunk = placesOf(state).find(({ fromB, endB }) => fromB <= at && at <= endB)
  if (!chunk) return null
  return hunkOf(chunk, getOriginalDoc(state).length, state.doc.length)
}

/**
 * A place in whole lines, as positions that both texts have: what lies outside it is the same in both. The lines that
 * a place is shown as do not always hold all of its changes, such as a line break put in at the end of a line.
 */
export function hunkOf({ fromA, toA, fromB, toB, changes }: Chunk, lengthA: number, lengthB: number): Hunk {
  const first = changes[0]
  const last = changes.at(-1)
  const before = Math.min(0, first?.fromA ?? 0, first?.fromB ?? 0)
  const end = { toA: Math.min(toA, lengthA), toB: Math.min(toB, lengthB) }
  const changed = last && { toA: fromA + last.toA, toB: fromB + last.toB }
  const whole = !changed || end.toA - changed.toA === end.toB - changed.toB
  return { fromA: fromA + before, fromB: fromB + before, ...(whole ? end : changed) }
}

function places(original: ReturnType<typeof getOriginalDoc>, may: boolean): Extension {
  return [
    unifiedMergeView({ original, mergeControls: may ? control : false, gutter: true }),
    look,
    may ? Prec.high(keymap.of(KEYS)) : [],
  ]
}

/** Decides about the place the cursor is in and goes on to the next; false where it is in none. */
export function decideAtCursor(view: EditorView, verdict: Verdict): boolean {
  const at = view.state.selection.main.head
  if (!hunkAt(view.state, at)) return false
  view.state.facet(decideAt).forEach((tell) => tell(verdict, at))
  stepPlace(view, 1)
  return true
}

const KEYS = [
  { key: "F7", run: goToNextChunk, shift: goToPreviousChunk, preventDefault: true },
  { key: "Alt-Enter", run: (view: EditorView) => decideAtCursor(view, "accepted") },
  { key: "Alt-Delete", run: (view: EditorView) => decideAtCursor(view, "rejected") },
]

/** Goes to the next or previous place and gives the editor the focus. */
export function stepPlace(view: EditorView, by: 1 | -1): void {
  const step = by > 0 ? goToNextChunk : goToPreviousChunk
  step(view)
  view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { y: "center" }) })
  view.focus()
}

function control(type: "accept" | "reject"): HTMLElement {
  const button = document.createElement("button")
  const accept = type === "accept"
  button.type = "button"
  button.className = "cm-review-button"
  button.textContent = accept ? "Accept" : "Reject"
  button.title = accept ? "Keep this change (Alt+Enter)" : "Put back what stood here (Alt+Delete)"
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    const chunk = button.closest<HTMLElement>(".cm-deletedChunk")
    const view = chunk && EditorView.findFromDOM(chunk)
    if (!view) return
    const at = view.posAtDOM(chunk)
    view.state.facet(decideAt).forEach((tell) => tell(accept ? "accepted" : "rejected", at))
    view.focus()
  })
  return button
}

const look = EditorView.theme({
  ".cm-changedLine": {
    backgroundColor: "color-mix(in srgb, var(--actor-agent) 6%, transparent) !important",
  },
  ".cm-insertedLine": { backgroundColor: "transparent !important" },
  ".cm-deletedChunk": {
    backgroundColor: "var(--fail-soft) !important",
    paddingLeft: "6px",
    minHeight: "24px",
  },
  // Where nothing stood before there is no line of it either: what decides lies over the first of the agent's.
  ".cm-deletedChunk:not(:has(.cm-deletedLine))": {
    height: "0",
    minHeight: "0",
    zIndex: "1",
  },
  ".cm-deletedChunk del, .cm-deletedLine": { textDecoration: "none" },
  ".cm-changedText": { background: "none !important" },
  ".cm-deletedText": { background: "none !important" },
  ".cm-changedLineGutter": { backgroundColor: "var(--actor-agent) !important" },
  ".cm-deletedLineGutter": { backgroundColor: "var(--fail) !important" },
  ".cm-chunkButtons": { display: "flex", gap: "4px", padding: "1px 4px" },
  ".cm-deletedChunk .cm-chunkButtons .cm-review-button": {
    height: "24px",
    margin: "0",
    padding: "0 8px",
    borderRadius: "4px",
    border: "1px solid var(--line-strong)",
    background: "var(--raised)",
    color: "var(--ink)",
    font: "500 12px/22px var(--font-sans, system-ui)",
    cursor: "pointer",
  },
  ".cm-deletedChunk .cm-chunkButtons .cm-review-button:hover": { background: "var(--sunken)" },
})
