import { useEffect, useEffectEvent, useState, type ReactNode } from "react"
import { parentOf } from "../../core/path.ts"
import type { FileItem } from "../../protocol/messages.ts"
import { cx } from "../ui/cx.ts"
import { Notice } from "../ui/Notice.tsx"
import { downloadAddress } from "./api.ts"
import { DeleteDialog } from "./DeleteDialog.tsx"
import { FileMenu } from "./FileMenu.tsx"
import { FilesHeader } from "./FilesHeader.tsx"
import { FileTree } from "./FileTree.tsx"
import { useKeptFileTree } from "./FileTreeProvider.tsx"
import type { Draft, Tree } from "./tree.ts"
import { rowUnder, useFileDrop } from "./use-file-drop.ts"
import { useFileActions } from "./use-file-actions.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** Asks the files pane, wherever it is, for a new file. */
export const NEW_FILE_EVENT = "interviewlm:new-file"

export function FilesPane() {
  const { session, role, panes, canEdit, files } = useWorkspace()
  const ready = useViewState((state) => state.workspace.status === "ready")
  const model = useKeptFileTree()
  const actions = useFileActions(model)
  const [selected, setSelected] = useState<FileItem | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<FileItem | null>(null)
  const mayChange = canEdit && ready
  const drop = useFileDrop(mayChange, actions.upload)

  const { reveal } = model
  useEffect(() => {
    if (ready && files.active !== null) reveal(files.active)
  }, [ready, files.active, reveal])
  const folder = selected ? (selected.kind === "folder" ? selected.path : parentOf(selected.path)) : ""
  const begin = (kind: Draft["kind"]) => {
    model.expand(folder, true)
    setDraft({ folder, kind })
  }
  const onNew = useEffectEvent(() => begin("file"))
  useEffect(() => {
    const listener = () => onNew()
    addEventListener(NEW_FILE_EVENT, listener)
    return () => removeEventListener(NEW_FILE_EVENT, listener)
  }, [])
  const missing = draft ? null : absence(model.tree, ready, canEdit)
  return (
    <section
      aria-label="Files pane"
      data-pane="files"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      <FilesHeader onNew={begin} onUpload={(chosen) => actions.upload(folder, chosen)} />
      {panes.isOpen("files") && (
        <FileMenu
          item={selected}
          canEdit={mayChange}
          onNew={begin}
          onDownload={(item) => location.assign(downloadAddress(session, role, item.path))}
          onRename={(item) => setRenaming(item.path)}
          onDelete={setDeleting}
        >
          <div
            className={cx(
              "flex min-h-0 flex-1 flex-col",
              drop.over !== null && "bg-selected outline-2 -outline-offset-2 outline-focus outline-dashed",
            )}
            onContextMenuCapture={(event) => {
              const row = rowUnder(event.target)
              if (row) setSelected(itemAt(model.tree, row.path))
            }}
            {...drop.handlers}
          >
            {missing ?? (
              <FileTree
                model={model}
                actions={actions}
                selected={selected}
                onSelect={setSelected}
                draft={draft}
                onDraft={setDraft}
                renaming={renaming}
                onRename={setRenaming}
                onDelete={setDeleting}
              />
            )}
            {drop.over !== null && (
              <p className="border-t border-line px-3 py-1 text-12 text-ink-2">
                Drop to upload into {drop.over === "" ? "the workspace" : drop.over}
              </p>
            )}
          </div>
        </FileMenu>
      )}
      <DeleteDialog
        item={deleting}
        onCancel={() => setDeleting(null)}
        onDelete={(item) => {
          setDeleting(null)
          if (selected?.path === item.path) setSelected(null)
          actions.remove(item.path)
        }}
      />
    </section>
  )
}

/** What stands in place of the tree while there is none; null when there is one. */
function absence(tree: Tree, ready: boolean, canEdit: boolean): ReactNode {
  const root = tree.folders.get("")
  if (root && root.entries.length > 0) return null
  if (!ready)
    return (
      <Notice small title="No files yet">
        They appear when the workspace is ready.
      </Notice>
    )
  if (root?.status === "failed")
    return (
      <Notice small title="The files could not be listed">
        They are listed again as soon as the connection is back.
      </Notice>
    )
  if (root?.status !== "ready") return null
  return (
    <Notice small title="The workspace is empty">
      {canEdit ? "Make a file, or drop some here." : "Nothing has been made in it yet."}
    </Notice>
  )
}

function itemAt(tree: Tree, path: string): FileItem | null {
  return tree.folders.get(parentOf(path))?.entries.find((item) => item.path === path) ?? null
}
