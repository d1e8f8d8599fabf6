/**
 * What the disk may hold of each document when a server takes up an interview: its text when it was last saved, and
 * every text since, for a server may end between writing a file and recording that. Without it, edits that were
 * not saved yet would look as if somebody had undone them on disk.
 */
import type { Text } from "@codemirror/state"
import type { DocumentSet } from "../../core/document-set.ts"
import { isWithin, moved } from "../../core/path.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { JournalEvent } from "../../protocol/events.ts"

export interface DiskTexts {
  /** Oldest first; empty for what is no document. */
  of(language: Language, path: string): readonly Text[]
  /** Call it after the documents have folded the event. */
  fold(event: JournalEvent): void
}

export function createDiskTexts(documents: Pick<DocumentSet, "get">): DiskTexts {
  const languages = new Map<Language, Map<string, { version: number; text: Text }[]>>()

  function filesOf(language: Language): Map<string, { version: number; text: Text }[]> {
    let files = languages.get(language)
    if (!files) languages.set(language, (files = new Map()))
    return files
  }

  function keep(language: Language, path: string, before: { version: number; text: Text }[]): void {
    const document = documents.get(language, path)
    if (document) filesOf(language).set(path, [...before, { version: document.version, text: document.text }])
  }

  function move(language: Language, from: string, to: string | null): void {
    const files = filesOf(language)
    for (const [path, texts] of [...files].filter(([path]) => isWithin(path, from))) {
      files.delete(path)
      if (to !== null) files.set(moved(path, from, to), texts)
    }
  }

  return {
    of: (language, path) => (filesOf(language).get(path) ?? []).map(({ text }) => text),
    fold({ type, data }) {
      switch (type) {
        case "question.opened":
          return languages.clear()
        case "doc.opened":
          return keep(data.language, data.path, [])
        case "doc.changed":
          return keep(data.language, data.path, filesOf(data.language).get(data.path) ?? [])
        case "doc.saved": {
          const files = filesOf(data.language)
          const texts = files.get(data.path)
          if (texts)
            files.set(
              data.path,
              texts.filter(({ version }) => version >= data.version),
            )
          return
        }
        case "doc.renamed":
          return move(data.language, data.from, data.to)
        case "doc.deleted":
          return move(data.language, data.path, null)
        default:
      }
    },
  }
}
