import { useEffect, useState } from "react"
import type { SessionState } from "../../core/session.ts"
import { useView } from "../workspace/view.ts"
import { between, pastOf, type Moment } from "./moments.ts"

/** The moments known of the interview, oldest first, growing while this page watches. */
export function useMoments(): readonly Moment[] {
  const view = useView()
  const [moments, setMoments] = useState<readonly Moment[]>(() => {
    const { session } = view.getState()
    return session ? pastOf(session) : []
  })
  useEffect(() => {
    let before: SessionState | null = view.getState().session
    return view.subscribe(() => {
      const { session } = view.getState()
      if (!session || session === before) return
      const added = before ? between(before, session) : pastOf(session)
      before = session
      if (added.length > 0) setMoments((known) => [...known, ...added])
    })
  }, [view])
  return moments
}
