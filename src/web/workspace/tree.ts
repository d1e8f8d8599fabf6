/** The file tree as data: folders as far as they are listed, and the rows that are to be seen of them. */
import { isWithin, moved, nameOf, parentOf } from "../../core/path.ts"
import type { FileItem, FileListing } from "../../protocol/messages.ts"

export interface Folder {
  entries: readonly FileItem[]
  more: boolean
  status: "loading" | "ready" | "failed"
}

export interface Tree {
  folders: ReadonlyMap<string, Folder>
  expanded: ReadonlySet<string>
}

export type Row =
  | { type: "item"; item: FileItem; depth: number; expanded: boolean | null; position: number; size: number }
  /** The folder's listing is under way, or can go on. */
  | { type: "more"; path: string; depth: number; status: Folder["status"] }

/** A file or folder about to be made in `folder`. */
export interface Draft {
  folder: string
  kind: "file" | "folder"
}

export const EMPTY_TREE: Tree = { folders: new Map(), expanded: new Set([""]) }

/** Takes in one page of a folder; the first page replaces what was there. */
export function listed(tree: Tree, listing: FileListing, first: boolean): Tree {
  const before = first ? [] : (tree.folders.get(listing.path)?.entries ?? [])
  const entries = [...before, ...listing.entries]
  const folder: Folder = {
    entries: first && !listing.more ? foldersFirst(entries) : entries,
    more: listing.more,
    status: "ready",
  }
  return { ...tree, folders: new Map(tree.folders).set(listing.path, folder) }
}

/** A folder of one page shows its folders first; a longer one keeps the server's order, so that no page reorders it. */
function foldersFirst(entries: readonly FileItem[]): FileItem[] {
  const isFolder = (item: FileItem) => item.kind === "folder"
  return [...entries.filter(isFolder), ...entries.filter((item) => !isFolder(item))]
}

export function marked(tree: Tree, path: string, status: Folder["status"]): Tree {
  const folder = tree.folders.get(path) ?? { entries: [], more: false }
  return { ...tree, folders: new Map(tree.folders).set(path, { ...folder, status }) }
}

export function expanded(tree: Tree, path: string, open: boolean): Tree {
  const next = new Set(tree.expanded)
  if (open) next.add(path)
  else next.delete(path)
  return { ...tree, expanded: next }
}

/** Opens all folders above `path`. */
export function revealed(tree: Tree, path: string): Tree {
  const next = new Set(tree.expanded)
  for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) next.add(folder)
  return next.size === tree.expanded.size ? tree : { ...tree, expanded: next }
}

/** Keeps folders open under their new name after a rename. */
export function followed(tree: Tree, from: string, to: string): Tree {
  const follow = (path: string) => (isWithin(path, from) ? moved(path, from, to) : path)
  return { ...tree, expanded: new Set([...tree.expanded].map(follow)) }
}

/** The rows from top to bottom. */
export function rowsOf(tree: Tree): Row[] {
  const rows: Row[] = []
  const visit = (path: string, depth: number): void => {
    const folder = tree.folders.get(path)
    if (!folder) return
    folder.entries.forEach((item, index) => {
      const isOpen = item.kind === "folder" ? tree.expanded.has(item.path) : null
      rows.push({
        type: "item",
        item,
        depth,
        expanded: isOpen,
        position: index + 1,
        size: folder.more ? -1 : folder.entries.length,
      })
      if (isOpen) visit(item.path, depth + 1)
    })
    if (folder.more || folder.status !== "ready")
      if (folder.entries.length === 0 || folder.more)
        rows.push({ type: "more", path, depth, status: folder.status })
  }
  visit("", 0)
  return rows
}

/** The row that typing `prefix` goes to: the next below `from` whose name begins so, round and round; -1 for none. */
export function findByPrefix(rows: readonly Row[], prefix: string, from: number): number {
  const wanted = prefix.toLowerCase()
  for (let step = 1; step <= rows.length; step++) {
    const index = (from + step) % rows.length
    const row = rows[index]!
    if (row.type === "item" && nameOf(row.item.path).toLowerCase().startsWith(wanted)) return index
  }
  return -1
}
