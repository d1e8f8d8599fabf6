/** The files, shells and test runs of one question in one language: a sandbox kept in step with the room. */
import { Buffer } from "node:buffer"
import { Text } from "@codemirror/state"
import { changesBetween } from "../../core/diff.ts"
import { classify } from "../../core/document.ts"
import { isWithin, nameOf, pathFault } from "../../core/path.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Draft } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { FileItem, FileListing } from "../../protocol/messages.ts"
import type { Clock } from "../clock.ts"
import type { Documents } from "../room/documents.ts"
import type { Log } from "../room/log.ts"
import type { Sandbox, SandboxEngine } from "../sandbox/engine.ts"
import type { Blobs } from "../store/store.ts"
import { SANDBOX_PLACES } from "../testing/adapters.ts"
import { createScope } from "../scope.ts"
import type { Scope } from "../scope.ts"
import { sha256 } from "../sha256.ts"
import { createDiskSync } from "./disk-sync.ts"
import type { DiskSync } from "./disk-sync.ts"
import { fileProblem } from "./file-problem.ts"
import { createTerminals } from "./terminals.ts"
import type { Terminals } from "./terminals.ts"

export interface Workspace {
  readonly question: string
  readonly language: Language
  readonly sandbox: Sandbox
  readonly disk: DiskSync
  readonly terminals: Terminals
  list(path: string, after?: string): Promise<FileListing>
  stat(path: string): Promise<FileItem | null>
  create(actor: Actor, path: string, kind: "file" | "folder"): Promise<void>
  /** Bytes from outside: a document when they can be one, else a file. */
  upload(actor: Actor, path: string, bytes: Uint8Array): Promise<void>
  read(path: string): Promise<Uint8Array>
  /** Replaces a file's content whole, or makes the file: in a document as the edits that lead there. */
  write(actor: Actor, path: string, bytes: Uint8Array): Promise<void>
  rename(actor: Actor, from: string, to: string): Promise<void>
  remove(actor: Actor, path: string): Promise<void>
  /** Stops keeping in step. The sandbox goes on unless `destroy`. */
  close(how: "detach" | "destroy"): Promise<void>
}

export interface WorkspaceParts {
  id: string
  question: string
  language: Language
  engine: SandboxEngine
  log: Log
  documents: Documents
  blobs: Blobs
  clock: Clock
  ttlMs: number
  onFolders(folders: readonly string[] | null): void
  onProblem(problem: unknown): void
}

/** Attaches to the sandbox if it still runs, else makes it anew from the documents. */
export async function openWorkspace(parts: WorkspaceParts): Promise<Workspace> {
  const { id, engine } = parts
  const attached = await engine.attach(id)
  const sandbox = attached ?? (await createSandbox(id, engine, parts.ttlMs))
  const scope = createScope()
  try {
    return await keepInStep(parts, sandbox, scope, attached !== null)
  } catch (failure) {
    await scope.close()
    await (attached ? sandbox.detach() : sandbox.destroy())
    throw failure
  }
}

async function keepInStep(
  parts: WorkspaceParts,
  sandbox: Sandbox,
  scope: Scope,
  attached: boolean,
): Promise<Workspace> {
  const { question, language, log, documents, blobs, clock } = parts
  const disk = createDiskSync({
    question,
    log,
    documents,
    sandbox,
    language,
    attached,
    clock,
    scope,
    onFolders: parts.onFolders,
    onProblem: parts.onProblem,
  })
  if (!attached && language === "go") warmGoShell(sandbox).catch(parts.onProblem)
  if (attached) await disk.rescan()
  await disk.restore()
  if (!attached) await restoreUploads()
  const terminals = await createTerminals({
    question,
    sandbox,
    log,
    language,
    clock,
    scope,
    onProblem: parts.onProblem,
  })

  /** What only the sandbox had (made in the shell, never kept) is gone with it. */
  async function restoreUploads(): Promise<void> {
    // Digests of files made in the shell are the sandbox's word: none of them may fetch a sealed question.
    const sealed = new Set(log.told.questions.map(({ version }) => version))
    for (const [path, digest] of documents.told.files(language)) {
      if (sealed.has(digest)) continue
      const bytes = await blobs.get(digest)
      if (bytes) await disk.place(path, bytes)
    }
  }

  function draft(actor: Actor, act: Pick<Draft, "type" | "data">): Draft {
    return { actor, question, ...act } as Draft
  }

  async function absent(path: string): Promise<void> {
    checkPath(path)
    if (await sandbox.fs.stat(path)) throw new AppError("file-exists")
  }

  /** A file becomes a document, so that what replaces it is an edit; one that cannot be makes way. */
  async function yieldTo(path: string): Promise<void> {
    if (documents.told.get(language, path) || !(await sandbox.fs.stat(path))) return
    const { readOnly } = await disk.open(path)
    if (readOnly) await sandbox.fs.remove(path)
  }

  async function place(actor: Actor, path: string, bytes: Uint8Array): Promise<void> {
    if (await disk.adopt(actor, path, bytes)) return
    const data = { language, path, kind: "file", size: bytes.byteLength, digest: sha256(bytes) } as const
    await blobs.put(bytes)
    await log.record([draft(actor, { type: "file.created", data })])
    await disk.place(path, bytes)
  }

  return {
    question,
    language,
    sandbox,
    disk,
    terminals,
    list: (path, after) =>
      guarded(async () => {
        if (path !== "") checkPath(path)
        const page = await sandbox.fs.list(path, {
          ...(after === undefined ? {} : { after }),
          limit: LIMITS.workspace.listPage,
        })
        const entries = page.entries.map(({ path, kind, size, modifiedMs }) => ({
          path,
          kind,
          size,
          modifiedMs,
        }))
        return { path, entries, more: page.more }
      }),
    stat: (path) =>
      guarded(async () => {
        checkPath(path)
        return sandbox.fs.stat(path)
      }),
    create: (actor, path, kind) =>
      guarded(async () => {
        await absent(path)
        if (kind === "file") return place(actor, path, Buffer.alloc(0))
        await log.record([
          draft(actor, { type: "file.created", data: { language, path, kind, size: 0, digest: null } }),
        ])
        await sandbox.fs.mkdir(path)
      }),
    upload: (actor, path, bytes) =>
      guarded(async () => {
        if (bytes.byteLength > LIMITS.workspace.uploadBytes)
          throw new AppError("file-too-large", "An upload holds at most 10 MB.")
        await absent(path)
        await place(actor, path, bytes)
      }),
    read: (path) =>
      guarded(async () => {
        checkPath(path)
        await disk.flush(path)
        return sandbox.fs.read(path, LIMITS.workspace.uploadBytes)
      }),
    write: (actor, path, bytes) =>
      guarded(async () => {
        checkPath(path)
        const file = classify(bytes, LIMITS.document.bytes)
        if (file.kind === "text") await yieldTo(path)
        const document = documents.told.get(language, path)
        if (!document || file.kind !== "text") return place(actor, path, bytes)
        const changes = changesBetween(document.text, Text.of(file.text.split("\n")))
        if (changes.empty) return
        await documents.edit(actor, language, path, document.version, changes)
      }),
    rename: (actor, from, to) =>
      guarded(async () => {
        checkPath(from)
        if (isWithin(to, from)) throw new AppError("path-invalid", "A folder cannot be moved into itself.")
        await absent(to)
        if (!(await sandbox.fs.stat(from)))
          throw new AppError("file-absent", `There is no ${nameOf(from)} any more.`)
        await disk.flush()
        await documents.rename(actor, language, from, to)
        await sandbox.fs.rename(from, to).catch(async (failure: unknown) => {
          await documents.rename(actor, language, to, from)
          throw failure
        })
      }),
    remove: (actor, path) =>
      guarded(async () => {
        checkPath(path)
        if (!(await sandbox.fs.stat(path)))
          throw new AppError("file-absent", `There is no ${nameOf(path)} any more.`)
        await documents.delete(actor, language, path)
        await sandbox.fs.remove(path)
      }),
    async close(how) {
      await scope.close()
      if (how === "destroy") await sandbox.destroy()
      else await sandbox.detach()
    },
  }
}

/** An empty sandbox with the limits of an interview. */
export function createSandbox(id: string, engine: SandboxEngine, ttlMs: number): Promise<Sandbox> {
  const limits = {
    memoryBytes: LIMITS.run.memoryBytes,
    processes: LIMITS.run.processes,
    diskBytes: LIMITS.sandbox.diskBytes,
  }
  const env = { CGO_ENABLED: "0" }
  return engine.create({ id, workspace: { kind: "own" }, limits, network: "none", ttlMs, env })
}

/** Lets `go` in the shell find the standard library built already. */
async function warmGoShell(sandbox: Sandbox): Promise<void> {
  const { reporters, go } = SANDBOX_PLACES
  const link = `node ${reporters}/go/link-cache.cjs ${go} "$HOME/.cache/go-build"`
  const argv = ["sh", "-c", link]
  await (
    await sandbox.exec({ argv })
  ).exit
}

function checkPath(path: string): void {
  const fault = pathFault(path)
  if (fault) throw new AppError(fault)
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    throw fileProblem(failure)
  }
}
