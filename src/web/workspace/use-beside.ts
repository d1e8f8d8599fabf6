import { useMedia } from "../ui/hooks.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** Is there room for the conversation beside what stands at the right of who watches, and is it not folded away? */
export function useBeside(): boolean {
  const { panes, role } = useWorkspace()
  const room = useMedia("(width >= 1600px)")
  const hasAgent = useViewState((state) => state.session?.agent != null)
  return role !== "candidate" && room && hasAgent && panes.isOpen("agent")
}
