import Download from "lucide-react/icons/download"
import FilePlus from "lucide-react/icons/file-plus"
import FolderPlus from "lucide-react/icons/folder-plus"
import Pencil from "lucide-react/icons/pencil"
import Trash from "lucide-react/icons/trash-2"
import { ContextMenu } from "radix-ui"
import type { ReactNode } from "react"
import type { FileItem } from "../../protocol/messages.ts"
import { cx } from "../ui/cx.ts"
import { FLOATING, MENU_ITEM } from "../ui/floating.ts"

interface Props {
  item: FileItem | null
  canEdit: boolean
  onNew: (kind: "file" | "folder") => void
  onDownload: (item: FileItem) => void
  onRename: (item: FileItem) => void
  onDelete: (item: FileItem) => void
  /** The tree; a right press or the menu key on it opens the menu of `item`. */
  children: ReactNode
}

/** What can be done with the file or folder under the pointer. */
export function FileMenu({ item, canEdit, onNew, onDownload, onRename, onDelete, children }: Props) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild disabled={!canEdit && item?.kind !== "file"}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className={cx(FLOATING, "min-w-44 p-1")}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {canEdit && (
            <>
              <ContextMenu.Item className={MENU_ITEM} onSelect={() => onNew("file")}>
                <FilePlus size={14} aria-hidden /> New file
              </ContextMenu.Item>
              <ContextMenu.Item className={MENU_ITEM} onSelect={() => onNew("folder")}>
                <FolderPlus size={14} aria-hidden /> New folder
              </ContextMenu.Item>
            </>
          )}
          {canEdit && item && <ContextMenu.Separator className="my-1 h-px bg-line" />}
          {item?.kind === "file" && (
            <ContextMenu.Item className={MENU_ITEM} onSelect={() => onDownload(item)}>
              <Download size={14} aria-hidden /> Download
            </ContextMenu.Item>
          )}
          {item && canEdit && (
            <>
              <ContextMenu.Item className={MENU_ITEM} onSelect={() => onRename(item)}>
                <Pencil size={14} aria-hidden /> Rename <span className="ml-auto text-12 text-ink-3">F2</span>
              </ContextMenu.Item>
              <ContextMenu.Item className={cx(MENU_ITEM, "text-fail")} onSelect={() => onDelete(item)}>
                <Trash size={14} aria-hidden /> Delete <span className="ml-auto text-12">Del</span>
              </ContextMenu.Item>
            </>
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}
