import ChevronDown from "lucide-react/icons/chevron-down"
import ChevronRight from "lucide-react/icons/chevron-right"
import Download from "lucide-react/icons/download"
import FilePlus from "lucide-react/icons/file-plus"
import FolderArchive from "lucide-react/icons/folder-archive"
import FolderPlus from "lucide-react/icons/folder-plus"
import Pencil from "lucide-react/icons/pencil"
import Trash from "lucide-react/icons/trash-2"
import Upload from "lucide-react/icons/upload"
import { ContextMenu } from "radix-ui"
import { useEffect, useRef, useState, type DragEvent } from "react"
import { nameOf, parentOf } from "../../core/path.ts"
import type { FileItem } from "../../protocol/messages.ts"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING, MENU_ITEM } from "../ui/floating.ts"
import { Notice } from "../ui/Notice.tsx"
import { archiveAddress, downloadAddress } from "./api.ts"
import { DeleteDialog } from "./DeleteDialog.tsx"
import { FileTree, type Draft } from "./FileTree.tsx"
import { PaneHeader } from "./PaneHeader.tsx"
import { useFileActions } from "./use-file-actions.ts"
import { useFileTree } from "./use-file-tree.ts"
import { useWorkspace } from "./workspace.ts"

export const NEW_FILE_EVENT = "interviewlm:new-file"

export function FilesPane() {
  const { session, role, panes, canEdit, files } = useWorkspace()
  const open = panes.isOpen("files")
  const model = useFileTree()
  const actions = useFileActions(model)
  const [selected, setSelected] = useState<FileItem | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<FileItem | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const picker = useRef<HTMLInputElement>(null)

  const { reveal } = model
  useEffect(() => {
    if (files.active !== null) reveal(files.active)
  }, [files.active, reveal])

  const folderOf = (item: FileItem | null) =>
    item ? (item.kind === "folder" ? item.path : parentOf(item.path)) : ""
  function begin(kind: Draft["kind"]): void {
    const folder = folderOf(selected)
    model.expand(folder, true)
    setDraft({ folder, kind })
  }

  useEffect(() => {
    const onNew = () => setDraft({ folder: "", kind: "file" })
    addEventListener(NEW_FILE_EVENT, onNew)
    return () => removeEventListener(NEW_FILE_EVENT, onNew)
  }, [])

  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!canEdit || !event.dataTransfer.types.includes("Files")) return
      event.preventDefault()
      setOver(folderUnder(event))
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      if (!canEdit) return
      event.preventDefault()
      setOver(null)
      actions.upload(folderUnder(event), [...event.dataTransfer.files])
    },
  }

  const root = model.tree.folders.get("")
  return (
    <section
      aria-label="Files pane"
      data-pane="files"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      <PaneHeader
        actions={
          <>
            {open && canEdit && (
              <>
                <IconButton
                  label="New file"
                  shortcut="new-file"
                  className="size-6"
                  onClick={() => begin("file")}
                >
                  <FilePlus size={14} />
                </IconButton>
                <IconButton label="New folder" className="size-6" onClick={() => begin("folder")}>
                  <FolderPlus size={14} />
                </IconButton>
                <IconButton label="Upload files" className="size-6" onClick={() => picker.current?.click()}>
                  <Upload size={14} />
                </IconButton>
              </>
            )}
            {open && (
              <IconButton
                label="Download all as a zip"
                className="size-6"
                onClick={() => location.assign(archiveAddress(session, role))}
              >
                <FolderArchive size={14} />
              </IconButton>
            )}
            <IconButton
              label={open ? "Fold the files" : "Show the files"}
              shortcut="files"
              aria-expanded={open}
              className="size-6"
              onClick={() => panes.fold("files", open)}
            >
              {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
            </IconButton>
          </>
        }
      >
        Files
      </PaneHeader>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => {
          actions.upload(folderOf(selected), [...(event.target.files ?? [])])
          event.target.value = ""
        }}
      />
      {open && (
        <ContextMenu.Root>
          <ContextMenu.Trigger asChild disabled={!selected && !root}>
            <div
              className={cx(
                "flex min-h-0 flex-1 flex-col",
                over !== null && "bg-selected outline-2 -outline-offset-2 outline-focus outline-dashed",
              )}
              onContextMenuCapture={(event) => {
                const path = pathUnder(event.target)
                const item = path === null ? null : itemAt(model.tree, path)
                if (item) setSelected(item)
              }}
              {...drop}
            >
              {root?.status === "failed" && root.entries.length === 0 ? (
                <Notice small title="The files could not be listed">
                  They are listed again as soon as the connection is back.
                </Notice>
              ) : root?.status === "ready" && root.entries.length === 0 && !draft ? (
                <Notice small title="No files yet">
                  {canEdit ? "Make one, or drop files here." : "Nothing is in this workspace."}
                </Notice>
              ) : (
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
              {over !== null && (
                <p className="border-t border-line px-3 py-1 text-12 text-ink-2">
                  Drop to upload into {over === "" ? "the workspace" : over}
                </p>
              )}
            </div>
          </ContextMenu.Trigger>
          <ContextMenu.Portal>
            <ContextMenu.Content
              className={cx(FLOATING, "min-w-44 p-1")}
              onCloseAutoFocus={(event) => renaming !== null && event.preventDefault()}
            >
              {canEdit && (
                <>
                  <ContextMenu.Item className={MENU_ITEM} onSelect={() => begin("file")}>
                    <FilePlus size={14} aria-hidden /> New file
                  </ContextMenu.Item>
                  <ContextMenu.Item className={MENU_ITEM} onSelect={() => begin("folder")}>
                    <FolderPlus size={14} aria-hidden /> New folder
                  </ContextMenu.Item>
                  <ContextMenu.Separator className="my-1 h-px bg-line" />
                </>
              )}
              {selected?.kind === "file" && (
                <ContextMenu.Item
                  className={MENU_ITEM}
                  onSelect={() => location.assign(downloadAddress(session, role, selected.path))}
                >
                  <Download size={14} aria-hidden /> Download
                </ContextMenu.Item>
              )}
              {selected && canEdit && (
                <>
                  <ContextMenu.Item className={MENU_ITEM} onSelect={() => setRenaming(selected.path)}>
                    <Pencil size={14} aria-hidden /> Rename{" "}
                    <span className="ml-auto text-12 text-ink-3">F2</span>
                  </ContextMenu.Item>
                  <ContextMenu.Item
                    className={cx(MENU_ITEM, "text-fail")}
                    onSelect={() => setDeleting(selected)}
                  >
                    <Trash size={14} aria-hidden /> Delete <span className="ml-auto text-12">Del</span>
                  </ContextMenu.Item>
                </>
              )}
            </ContextMenu.Content>
          </ContextMenu.Portal>
        </ContextMenu.Root>
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

function pathUnder(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null
  return row?.dataset["path"] ?? null
}

function folderUnder(event: DragEvent): string {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-path]") : null
  const path = row?.dataset["path"]
  if (path === undefined) return ""
  return row?.dataset["kind"] === "folder" ? path : parentOf(path)
}

function itemAt(tree: ReturnType<typeof useFileTree>["tree"], path: string): FileItem | null {
  return tree.folders.get(parentOf(path))?.entries.find((item) => nameOf(item.path) === nameOf(path)) ?? null
}
