import { nameOf } from "../../core/path.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { bytes, count } from "../ui/format.ts"
import { report, toast } from "../ui/toasts.tsx"
import { upload } from "./api.ts"
import type { FileTreeModel } from "./use-file-tree.ts"
import { useView } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const join = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`)

/** What can be done to files; each tells by itself when it fails. */
export function useFileActions(model: FileTreeModel) {
  const view = useView()
  const { session, role, openFile, closeFile, followRename } = useWorkspace()

  async function create(folder: string, name: string, kind: "file" | "folder"): Promise<void> {
    const path = join(folder, name)
    await view.command({ type: "create-file", path, kind })
    model.reveal(path)
    if (kind === "file") openFile(path)
  }

  async function rename(from: string, to: string): Promise<void> {
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
    for (const file of files) {
      if (file.size > LIMITS.workspace.uploadBytes) {
        const limit = bytes(LIMITS.workspace.uploadBytes)
        toast(`${file.name} is too large`, { detail: `A file may have ${limit}.`, tone: "problem" })
        return
      }
      await upload(session, role, join(folder, file.name), file)
    }
    toast(`${count(files.length, "file")} uploaded`)
  }

  return {
    create: (folder: string, name: string, kind: "file" | "folder") =>
      void create(folder, name, kind).catch(report),
    rename: (from: string, to: string) => void rename(from, to).catch(report),
    remove: (path: string) => void remove(path).catch(report),
    upload: (folder: string, files: readonly File[]) => void take(folder, files).catch(report),
  }
}
export type FileActions = ReturnType<typeof useFileActions>
