import { useMemo, useSyncExternalStore } from "react"
import type { Moment } from "../../protocol/watch.ts"
import { systemClock } from "../live/clock.ts"
import { useView, useViewState } from "../workspace/view.ts"
import { fetchMoments } from "./api.ts"
import { createMomentFeed } from "./moment-feed.ts"

/** The moments of the interview, oldest first, growing while this page watches. */
export function useMoments(): readonly Moment[] {
  const view = useView()
  const session = useViewState((state) => state.session?.id ?? null)
  const feed = useMemo(
    () =>
      createMomentFeed({
        view,
        clock: systemClock,
        read: (after) =>
          session === null
            ? Promise.resolve({ moments: [], last: after, more: false })
            : fetchMoments(session, after),
      }),
    [view, session],
  )
  return useSyncExternalStore(feed.subscribe, feed.get)
}
