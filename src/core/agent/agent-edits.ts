/**
 * What the agent changed and nobody has said yes or no to, as the fold of the journal: for each file the change that
 * takes it back, kept true while others go on writing. The same for each call without a result, which is how a call
 * that is stopped, or that a server did not live to finish, is undone and nothing else with it.
 */
import type { ChangeSet, Text } from "@codemirror/state"
import type { Language } from "../../protocol/ctrf.ts"
import type { Draft, EventData } from "../../protocol/events.ts"
import { changesBetween } from "../diff.ts"
import { parseUpdates } from "../document.ts"
import { isWithin, moved } from "../path.ts"
import { beginUndo, evolveUndo } from "./undo.ts"

export interface AgentEdits {
  /** The change of the present text that takes back what waits for the candidate's word; null when nothing does. */
  pending(language: Language, path: string): ChangeSet | null
  /** Files of which something waits. */
  paths(language: Language): string[]
  /** Whether the agent made the file, in this question. */
  made(language: Language, path: string): boolean
  /**
   * What the calls without a result did, and so has to be taken back when they end, by an edit under the call's own
   * name. `created`: the file is theirs.
   */
  unfinished(): Unfinished[]
  /** Folds an event in; `text` answers a document as it was just before it. */
  fold(
    event: Pick<Draft, "type" | "data" | "actor">,
    text: (language: Language, path: string) => Text | null,
  ): void
}

export interface Unfinished {
  call: string
  language: Language
  path: string
  /** Null where it only made the file. */
  back: ChangeSet | null
  created: boolean
}

type Backs = Map<string, ChangeSet>

const keyOf = (language: Language, path: string): string => `${language}/${path}`

export function createAgentEdits(): AgentEdits {
  const reviews: Backs = new Map()
  const calls = new Map<string, Backs>()
  /** Files that calls made, by whom: known from the first edit in each, until then null. */
  const created = new Map<string, string | null>()
  const made = new Set<string>()
  /** The edit that will carry out a rejection: its file and client. */
  let rejected: string | null = null

  function edited(
    { actor }: Pick<Draft, "actor">,
    { language, path, updates }: EventData<"doc.changed">,
    before: Text,
  ): void {
    const key = keyOf(language, path)
    const isAgent = actor.kind === "agent"
    const takesBack = rejected === rejectionOf(key, updates[0]?.clientID)
    if (takesBack) rejected = null
    if (!isAgent && !touched(key)) return
    let text = before
    for (const { clientID, changes } of parseUpdates(updates)) {
      if (isAgent && !calls.has(clientID)) calls.set(clientID, new Map())
      if (isAgent && created.get(key) === null) created.set(key, clientID)
      const edit = { changes, key, before: text }
      for (const [call, backs] of calls) keepTrue(backs, edit, isAgent && call === clientID)
      keepTrue(reviews, edit, isAgent || takesBack)
      text = changes.apply(text)
    }
    if (takesBack) forgetNothing(reviews, key, text)
  }

  const touched = (key: string): boolean =>
    reviews.has(key) || [...calls.values()].some((backs) => backs.has(key))

  function decided(
    { language, path, version, verdict, hunk }: EventData<"review.decided">,
    text: Text,
  ): void {
    const key = keyOf(language, path)
    const back = reviews.get(key)
    if (!back) return
    if (verdict === "rejected") rejected = rejectionOf(key, reviewClient(version))
    else if (hunk === null) reviews.delete(key)
    else {
      const original = back.apply(text)
      const accepted = original.replace(hunk.fromA, hunk.toA, text.slice(hunk.fromB, hunk.toB))
      hold(reviews, key, changesBetween(text, accepted))
    }
  }

  function move(language: Language, from: string, to: string | null): void {
    const [old, next] = [keyOf(language, from), to === null ? null : keyOf(language, to)]
    for (const backs of [reviews, ...calls.values()]) moveKeys(backs, old, next)
    moveKeys(created, old, next)
    for (const key of [...made].filter((one) => isWithin(one, old))) {
      made.delete(key)
      if (next !== null) made.add(moved(key, old, next))
    }
  }

  return {
    pending: (language, path) => reviews.get(keyOf(language, path)) ?? null,
    made: (language, path) => made.has(keyOf(language, path)),
    paths: (language) =>
      [...reviews.keys()]
        .filter((key) => key.startsWith(`${language}/`))
        .map((key) => key.slice(language.length + 1)),
    unfinished() {
      const edited = [...calls].flatMap(([call, backs]) =>
        [...backs].map(([key, back]) => ({
          call,
          ...placeOf(key),
          back,
          created: created.get(key) === call,
        })),
      )
      const empty = [...created].filter(([key, call]) => call === null || !calls.get(call)?.has(key))
      return [
        ...edited,
        ...empty.map(([key, call]) => ({ call: call ?? "", ...placeOf(key), back: null, created: true })),
      ]
    },
    fold(event, textOf) {
      const { type, data, actor } = event as Draft
      switch (type) {
        case "question.opened":
          reviews.clear()
          calls.clear()
          created.clear()
          made.clear()
          return
        case "doc.opened":
          if (actor.kind !== "agent" || data.text !== "") return
          created.set(keyOf(data.language, data.path), null)
          made.add(keyOf(data.language, data.path))
          return
        case "doc.changed": {
          const text = textOf(data.language, data.path)
          if (text) edited(event, data, text)
          return
        }
        case "doc.renamed":
          return move(data.language, data.from, data.to)
        case "doc.deleted":
          return move(data.language, data.path, null)
        case "review.decided": {
          const text = textOf(data.language, data.path)
          if (text) decided(data, text)
          return
        }
        case "chat.result":
        case "chat.refused":
          calls.delete(data.call)
          for (const [key, call] of created) if (call === data.call) created.delete(key)
          return
        case "chat.ended":
          calls.clear()
          created.clear()
          return
        default:
      }
    },
  }
}

/** Of a file or a folder with all below it; null is nowhere. */
function moveKeys<Value>(held: Map<string, Value>, from: string, to: string | null): void {
  for (const [key, value] of [...held].filter(([key]) => isWithin(key, from))) {
    held.delete(key)
    if (to !== null) held.set(moved(key, from, to), value)
  }
}

/** As which client a rejection is carried out, of a file at that version. */
export const reviewClient = (version: number): string => `review-${version}`

const rejectionOf = (key: string, client: string | undefined): string => `${client} ${key}`

interface Edit {
  key: string
  before: Text
  changes: ChangeSet
}

function keepTrue(backs: Backs, { key, before, changes }: Edit, own: boolean): void {
  const back = backs.get(key)
  if (!back && !own) return
  const undo = back ? { text: before, inverse: back } : beginUndo(before)
  const { inverse, text } = evolveUndo(undo, { changes }, own)
  if (own && changesNothing(inverse, text)) backs.delete(key)
  else hold(backs, key, inverse)
}

/** What was changed and changed back is no change, though its edits are kept. */
function changesNothing(change: ChangeSet, text: Text): boolean {
  let nothing = true
  change.iterChanges((from, to, _fromB, _toB, inserted) => {
    nothing &&= to - from === inserted.length && text.slice(from, to).eq(inserted)
  })
  return nothing
}

/** Where a place was put back, nothing of it may come up again when somebody changes that text. */
function forgetNothing(backs: Backs, key: string, text: Text): void {
  const back = backs.get(key)
  if (back) hold(backs, key, changesBetween(text, back.apply(text)))
}

function hold(backs: Backs, key: string, back: ChangeSet): void {
  if (back.empty) backs.delete(key)
  else backs.set(key, back)
}

function placeOf(key: string): { language: Language; path: string } {
  const slash = key.indexOf("/")
  return { language: key.slice(0, slash) as Language, path: key.slice(slash + 1) }
}
