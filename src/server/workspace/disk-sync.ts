/**
 * Keeps the files of a sandbox and the documents of the room the same, both ways. Per file there is one queue and
 * one remembered disk content; a change on disk is merged from that content into the document by author `shell`,
 * and a write says which content it replaces, so that neither side overwrites what it has not seen.
 */
import { Text } from "@codemirror/state"
import { mergeChange } from "../../core/diff.ts"
import { classify, content, type Classified } from "../../core/document.ts"
import { isWithin, moved, parentOf, pathFault } from "../../core/path.ts"
import { openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Draft, JournalEvent } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { elapsed } from "../clock.ts"
import type { Clock } from "../clock.ts"
import type { Documents } from "../room/documents.ts"
import type { Log } from "../room/log.ts"
import { FileError } from "../sandbox/engine.ts"
import type { FileChange, Sandbox } from "../sandbox/engine.ts"
import type { Scope } from "../scope.ts"
import { sha256 } from "../sha256.ts"
import { fileProblem } from "./file-problem.ts"
import { createQueues } from "./queues.ts"
import { createTouchedFolders } from "./touched-folders.ts"

const SHELL: Actor = { kind: "shell", id: "shell" }
const SYSTEM: Actor = { kind: "system", id: "disk" }

/** A file written in the shell becomes a document at once up to these; later ones when somebody opens them. */
const EAGER = { bytes: 256 << 10, documents: 500, characters: 16 << 20, records: 2_000 }

/** How long a file that was removed may take to come back as the same file: editors replace files that way. */
const REPLACED_MS = 100

interface OnDisk {
  text: Text
  digest: string
}

interface Dirty {
  since: number
  cancel: () => void
}

export interface DiskSync {
  /** Writes every document with unsaved changes, or the one of `path`, and resolves when they are on disk. */
  flush(path?: string): Promise<void>
  /** Makes a document of a file on disk, if it can be one. Throws `AppError` for one that cannot be shown at all. */
  open(path: string): Promise<{ readOnly: null } | { readOnly: "binary" | "too-large"; text: string }>
  /** Makes a document of bytes that come from outside and puts it on disk; false when they are not text. */
  adopt(actor: Actor, path: string, bytes: Uint8Array): Promise<boolean>
  /** Puts a file on disk that is no document. Throws `FileError`. */
  place(path: string, bytes: Uint8Array): Promise<void>
  /** Puts every document on disk that is not there as it is. */
  restore(): Promise<void>
  /** Takes up what changed on disk while nobody watched. */
  rescan(): Promise<void>
}

interface DiskSyncParts {
  question: string
  log: Log
  documents: Documents
  sandbox: Sandbox
  language: Language
  /** Whether the sandbox is one that was in step before, rather than a fresh one. */
  attached: boolean
  clock: Clock
  scope: Scope
  /** Folders whose listing changed; null for all. */
  onFolders(folders: readonly string[] | null): void
  onProblem(problem: unknown): void
}

export function createDiskSync(parts: DiskSyncParts): DiskSync {
  const { question, log, documents, sandbox, language, clock, scope } = parts
  const disk = new Map<string, OnDisk>()
  const dirty = new Map<string, Dirty>()
  /** Files that are no documents and were there; those of the record may yet have to be put on a fresh disk. */
  const seen = new Set(parts.attached ? documents.told.files(language).keys() : [])
  const queues = createQueues()
  const folders = createTouchedFolders(clock, parts.onFolders)
  let recorded = 0
  /** Files being taken from disk now, each perhaps a document soon. */
  let taking = 0
  let takingBytes = 0

  const read = (path: string): Promise<Uint8Array> => sandbox.fs.read(path, LIMITS.document.bytes)

  /**
   * Once the question is left nothing from this disk may reach the documents, which are the next question's; nor once
   * the record has no more room for what programs write.
   */
  const isOpen = (): boolean => !scope.closed && !log.full && openQuestion(log.head)?.id === question

  function draft(act: Pick<Draft, "type" | "data">, actor: Actor): Draft {
    return { actor, question, ...act } as Draft
  }

  function remember(path: string, text: string, digest: string): void {
    disk.set(path, { text: Text.of(text.split("\n")), digest })
  }

  function markDirty(path: string): void {
    if (!isOpen()) return
    const now = clock.now()
    const since = dirty.get(path)?.since ?? now
    dirty.get(path)?.cancel()
    const wait = Math.min(LIMITS.save.quietMs, Math.max(0, since + LIMITS.save.longestMs - now))
    const cancel = clock.after(wait, () => void write(path).catch(parts.onProblem))
    dirty.set(path, { since, cancel })
  }

  /** Brings one document to disk. What somebody else put there meanwhile is merged in first. */
  async function write(path: string): Promise<void> {
    dirty.get(path)?.cancel()
    dirty.delete(path)
    await queues
      .run(path, () => bring(path))
      .catch((failure: unknown) => {
        markDirty(path)
        throw failure
      })
  }

  async function bring(path: string): Promise<void> {
    for (let attempt = 0; attempt < 5 && isOpen(); attempt++) {
      const document = documents.told.get(language, path)
      if (!document) return
      const bytes = new TextEncoder().encode(content(document))
      const digest = sha256(bytes)
      if (disk.get(path)?.digest !== digest && !(await replace(path, bytes))) {
        await takeFromDisk(path)
        continue
      }
      disk.set(path, { text: document.text, digest })
      return saved(path, document.version, digest)
    }
    markDirty(path)
  }

  async function saved(path: string, version: number, digest: string): Promise<void> {
    await log.record([draft({ type: "doc.saved", data: { language, path, version, digest } }, SYSTEM)])
  }

  /** False when the disk holds something other than what was last seen there. */
  async function replace(path: string, bytes: Uint8Array): Promise<boolean> {
    try {
      await sandbox.fs.write(path, bytes, { expect: disk.get(path)?.digest ?? null })
      return true
    } catch (failure) {
      if (failure instanceof FileError && failure.code === "changed") return false
      throw failure
    }
  }

  /** Merges what is on disk into the document, makes one, or ends one that is text no more. Runs in the file's queue. */
  async function takeFromDisk(path: string, expected?: string | null): Promise<void> {
    const bytes = await read(path).catch((failure: unknown) => {
      if (!(failure instanceof FileError)) throw failure
      return failure.code === "too-large" ? failure.code : null
    })
    if (!bytes || !isOpen()) return
    const digest = bytes === "too-large" ? null : sha256(bytes)
    if ((expected !== undefined && digest !== expected) || disk.get(path)?.digest === digest) return
    const document = documents.told.get(language, path)
    const classified = bytes === "too-large" ? { kind: bytes } : classify(bytes, LIMITS.document.bytes)
    if (classified.kind !== "text" || digest === null) {
      if (document) await documents.delete(SHELL, language, path)
      return
    }
    if (!document) {
      remember(path, classified.text, digest)
      await documents.open(SHELL, language, [{ path, text: classified.text, eol: classified.eol }])
      return
    }
    const text = textIn(document.eol, classified)
    const change = mergeChange(
      disk.get(path)?.text ?? firstSeen(path, text, document.text),
      text,
      document.text,
    )
    disk.set(path, { text, digest })
    if (change.empty) return
    await documents.edit(SHELL, language, path, document.version, change)
    const now = documents.told.get(language, path)
    if (now?.text.eq(text) && isOpen()) await saved(path, now.version, digest)
  }

  /** What a file that was there before this server came from: a text the server before wrote, if it is one. */
  function firstSeen(path: string, text: Text, now: Text): Text {
    const written = documents.onDisk.of(language, path)
    return written.find((one) => one.eq(text)) ?? written[0] ?? now
  }

  async function changed(change: FileChange): Promise<void> {
    // The guest lives beside candidate code: a path that could not be asked for is none that can be told.
    if (change.kind !== "rescan" && pathFault("path" in change ? change.path : change.entry.path)) return
    switch (change.kind) {
      case "rescan":
        folders.touch(null)
        await rescan()
        return
      case "folder":
        folders.touch(parentOf(change.entry.path))
        return
      case "removed":
        folders.touch(parentOf(change.path))
        await removed(change.path)
        return
      case "written": {
        const { path } = change.entry
        folders.touch(parentOf(path))
        await queues.run(path, () => written(path, change.digest, change.entry.size))
      }
    }
  }

  async function written(path: string, digest: string | null, size: number): Promise<void> {
    if (disk.get(path)?.digest === digest) return
    const known = documents.told.get(language, path) !== null
    const held = documents.told.size
    const eager =
      size <= EAGER.bytes &&
      held.documents + taking < EAGER.documents &&
      held.characters + takingBytes + size < EAGER.characters
    if (known || (digest !== null && eager)) {
      taking++
      takingBytes += size
      await takeFromDisk(path, digest).finally(() => {
        taking--
        takingBytes -= size
      })
    }
    if (documents.told.get(language, path) || !isOpen()) return
    if (documents.told.files(language).has(path)) seen.add(path)
    if (recorded >= EAGER.records) return
    seen.add(path)
    recorded++
    await log.record([
      draft({ type: "file.created", data: { language, path, kind: "file", size, digest } }, SHELL),
    ])
  }

  /** A file that comes back at once was being replaced, not deleted. */
  async function removed(path: string): Promise<void> {
    await elapsed(clock, REPLACED_MS)
    await queues.run(path, async () => {
      if ((await sandbox.fs.stat(path)) || !isOpen()) return
      disk.delete(path)
      seen.delete(path)
      dirty.get(path)?.cancel()
      dirty.delete(path)
      const known = [...documents.told.paths(language), ...documents.told.files(language).keys()]
      if (known.some((one) => isWithin(one, path))) await documents.delete(SHELL, language, path)
    })
  }

  async function rescan(): Promise<void> {
    for (const path of documents.told.paths(language)) {
      await queues.run(path, async () => {
        if (await sandbox.fs.stat(path)) await takeFromDisk(path)
        else if (disk.has(path) && isOpen()) await documents.delete(SHELL, language, path)
      })
    }
    await Promise.all([...seen].map(lookAgain))
  }

  /** A file that is no document and was deleted unseen: what is recorded as there would be put back some day. */
  async function lookAgain(path: string): Promise<void> {
    await queues.run(path, async () => {
      if (!isOpen() || (await sandbox.fs.stat(path))) return
      seen.delete(path)
      if (documents.told.files(language).has(path)) await documents.delete(SHELL, language, path)
    })
  }

  async function watch(): Promise<void> {
    for await (const change of sandbox.fs.watch()) {
      if (scope.closed) return
      void changed(change).catch(parts.onProblem)
    }
  }

  function follow(events: readonly JournalEvent[]): void {
    for (const { type, data, actor } of events) {
      if (type === "doc.changed" && data.language === language) {
        const document = documents.told.get(language, data.path)
        const same = actor.kind === "shell" && document && disk.get(data.path)?.text.eq(document.text)
        if (!same) markDirty(data.path)
      }
      if (type === "doc.renamed" && data.language === language) carryOver(data.from, data.to)
      if (type === "doc.deleted" && data.language === language) forget(data.path)
    }
  }

  function carryOver(from: string, to: string): void {
    const held = [...disk].filter(([path]) => isWithin(path, from))
    forget(from)
    for (const [path, content] of held) disk.set(moved(path, from, to), content)
  }

  function forget(root: string): void {
    for (const path of disk.keys()) if (isWithin(path, root)) disk.delete(path)
    for (const [path, { cancel }] of dirty) {
      if (!isWithin(path, root)) continue
      cancel()
      dirty.delete(path)
    }
  }

  scope.add(log.listen("told", follow))
  scope.add(() => dirty.forEach(({ cancel }) => cancel()))
  void watch().catch((failure: unknown) => {
    if (!scope.closed) parts.onProblem(failure)
  })

  return {
    async flush(path) {
      await log.settled()
      const paths = [...dirty.keys()].filter((one) => path === undefined || one === path)
      await Promise.all(paths.map(write))
      // What is being written already has left the list.
      if (path === undefined) await queues.idle()
      else await queues.run(path, async () => undefined)
    },
    async open(path) {
      const fault = pathFault(path)
      if (fault) throw new AppError(fault)
      if (documents.told.get(language, path)) return { readOnly: null }
      return queues.run(path, async () => {
        const bytes = await read(path).catch((failure: unknown) => {
          if (failure instanceof FileError && failure.code === "too-large") return null
          throw fileProblem(failure)
        })
        if (!isOpen()) throw new AppError("document-gone")
        const classified = bytes ? classify(bytes, LIMITS.document.bytes) : ({ kind: "too-large" } as const)
        if (classified.kind !== "text") return { readOnly: classified.kind, text: "" }
        remember(path, classified.text, sha256(bytes!))
        await documents.open(SYSTEM, language, [{ path, text: classified.text, eol: classified.eol }])
        return { readOnly: null }
      })
    },
    async adopt(actor, path, bytes) {
      const classified = classify(bytes, LIMITS.document.bytes)
      if (classified.kind !== "text") return false
      await documents.open(actor, language, [{ path, text: classified.text, eol: classified.eol }])
      await write(path)
      return true
    },
    place: (path, bytes) =>
      queues.run(path, async () => {
        await sandbox.fs.write(path, bytes)
        seen.add(path)
      }),
    rescan,
    async restore() {
      await Promise.all(documents.told.paths(language).map(write))
    },
  }
}

/** A file's text as a document of that line ending holds it; other line endings stay as they are, in the lines. */
function textIn(eol: "\n" | "\r\n", file: Classified & { kind: "text" }): Text {
  const whole = eol === "\r\n" ? file.text.replaceAll("\r\n", "\n") : file.text
  const asIs = eol === "\n" && file.eol === "\r\n" ? whole.replaceAll("\n", "\r\n") : whole
  return Text.of(asIs.split("\n"))
}
