import File from "lucide-react/icons/file"
import FileArchive from "lucide-react/icons/file-archive"
import FileBraces from "lucide-react/icons/file-braces"
import FileCode from "lucide-react/icons/file-code"
import FileSymlink from "lucide-react/icons/file-symlink"
import FileText from "lucide-react/icons/file-text"
import FlaskConical from "lucide-react/icons/flask-conical"
import Folder from "lucide-react/icons/folder"
import FolderOpen from "lucide-react/icons/folder-open"
import { createElement, type ReactElement } from "react"
import type { FileItem } from "../../protocol/messages.ts"

const CODE = /\.(py|m?js|cjs|jsx|ts|tsx|go|html|css|sh)$/
const DATA = /\.(json|ya?ml|toml|mod|sum|lock)$/
const TEXT = /\.(md|txt|rst|log|csv)$|^[A-Z]+$/
const PACKED = /\.(zip|gz|tgz|tar|xz|bz2)$/
const TEST = /(^test_.*\.py|_test\.(py|go)|\.(test|spec)\.[jt]sx?)$/

/** The picture of a file by its name; tests have their own, so that they are found at once. */
export function FileIcon({
  name,
  kind = "file",
  open = false,
}: {
  name: string
  kind?: FileItem["kind"]
  open?: boolean
}): ReactElement {
  return createElement(iconOf(name, kind, open), {
    size: 14,
    strokeWidth: 1.75,
    "aria-hidden": true,
    className: "shrink-0 text-ink-3",
  })
}

function iconOf(name: string, kind: FileItem["kind"], open: boolean) {
  if (kind === "folder") return open ? FolderOpen : Folder
  if (kind === "link") return FileSymlink
  if (TEST.test(name)) return FlaskConical
  if (CODE.test(name)) return FileCode
  if (DATA.test(name)) return FileBraces
  if (TEXT.test(name)) return FileText
  if (PACKED.test(name)) return FileArchive
  return File
}
