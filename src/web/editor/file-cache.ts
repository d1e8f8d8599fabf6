/** The files a page holds open, each with its own editor state, undo history and scroll position. */
import type { Extension } from "@codemirror/state"
import type { Language } from "../../protocol/ctrf.ts"
import { systemClock } from "../live/clock.ts"
import type { SessionView } from "../live/session-view.ts"
import { applyEffects, createFileSession } from "./file-session.ts"
import type { FileSession } from "./file-session.ts"
import { kindOf } from "./languages.ts"
import { languageSlot, setup } from "./setup.ts"

export interface FileCache {
  /** The session of a file, opened when it is new. */
  get(path: string): FileSession
  /** Closes all files but these. */
  keepOnly(paths: readonly string[]): void
}

export interface FileCacheOptions {
  view: SessionView
  language: Language
  tooLarge(): void
  /** What each file's state gets beside the common set-up. */
  extras(path: string): Extension
}

export function createFileCache({ view, language, tooLarge, extras }: FileCacheOptions): FileCache {
  const files = new Map<string, FileSession>()

  function open(path: string): FileSession {
    const save = () => void view.command({ type: "save", path }).catch(() => undefined)
    const file = createFileSession({
      source: view.openDocument(path, language),
      extend: (text) => [setup({ path, text, save, tooLarge }), extras(path)],
      clock: systemClock,
      tellCursor: view.getState().you?.role === "candidate",
    })
    const load = async () => {
      const support = await kindOf(path).load()
      applyEffects(file, [languageSlot.reconfigure(support)])
    }
    // Each start has a fresh state, without the language.
    file.subscribe(() => {
      const state = file.state()
      if (state && isEmpty(languageSlot.get(state))) void load().catch(() => undefined)
    })
    if (file.state()) void load().catch(() => undefined)
    return file
  }

  return {
    get(path) {
      const known = files.get(path)
      if (known) return known
      const file = open(path)
      files.set(path, file)
      return file
    },
    keepOnly(paths) {
      for (const [path, file] of files) {
        if (paths.includes(path)) continue
        files.delete(path)
        file.close()
      }
    },
  }
}

function isEmpty(extension: Extension | undefined): boolean {
  return Array.isArray(extension) && extension.length === 0
}
