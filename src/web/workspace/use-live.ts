import { useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import type { Role } from "../../protocol/messages.ts"
import { openLiveSession } from "../live/browser.ts"
import type { SessionView } from "../live/session-view.ts"
import { toast } from "../ui/toasts.tsx"
import { initialize } from "./api.ts"

const STORE_FAILED = {
  storeFailed: () =>
    toast("This browser keeps nothing", {
      detail: "Edits made while offline would be lost with the page. Leave private mode or free some space.",
      tone: "problem",
    }),
}

/** The live session of this page, connected once the server has let this browser in. */
export function useLive(session: string, role: Role) {
  const start = useQuery({
    queryKey: ["initialize", session, role],
    queryFn: () => initialize(session, role),
    staleTime: Infinity,
  })
  const allowed = start.isSuccess
  const [view, setView] = useState<SessionView | null>(null)
  useEffect(() => {
    if (!allowed) return
    const live = openLiveSession(session, role, STORE_FAILED)
    // oxlint-disable-next-line react/set-state-in-effect -- a connection is opened and closed by the effect alone
    setView(live)
    return () => {
      live.close()
      setView(null)
    }
  }, [allowed, session, role])
  return { start, view }
}
