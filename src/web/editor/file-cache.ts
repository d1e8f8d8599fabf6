/** The files a page holds open, each with its own editor state, undo history and scroll position. */
import type { Extension } from "@codemirror/state"
import type { Language } from "../../protocol/ctrf.ts"
import { systemClock } from "../live/clock.ts"
import type { SessionView } from "../live/session-view.ts"
import { report } from "../ui/toasts.tsx"
import { applyEffects, createFileSession } from "./file-session.ts"
import type { FileSession } from "./file-session.ts"
import { kindOf } from "./languages.ts"
import { observeEditing } from "./observe.ts"
import { pointing } from "./pointing.ts"
import { decideAt, review } from "./review.ts"
import { languageSlot, readOnlyExtension, readOnlySlot, setup, vimSlot } from "./setup.ts"

export interface FileCacheOptions {
  view: SessionView
  language: Language
}

export interface FileCache {
  /** The file's session if it is open. */
  peek(path: string): FileSession | null
  /** The file in which an edit was refused last, because it would have become too large. */
  refused(): string | null
  /** Opens it if it is not. */
  open(path: string): void
  /** Lets a file that was lost go and opens it again. */
  reopen(path: string): void
  /** Closes all files but these. */
  keepOnly(paths: readonly string[]): void
  /** Calls back when a path got another session. */
  subscribe(listener: () => void): () => void
  /** What holds for all files, those still to come too. */
  configure(change: { readOnly?: boolean; vim?: Extension }): void
}

/** The files of one question in one language. */
interface Shelf {
  question: string
  language: Language
  files: FileCache
}

const shelves = new WeakMap<SessionView, Shelf>()

/** The view's files of this question and language, wherever an editor shows them; those of another are closed. */
export function filesOf(question: string, options: FileCacheOptions): FileCache {
  const known = shelves.get(options.view)
  if (known?.question === question && known.language === options.language) return known.files
  known?.files.keepOnly([])
  const files = createFileCache(options)
  shelves.set(options.view, { question, language: options.language, files })
  return files
}

function createFileCache({ view, language }: FileCacheOptions): FileCache {
  const files = new Map<string, FileSession>()
  const wanted: { readOnly: boolean; vim: Extension } = { readOnly: false, vim: [] }
  const listeners = new Set<() => void>()
  const support = new Map<string, Extension>()
  let refused: string | null = null

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const refuse = (path: string) => {
    refused = path
    tell()
  }

  function start(path: string): FileSession {
    const role = view.getState().you?.role
    const candidate = role === "candidate"
    const save = () => void view.command({ type: "save", path }).catch(() => undefined)
    const file = createFileSession({
      source: view.openDocument(path, language),
      extend: (text) => [
        setup({ path, text, save, tooLarge: () => refuse(path) }),
        review,
        decideAt.of((verdict, at) => files.get(path)?.review.decide(verdict, at)),
        candidate ? observeEditing(view, path, systemClock) : [],
        role === "assessor" ? pointing(view, path, language) : [],
      ],
      clock: systemClock,
      tellCursor: candidate || "moved",
      decide: (decision) =>
        view.command({ type: "review-change", path, language, ...decision }).catch(report),
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
    reopen(path) {
      files.get(path)?.close()
      files.set(path, start(path))
      tell()
    },
    refused: () => refused,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
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
