import { hasAccess } from "../../core/acts/acts.ts"
import type { AccessKind } from "../../protocol/acts.ts"
import type { ViewState } from "../live/session-view.ts"
import { useViewState } from "./view.ts"

/** May this person type in the files, or the shells, now? The candidate while the interview runs, an assessor by their leave. */
export function useMayWrite(kind: AccessKind): boolean {
  return useViewState((state) => mayWrite(state, kind))
}

export function mayWrite({ session, you }: Pick<ViewState, "session" | "you">, kind: AccessKind): boolean {
  if (!session || !you || session.phase.phase !== "running") return false
  if (you.role === "candidate") return true
  return you.role === "assessor" && hasAccess(session.acts, { kind: you.role, id: you.id }, kind)
}
