import { hasAccess } from "../../core/acts/acts.ts"
import type { SessionState } from "../../core/session.ts"
import type { AccessKind } from "../../protocol/acts.ts"
import type { ViewState } from "../live/session-view.ts"
import { useViewState } from "./view.ts"

/** May this person type in the files, or the shells, now? The candidate while the interview runs, an assessor by their leave. */
export function useMayWrite(kind: AccessKind): boolean {
  return useViewState((state) => mayWrite(state, kind))
}

/** Has this person, an assessor, the candidate's leave to type, whether or not the interview runs? */
export function useHasLeave(kind: AccessKind): boolean {
  return useViewState(({ session, you }) => session !== null && you !== null && hasLeave(session, you, kind))
}

export function mayWrite({ session, you }: Pick<ViewState, "session" | "you">, kind: AccessKind): boolean {
  if (!session || !you || session.phase.phase !== "running") return false
  if (you.role === "candidate") return true
  return hasLeave(session, you, kind)
}

function hasLeave(
  { acts }: Pick<SessionState, "acts">,
  { role, id }: NonNullable<ViewState["you"]>,
  kind: AccessKind,
): boolean {
  return role === "assessor" && hasAccess(acts, { kind: role, id }, kind)
}
