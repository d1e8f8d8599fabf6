import Download from "lucide-react/icons/download"
import FileX from "lucide-react/icons/file-x"
import SquareTerminal from "lucide-react/icons/square-terminal"
import { useEffect, useState } from "react"
import { Button } from "../ui/Button.tsx"
import { Notice } from "../ui/Notice.tsx"
import { downloadAddress } from "./api.ts"
import { sizeOf, tellOf, type NoText } from "./no-text.ts"
import { useView } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** Stands in the editor's place for a file it cannot show: what it is, how large, and where to go with it. */
export function NoTextPane({ path, why }: { path: string; why: NoText }) {
  const { session, role, canEdit, wantTerminal } = useWorkspace()
  const size = useSize(path)
  const { title, detail, download } = tellOf(path, why, size, canEdit)
  return (
    <Notice
      small
      icon={<FileX size={20} aria-hidden />}
      title={title}
      actions={
        (canEdit || download) && (
          <>
            {canEdit && (
              <Button data-pane-focus icon={<SquareTerminal size={14} aria-hidden />} onClick={wantTerminal}>
                Open a terminal
              </Button>
            )}
            {download && (
              <Button
                icon={<Download size={14} aria-hidden />}
                onClick={() => location.assign(downloadAddress(session, role, path))}
              >
                Download
              </Button>
            )}
          </>
        )
      }
    >
      {detail}
    </Notice>
  )
}

function useSize(path: string): number | null {
  const view = useView()
  const [size, setSize] = useState<number | null>(null)
  useEffect(() => {
    let stale = false
    sizeOf(view, path)
      .then((found) => {
        if (!stale) setSize(found)
      })
      .catch(() => undefined)
    return () => {
      stale = true
    }
  }, [view, path])
  return size
}
