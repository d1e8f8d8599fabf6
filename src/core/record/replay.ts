/** Replays the documents of a record, to prove that what was saved to disk is what the recorded edits make. */
import { EVENT_DATA, type EventData } from "../../protocol/events.ts"
import type { Text } from "@codemirror/state"
import { apply, content, createDocument, type Document, parseUpdates } from "../document.ts"
import { isWithin, moved } from "../path.ts"
import { hex } from "./bytes.ts"
import type { Envelope } from "./entry.ts"
import type { Hash } from "./merkle.ts"

/** A save is reported after later edits may have come; it is looked up among this many versions. */
const VERSIONS_KEPT = 10_000

interface Replayed {
  document: Document
  /** Texts since the last save, by version. Texts share what they have in common. */
  texts: Map<number, Text>
}

export interface Replay {
  /** Folds one event in. Answers what is wrong with it, or null. */
  add(envelope: Envelope, data: unknown): string | null
  /** An erased event: documents of its question can be followed no further. */
  skip(envelope: Envelope): void
  readonly counts: { readonly edits: number; readonly saves: number; readonly skipped: number }
}

export function createReplay(hash: Hash): Replay {
  const files = new Map<string, Replayed>()
  const blind = new Set<string>()
  const counts = { edits: 0, saves: 0, skipped: 0 }

  function change(key: string, data: EventData<"doc.changed">): string | null {
    const file = files.get(key)
    if (!file) return `${data.path} was changed but never opened`
    const before = file.document.version
    if (data.version !== before + data.updates.length)
      return `${data.path} jumps from version ${before} to ${data.version} by ${data.updates.length} updates`
    try {
      for (const update of parseUpdates(data.updates)) {
        file.document = apply(file.document, [update], 0)
        file.texts.set(file.document.version, file.document.text)
        file.texts.delete(file.document.version - VERSIONS_KEPT)
      }
    } catch {
      return `an edit of ${data.path} does not fit its text at version ${before}`
    }
    counts.edits += data.updates.length
    return null
  }

  function save(key: string, data: EventData<"doc.saved">): string | null {
    const file = files.get(key)
    if (!file) return `${data.path} was saved but never opened`
    const text = file.texts.get(data.version)
    if (!text) return `${data.path} was saved at version ${data.version}, which the edits do not lead to`
    if (hex(hash(content({ ...file.document, text }))) !== data.digest)
      return `${data.path} was saved with other content than its recorded edits make`
    for (const version of file.texts.keys()) if (version < data.version) file.texts.delete(version)
    counts.saves++
    return null
  }

  function open(key: string, { text, eol }: EventData<"doc.opened">): null {
    const document = createDocument(text, eol)
    files.set(key, { document, texts: new Map([[0, document.text]]) })
    return null
  }

  function move(room: string, from: string, to: string | null): null {
    const root = room + from
    const below = [...files].filter(([key]) => isWithin(key, root))
    for (const [key] of below) files.delete(key)
    if (to !== null) for (const [key, file] of below) files.set(moved(key, root, room + to), file)
    return null
  }

  function fold(envelope: Envelope, data: unknown): string | null {
    const room = (language: string): string => `${envelope.question}\n${language}\n`
    switch (envelope.type) {
      case "doc.opened": {
        const opened = EVENT_DATA["doc.opened"].parse(data)
        return open(room(opened.language) + opened.path, opened)
      }
      case "doc.changed": {
        const changed = EVENT_DATA["doc.changed"].parse(data)
        return change(room(changed.language) + changed.path, changed)
      }
      case "doc.saved": {
        const saved = EVENT_DATA["doc.saved"].parse(data)
        return save(room(saved.language) + saved.path, saved)
      }
      case "doc.renamed": {
        const { language, from, to } = EVENT_DATA["doc.renamed"].parse(data)
        return move(room(language), from, to)
      }
      case "doc.deleted": {
        const { language, path } = EVENT_DATA["doc.deleted"].parse(data)
        return move(room(language), path, null)
      }
      default:
        return null
    }
  }

  return {
    counts,
    add(envelope, data) {
      if (!envelope.type.startsWith("doc.")) return null
      if (blind.has(String(envelope.question))) {
        counts.skipped++
        return null
      }
      try {
        return fold(envelope, data)
      } catch {
        return `its data is not that of a ${envelope.type} event`
      }
    },
    skip(envelope) {
      if (envelope.type.startsWith("doc.")) blind.add(String(envelope.question))
    },
  }
}
