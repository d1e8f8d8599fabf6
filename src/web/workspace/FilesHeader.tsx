import ChevronDown from "lucide-react/icons/chevron-down"
import ChevronRight from "lucide-react/icons/chevron-right"
import FilePlus from "lucide-react/icons/file-plus"
import FolderArchive from "lucide-react/icons/folder-archive"
import FolderPlus from "lucide-react/icons/folder-plus"
import Upload from "lucide-react/icons/upload"
import { useRef } from "react"
import { IconButton } from "../ui/Button.tsx"
import { archiveAddress } from "./api.ts"
import { PaneHeader } from "./PaneHeader.tsx"
import { useWorkspace } from "./workspace.ts"

interface Props {
  onNew: (kind: "file" | "folder") => void
  onUpload: (files: readonly File[]) => void
}

/** The bar over the files: make, upload, download all, fold. */
export function FilesHeader({ onNew, onUpload }: Props) {
  const { session, role, panes, canEdit } = useWorkspace()
  const open = panes.isOpen("files")
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <PaneHeader
        actions={
          <>
            {open && canEdit && (
              <>
                <IconButton
                  label="New file"
                  shortcut="new-file"
                  className="size-6"
                  onClick={() => onNew("file")}
                >
                  <FilePlus size={14} />
                </IconButton>
                <IconButton label="New folder" className="size-6" onClick={() => onNew("folder")}>
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
          onUpload([...(event.target.files ?? [])])
          event.target.value = ""
        }}
      />
    </>
  )
}
