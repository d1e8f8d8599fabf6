import { createContext, use, type ReactNode } from "react"
import { useFileTree, type FileTreeModel } from "./use-file-tree.ts"

const TreeContext = createContext<FileTreeModel | null>(null)

/** Keeps one file tree for whatever files pane a layout shows inside, with its folders as they were left. */
export function FileTreeProvider({ children }: { children: ReactNode }) {
  return <TreeContext value={useFileTree()}>{children}</TreeContext>
}

export function useKeptFileTree(): FileTreeModel {
  const model = use(TreeContext)
  if (!model) throw new Error("A files pane belongs inside a FileTreeProvider")
  return model
}
