/** Replays the documents of a record, to prove that what was saved to disk is what the recorded edits make. */
import type { Text } from "@codemirror/state"
import { EVENT_DATA, type EventData } from "../../protocol/events.ts"
import { apply, content, createDocument, type Document, parseUpdates } from "../document.ts"
import { isWithin, moved } from "../path.ts"
import { hex } from "./bytes.ts"
import type { Envelope } from "./entry.ts"
import type { Hash } from "./merkle.ts"

/** A save is reported after later edits may have come; it is looked up among this many versions at least. */
const VERSIONS_KEPT = 10_000

interface Replayed {
  document: Document
  /** The texts from the last save on, the first of them at version `since`. Texts share what they have in common. */
  texts: Text[]
  since: number
}

function textAt({ texts, since }: Replayed, version: number): Text | undefined {
  return texts[version - since]
}

function forgetBefore(file: Replayed, version: number): void {
  file.texts = file.texts.slice(version - file.since)
  file.since = version
}

export interface Replay {
  /** Folds one event in. Answers what is wrong with it, or null. */
  add(envelope: Envelope, data: unknown): string | null
  /** An erased event: documents can be followed no further until the next question. */
  skip(envelope: Envelope): void
  readonly counts: { readonly edits: number; readonly saves: number; readonly skipped: number }
}

const HANDLED = /^doc\.|^snapshot\.taken$/

export function createReplay(hash: Hash): Replay {
  let files = new Map<string, Replayed>()
  /** What a file was before it was moved, deleted or left: a save under way may still be reported. */
  let gone = new Map<string, Replayed>()
  let blind = false
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
        file.texts.push(file.document.text)
      }
    } catch {
      return `an edit of ${data.path} does not fit its text at version ${before}`
    }
    if (file.texts.length > 2 * VERSIONS_KEPT) forgetBefore(file, file.document.version - VERSIONS_KEPT)
    counts.edits += data.updates.length
    return null
  }

  function compare(key: string, { path, version, digest }: Omit<EventData<"doc.saved">, "language">) {
    const known = [files.get(key), gone.get(key)].filter((file) => file !== undefined)
    if (known.length === 0) return `${path} was saved but never opened`
    const reached = known.filter((file) => textAt(file, version))
    if (reached.length === 0) return `${path} was saved at version ${version}, which the edits do not lead to`
    const file = reached.find((file) => {
      const text = textAt(file, version)
      return text && hex(hash(content({ ...file.document, text }))) === digest
    })
    if (!file) return `${path} was saved with other content than its recorded edits make`
    forgetBefore(file, version)
    counts.saves++
    return null
  }

  function open(key: string, { text, eol, version }: EventData<"doc.opened">): null {
    const document = createDocument(text, eol, version)
    files.set(key, { document, texts: [document.text], since: document.version })
    return null
  }

  function move(language: string, from: string, to: string | null): null {
    const root = keyOf(language, from)
    const below = [...files].filter(([key]) => isWithin(key, root))
    for (const [key, file] of below) {
      files.delete(key)
      gone.set(key, { ...file, texts: [...file.texts] })
    }
    if (to !== null) for (const [key, file] of below) files.set(moved(key, root, keyOf(language, to)), file)
    return null
  }

  function leave(): null {
    gone = files
    files = new Map()
    blind = false
    return null
  }

  function fold(type: string, data: unknown): string | null {
    switch (type) {
      case "doc.opened": {
        const opened = EVENT_DATA[type].parse(data)
        return open(keyOf(opened.language, opened.path), opened)
      }
      case "doc.changed": {
        const changed = EVENT_DATA[type].parse(data)
        return change(keyOf(changed.language, changed.path), changed)
      }
      case "doc.saved": {
        const saved = EVENT_DATA[type].parse(data)
        return compare(keyOf(saved.language, saved.path), saved)
      }
      case "snapshot.taken": {
        const taken = EVENT_DATA[type].parse(data)
        const problems = taken.files.map((file) => compare(keyOf(taken.language, file.path), file))
        return problems.find((problem) => problem !== null) ?? null
      }
      case "doc.renamed": {
        const { language, from, to } = EVENT_DATA[type].parse(data)
        return move(language, from, to)
      }
      case "doc.deleted": {
        const { language, path } = EVENT_DATA[type].parse(data)
        return move(language, path, null)
      }
      default:
        return null
    }
  }

  return {
    counts,
    add({ type }, data) {
      if (type === "question.opened") return leave()
      if (!HANDLED.test(type)) return null
      if (blind) {
        counts.skipped++
        return null
      }
      try {
        return fold(type, data)
      } catch {
        return `its data is not that of a ${type} event`
      }
    },
    skip({ type }) {
      if (type === "question.opened") leave()
      else if (HANDLED.test(type)) blind = true
    },
  }
}

/** A language never holds a slash, so languages are told apart as topmost folders are. */
function keyOf(language: string, path: string): string {
  return `${language}/${path}`
}
