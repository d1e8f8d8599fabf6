/** Files that are no document: what is said of them, and how large they are. */
import { nameOf, parentOf } from "../../core/path.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { SessionView } from "../live/session-view.ts"
import { bytes } from "../ui/format.ts"

export type NoText = "binary" | "too-large"

export interface Told {
  title: string
  detail: string
  /** Larger files come only within the zip of all. */
  download: boolean
}

/** `size` in bytes, null as long as it is not known. */
export function tellOf(path: string, why: NoText, size: number | null, mayType: boolean): Told {
  const name = nameOf(path)
  const download = size !== null && size <= LIMITS.workspace.uploadBytes
  const large = size === null ? "" : `, ${bytes(size)}`
  const ways = [mayType && "look at it or change it in the terminal", download && "download it"]
  const way = ways.filter(Boolean).join(", or ")
  return {
    title: why === "binary" ? `${name} is not text${large}` : `${name} is too large to edit here${large}`,
    detail: `${
      why === "binary"
        ? "The editor shows text only."
        : `The editor takes text of up to ${bytes(LIMITS.document.bytes)}.`
    }${way === "" ? "" : ` You can ${way}.`}`,
    download,
  }
}

/** A file's size from its folder's listing, which begins just before it; null when it is not there. */
export async function sizeOf(view: Pick<SessionView, "command">, path: string): Promise<number | null> {
  const before = nameOf(path).slice(0, -1)
  const result = await view.command({
    type: "list-files",
    path: parentOf(path),
    ...(before !== "" && { after: before }),
  })
  if (!("files" in result)) return null
  return result.files.entries.find((item) => item.path === path)?.size ?? null
}
