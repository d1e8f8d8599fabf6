import { useEffect } from "react"
import { lookingOf } from "../live/looking.ts"
import { useView } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** Tells which file and lower pane the candidate has before them, and has who follows keep to it. */
export function useLooking(): void {
  const view = useView()
  const { role, files, panes, follow } = useWorkspace()
  const bottom = panes.isOpen("bottom") ? panes.bottom : null
  const path = files.active
  useEffect(() => {
    if (role === "candidate") lookingOf(view).tell({ path, bottom })
  }, [view, role, path, bottom])
  const theirs = follow?.bottom
  const { follow: keepTo } = panes
  useEffect(() => {
    if (theirs !== undefined) keepTo(theirs)
    // oxlint-disable-next-line react/exhaustive-deps -- once whenever theirs is another
  }, [theirs])
}
