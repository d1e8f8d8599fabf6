import { useCallback, useEffect, useMemo, useState } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import { AGENT_CLIENT } from "../live/agent-place.ts"
import { beside, type OpenFiles } from "./open-files.ts"
import { useView, useViewState } from "./view.ts"
import type { Followed } from "./workspace.ts"

/**
 * The file the agent writes in gets a tab beside the one shown and takes neither its place nor the focus, unless this
 * person follows the agent; then that comes before whomever else they follow.
 */
export function useAgentFollowing(
  other: Followed | null,
  language: Language,
  /** Are the tabs as they were left, or as the question begins? */
  known: boolean,
  change: (change: (files: OpenFiles) => OpenFiles) => void,
): { follow: Followed | null; followsAgent: boolean; followAgent: (on: boolean) => void } {
  const view = useView()
  const path = useViewState((state) => state.agentAt?.path ?? null)
  const [followsAgent, setFollows] = useState(false)
  const stop = useCallback(() => setFollows(false), [])
  useEffect(() => {
    if (path === null || !known) return
    change((before) => beside(before, path))
    // Held while the agent is in it, so that what it writes is known here whether the file is shown or not.
    const document = view.openDocument(path, language)
    return () => document.release()
  }, [view, path, language, known, change])
  const follow = useMemo(
    () => (followsAgent ? { client: AGENT_CLIENT, path, stop } : other),
    [followsAgent, path, stop, other],
  )
  return { follow, followsAgent, followAgent: setFollows }
}
