import { nameOf, parentOf } from "../../core/path.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { FileItem } from "../../protocol/messages.ts"
import { ProblemError } from "../live/session-view.ts"
import { bytes, count } from "../ui/format.ts"
import { report, toast } from "../ui/toasts.tsx"
import { upload } from "./api.ts"
import type { Draft } from "./tree.ts"
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

  /** Each file by itself: one that is refused is named, and keeps no other from its place. */
  async function take(folder: string, files: readonly File[]): Promise<void> {
    let taken = 0
    for (const file of files) {
      const path = join(folder, file.name)
      const detail = await put(path, file)
      if (detail === null) taken++
      else toast(`${path} was not uploaded`, { detail, tone: "problem" })
    }
    if (taken > 0) toast(`${count(taken, "file")} uploaded`)
  }

  /** Answers why it was refused, or null. */
  async function put(path: string, file: File): Promise<string | null> {
    const { uploadBytes } = LIMITS.workspace
    if (file.size > uploadBytes) return `It is too large: a file may have ${bytes(uploadBytes)}.`
    try {
      await upload(session, role, path, file)
      return null
    } catch (error) {
      if (error instanceof ProblemError) return `${error.problem.title}. ${error.problem.detail}`
      return "Try again."
    }
  }

  return {
    create,
    rename,
    remove: (path: string) => void remove(path).catch(report),
    upload: (folder: string, files: readonly File[]) => void take(folder, files).catch(report),
  }
}
export type FileActions = ReturnType<typeof useFileActions>
