/** The files a page holds open, each with its own editor state, undo history and scroll position. */
import type { Extension } from "@codemirror/state"
import type { Language } from "../../protocol/ctrf.ts"
import { systemClock } from "../live/clock.ts"
import type { SessionView } from "../live/session-view.ts"
import { applyEffects, createFileSession } from "./file-session.ts"
import type { FileSession } from "./file-session.ts"
import { kindOf } from "./languages.ts"
import { observeEditing } from "./observe.ts"
import { languageSlot, readOnlyExtension, readOnlySlot, setup, vimSlot } from "./setup.ts"

export interface FileCacheOptions {
  view: SessionView
  language: Language
  /** An edit was refused because the file would become too large. */
  tooLarge: (path: string) => void
}

export interface FileCache {
  /** The file's session if it is open. */
  peek(path: string): FileSession | null
  /** Opens it if it is not. */
  open(path: string): void
  /** Closes all files but these. */
  keepOnly(paths: readonly string[]): void
  /** What holds for all files, those still to come too. */
  configure(change: { readOnly?: boolean; vim?: Extension }): void
}

export function createFileCache({ view, language, tooLarge }: FileCacheOptions): FileCache {
  const files = new Map<string, FileSession>()
  const wanted: { readOnly: boolean; vim: Extension } = { readOnly: false, vim: [] }
  const support = new Map<string, Extension>()

  function start(path: string): FileSession {
    const candidate = view.getState().you?.role === "candidate"
    const save = () => void view.command({ type: "save", path }).catch(() => undefined)
    const file = createFileSession({
      source: view.openDocument(path, language),
      extend: (text) => [
        setup({ path, text, save, tooLarge: () => tooLarge(path) }),
        candidate ? observeEditing(view, path, systemClock) : [],
      ],
      clock: systemClock,
      tellCursor: candidate,
    })
    file.subscribe(() => configure(path, file))
    configure(path, file)
    void kindOf(path)
      .load()
      .then((extension) => {
        support.set(path, extension)
        configure(path, file)
      })
      .catch(() => undefined)
    return file
  }

  function configure(path: string, file: FileSession): void {
    const status = file.source.getStatus()
    const readOnly = wanted.readOnly || (status.status === "open" && status.readOnly !== null)
    applyEffects(file, [
      readOnlySlot.reconfigure(readOnlyExtension(readOnly)),
      vimSlot.reconfigure(wanted.vim),
      languageSlot.reconfigure(support.get(path) ?? []),
    ])
  }

  return {
    peek: (path) => files.get(path) ?? null,
    open(path) {
      if (!files.has(path)) files.set(path, start(path))
    },
    keepOnly(paths) {
      for (const [path, file] of files) {
        if (paths.includes(path)) continue
        files.delete(path)
        file.close()
      }
    },
    configure(change) {
      Object.assign(wanted, change)
      for (const [path, file] of files) configure(path, file)
    },
  }
}
