import { nameOf } from "../../core/path.ts"
import type { FileItem } from "../../protocol/messages.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"

interface Props {
  item: FileItem | null
  onCancel: () => void
  onDelete: (item: FileItem) => void
}

/** Asks once before a file or folder goes. */
export function DeleteDialog({ item, onCancel, onDelete }: Props) {
  return (
    <Dialog
      open={item !== null}
      onOpenChange={(open) => !open && onCancel()}
      title={item ? `Delete ${nameOf(item.path)}?` : ""}
      description={
        item?.kind === "folder"
          ? "The folder and everything in it go from the workspace. This cannot be taken back."
          : "The file goes from the workspace. This cannot be taken back."
      }
    >
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onCancel}>Keep it</Button>
        <Button look="danger" onClick={() => item && onDelete(item)}>
          Delete
        </Button>
      </div>
    </Dialog>
  )
}
