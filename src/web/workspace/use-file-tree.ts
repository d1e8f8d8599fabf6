import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from "react"
import type { FileListing } from "../../protocol/messages.ts"
import { isWithin, nameOf } from "../../core/path.ts"
import { EMPTY_TREE, expanded, followed, listed, marked, revealed, type Tree } from "./tree.ts"
import { useView, useViewState } from "./view.ts"

export interface FileTreeModel {
  tree: Tree
  expand: (path: string, open: boolean) => void
  /** Lists the next page of a folder, or tries again where listing failed. */
  loadMore: (path: string) => void
  reveal: (path: string) => void
  follow: (from: string, to: string) => void
}

/** The workspace's folders, listed when they are opened and again when the server says that they changed. */
export function useFileTree(): FileTreeModel {
  const view = useView()
  const [tree, change] = useReducer((before: Tree, by: (tree: Tree) => Tree) => by(before), EMPTY_TREE)
  const latest = useRef(tree)
  const underWay = useRef(new Map<string, { stale: boolean }>())
  // Before the effects of the rows, which ask for more where the end of a folder is in sight.
  useLayoutEffect(() => {
    latest.current = tree
  })

  /**
   * Lists a folder from `after` on until `atLeast` entries are there. One listing a folder at a time: what changes
   * meanwhile, be it a thousand files, makes it list once more.
   */
  const list = useCallback(
    async (path: string, after: string | undefined, atLeast: number) => {
      const other = underWay.current.get(path)
      if (other) {
        other.stale = true
        return
      }
      const mine = { stale: false }
      underWay.current.set(path, mine)
      change((before) => marked(before, path, "loading"))
      let there = after === undefined ? 0 : (latest.current.folders.get(path)?.entries.length ?? 0)
      try {
        const page = await listPage(path, after)
        let { entries, more } = page
        while (more && entries.length < atLeast) {
          const next = await listPage(path, nameOf(entries.at(-1)!.path))
          entries = [...entries, ...next.entries]
          more = next.more
        }
        there += entries.length
        change((before) => listed(before, { path, entries, more }, after === undefined))
      } catch {
        change((before) => marked(before, path, "failed"))
      }
      underWay.current.delete(path)
      if (mine.stale) void list(path, undefined, there)
    },
    // oxlint-disable-next-line react/exhaustive-deps -- listPage only closes over the view
    [view],
  )

  async function listPage(path: string, after: string | undefined): Promise<FileListing> {
    const result = await view.command({ type: "list-files", path, ...(after !== undefined && { after }) })
    if ("files" in result) return result.files
    throw new Error("list-files answers with files")
  }

  const refresh = useCallback(
    (path: string) => void list(path, undefined, latest.current.folders.get(path)?.entries.length ?? 0),
    [list],
  )

  const ready = useViewState(
    (state) => state.workspace.status === "ready" && state.connection.status === "online",
  )
  const versions = useViewState((state) => state.folders)
  const seen = useRef<ReadonlyMap<string, number>>(versions)
  useEffect(() => {
    if (ready) for (const path of latest.current.expanded) refresh(path)
  }, [ready, refresh])
  useEffect(() => {
    const before = seen.current
    seen.current = versions
    if (!ready || before === versions) return
    for (const path of latest.current.folders.keys())
      if (versions.get(path) !== before.get(path)) refresh(path)
  }, [ready, versions, refresh])

  const expand = useCallback(
    (path: string, open: boolean) => {
      change((before) => expanded(before, path, open))
      if (open && !latest.current.folders.has(path)) refresh(path)
    },
    [refresh],
  )
  const loadMore = useCallback(
    (path: string) => {
      const folder = latest.current.folders.get(path)
      if (folder?.status === "loading") return
      const last = folder?.entries.at(-1)
      void list(path, last && nameOf(last.path), 0)
    },
    [list],
  )
  const reveal = useCallback(
    (path: string) => {
      const next = revealed(latest.current, path)
      change((before) => revealed(before, path))
      for (const folder of next.expanded)
        if (isWithin(path, folder) && folder !== path && !next.folders.has(folder)) refresh(folder)
    },
    [refresh],
  )
  const follow = useCallback((from: string, to: string) => change((before) => followed(before, from, to)), [])
  return { tree, expand, loadMore, reveal, follow }
}
