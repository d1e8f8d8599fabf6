/**
 * A text file of the workspace as the fold of its edits. The room holds the authority; editors, the verifier and
 * replay fold the same updates. LF inside: the file's own line ending is put back when it is written.
 */
import { rebaseUpdates } from "@codemirror/collab"
import { ChangeSet, Text } from "@codemirror/state"
import type { Changes, DocumentUpdate } from "../protocol/events.ts"

/** An update with its change set parsed. */
export interface Update {
  readonly clientID: string
  readonly changes: ChangeSet
}

export interface Document {
  readonly text: Text
  /** Rises by one with each update. No two documents that ever had one path share a version. */
  readonly version: number
  /** The last updates, oldest first and the newest leading to `version`, in blocks of which all but the last are full. */
  readonly recent: readonly (readonly Update[])[]
  /** Characters that `recent` inserts, deleted since or not. */
  readonly recentLength: number
  readonly eol: "\n" | "\r\n"
}

/** Updates in a block of `recent`: an edit copies one block, not all that is kept. */
const BLOCK = 64

/** A document whose kept updates insert more characters than this forgets them: late edits then load it again. */
const RECENT_CHARACTERS = 4 << 20

/** A document that begins with `text` at `version`; LF inside whatever `eol` is. */
export function createDocument(text: string, eol: "\n" | "\r\n", version = 0): Document {
  return { text: Text.of(text.split("\n")), version, recent: [], recentLength: 0, eol }
}

/**
 * Applies updates in order and keeps the last for rebasing: at least `keep`, if there were as many, and few more; none
 * of 0. Throws `RangeError` when one does not fit.
 */
export function apply(document: Document, updates: readonly Update[], keep: number): Document {
  let { text } = document
  for (const { changes } of updates) text = changes.apply(text)
  const version = document.version + updates.length
  if (keep === 0) return { ...document, text, version, recent: [], recentLength: 0 }
  return { ...document, text, version, ...append(document, updates, keep) }
}

function append(
  { recent, recentLength }: Document,
  updates: readonly Update[],
  keep: number,
): Pick<Document, "recent" | "recentLength"> {
  const blocks = [...recent]
  let length = recentLength + inserted(updates)
  for (const update of updates) {
    const last = blocks.at(-1)
    if (last && last.length < BLOCK) blocks[blocks.length - 1] = [...last, update]
    else blocks.push([update])
  }
  while (count(blocks) - BLOCK >= keep) length -= inserted(blocks.shift() ?? [])
  return length > RECENT_CHARACTERS
    ? { recent: [], recentLength: 0 }
    : { recent: blocks, recentLength: length }
}

function inserted(updates: readonly Update[]): number {
  let length = 0
  for (const { changes } of updates) changes.iterChanges((_a, _b, _c, _d, text) => (length += text.length))
  return length
}

function count(blocks: Document["recent"]): number {
  return Math.max(0, blocks.length - 1) * BLOCK + (blocks.at(-1)?.length ?? 0)
}

/**
 * Brings updates made on an earlier version up to the current one. Updates of the same client that are here already
 * (sent again after a lost connection) are dropped. `null`: the version is unknown or older than what is kept.
 *
 * One at a time: mapping over two changes composed may place an insertion elsewhere than mapping over each in turn,
 * and an editor is told of them in whatever portions the network makes. `editor/file-session.ts` does the same.
 */
export function rebase(
  document: Document,
  version: number,
  updates: readonly Update[],
): readonly Update[] | null {
  const over = since(document, version)
  return over && over.reduce((rest, one) => rebaseUpdates(rest, [one]), updates)
}

/** The updates that lead from `version` to now; `null` when they are not kept any more, or never were. */
export function since(document: Document, version: number): readonly Update[] | null {
  const back = document.version - version
  if (back < 0 || back > count(document.recent)) return null
  if (back === 0) return []
  const blocks = document.recent.slice(-Math.ceil(back / BLOCK) - 1)
  return blocks.flat().slice(-back)
}

/** Where a position is after updates; what is inserted there comes before it. One beyond the text is its end. */
export function mapPosition(position: number, updates: readonly Update[]): number {
  return updates.reduce((at, { changes }) => changes.mapPos(Math.min(at, changes.length), 1), position)
}

/** Parses updates from the wire or the journal. Throws `RangeError` when a change set is malformed. */
export function parseUpdates(updates: readonly DocumentUpdate[]): Update[] {
  return updates.map(({ clientID, changes }) => ({ clientID, changes: ChangeSet.fromJSON(changes) }))
}

export function serializeUpdates(updates: readonly Update[]): DocumentUpdate[] {
  return updates.map(({ clientID, changes }) => ({ clientID, changes: changes.toJSON() as Changes }))
}

/** The document's content as it goes to disk. */
export function content(document: Document): string {
  return document.text.sliceString(0, undefined, document.eol)
}

/** What a file's bytes are to the workspace: a document's text, or why it cannot be one. */
export type Classified =
  | { kind: "text"; text: string; eol: "\n" | "\r\n" }
  | { kind: "binary" }
  | { kind: "too-large" }

/** LF inside; CRLF is remembered only when every line has it, so that writing back changes nothing else. */
export function classify(bytes: Uint8Array, limit: number): Classified {
  if (bytes.byteLength > limit) return { kind: "too-large" }
  const text = decode(bytes)
  if (text === null) return { kind: "binary" }
  const lineFeeds = text.split("\n").length - 1
  const pairs = text.split("\r\n").length - 1
  if (pairs > 0 && pairs === lineFeeds)
    return { kind: "text", text: text.replaceAll("\r\n", "\n"), eol: "\r\n" }
  return { kind: "text", text, eol: "\n" }
}

/** Text as it stands in a file; null when it is binary. */
export function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
