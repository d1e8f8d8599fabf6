import { nameOf, parentOf } from "../../core/path.ts"
import { problem } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { FileItem } from "../../protocol/messages.ts"
import { systemClock } from "../live/clock.ts"
import { ProblemError } from "../live/session-view.ts"
import { count } from "../ui/format.ts"
import { report, toast } from "../ui/toasts.tsx"
import { upload } from "./api.ts"
import type { Draft } from "./tree.ts"
import { refusedWords, uploadAll } from "./uploads.ts"
import type { FileTreeModel } from "./use-file-tree.ts"
import { useView } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const join = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`)

/** What can be done to files. */
export function useFileActions(model: FileTreeModel) {
  const view = useView()
  const { session, role, openFile, closeFile, followRename } = useWorkspace()

  /** Answers what was made. A file is opened and gets the focus. Rejects when it is refused. */
  async function create({ folder, kind }: Draft, name: string): Promise<FileItem> {
    const path = join(folder, name)
    await view.command({ type: "create-file", path, kind })
    model.reveal(path)
    if (kind === "file") openFile(path)
    return { path, kind, size: 0, modifiedMs: 0 }
  }

  /** Rejects when it is refused. */
  async function rename(from: string, name: string): Promise<void> {
    const to = join(parentOf(from), name)
    await view.command({ type: "rename-file", from, to })
    model.follow(from, to)
    followRename(from, to)
  }

  async function remove(path: string): Promise<void> {
    await view.command({ type: "delete-file", path })
    closeFile(path)
    toast(`${nameOf(path)} was deleted`)
  }

  async function take(folder: string, files: readonly File[]): Promise<void> {
    const items = files.map((file) => ({ path: join(folder, file.name), file }))
    const refused = await uploadAll(items, put, systemClock)
    const taken = files.length - refused.length
    if (taken > 0) toast(`${count(taken, "file")} uploaded`)
    if (refused.length === 0) return
    const { text, detail } = refusedWords(refused, files.length)
    toast(text, { detail, tone: "problem" })
  }

  async function put({ path, file }: { path: string; file: File }): Promise<void> {
    const { uploadBytes } = LIMITS.workspace
    if (file.size > uploadBytes) {
      const detail = `A file may have ${uploadBytes >> 20} MB.`
      throw new ProblemError({ ...problem("too-large", detail), title: "It is too large" })
    }
    await upload(session, role, path, file)
  }

  return {
    create,
    rename,
    remove: (path: string) => void remove(path).catch(report),
    upload: (folder: string, files: readonly File[]) => void take(folder, files).catch(report),
  }
}
export type FileActions = ReturnType<typeof useFileActions>
