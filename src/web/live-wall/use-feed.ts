import { useQueryClient } from "@tanstack/react-query"
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react"
import { systemClock } from "../live/clock.ts"
import { createWallFeed } from "./feed.ts"
import type { Live, WallFeed, WallState } from "./feed.ts"

/** A window that is not shown gives its connection back after so long: a browser has few for one server. */
const HIDDEN_MS = 10_000

/** The team's feed, connected for as long as the page is there and shown. */
export function useOpenFeed(): WallFeed {
  const queries = useQueryClient()
  const [feed] = useState(() =>
    createWallFeed({
      open: () => new EventSource("/api/live"),
      clock: systemClock,
      onRefused: () => void queries.invalidateQueries({ queryKey: ["me"] }),
    }),
  )
  useEffect(() => {
    let cancel = (): void => undefined
    const onVisibility = (): void => {
      cancel()
      if (document.hidden) cancel = systemClock.after(HIDDEN_MS, feed.sleep)
      else feed.wake()
    }
    document.addEventListener("visibilitychange", onVisibility)
    addEventListener("online", feed.retry)
    feed.wake()
    return () => {
      document.removeEventListener("visibilitychange", onVisibility)
      removeEventListener("online", feed.retry)
      cancel()
      feed.sleep()
    }
  }, [feed])
  return feed
}

const Context = createContext<WallFeed | null>(null)
export const FeedProvider = Context.Provider

export function useFeed(): WallFeed {
  const feed = useContext(Context)
  if (!feed) throw new Error("This is drawn outside the wall")
  return feed
}

export function useWallState(feed: WallFeed): WallState {
  return useSyncExternalStore(feed.subscribe, feed.getState)
}

/** As much of a row as a cell shows; drawn again only when that is another. */
export function useLive<Part>(session: string, part: (live: Live) => Part): Part | undefined {
  const feed = useFeed()
  return useSyncExternalStore(
    (listener) => feed.subscribeTo(session, listener),
    () => {
      const live = feed.of(session)
      return live && part(live)
    },
  )
}

const tickers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let second = 0

/** One clock for all cells. */
function subscribeToSeconds(listener: () => void): () => void {
  tickers.add(listener)
  timer ??= setInterval(() => {
    second = Date.now()
    for (const one of tickers) one()
  }, 1_000)
  return () => {
    tickers.delete(listener)
    if (tickers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/**
 * What a cell says of a row as time goes by, looked at each second and at each change; drawn again only when it is
 * another. `now` is the server's clock.
 */
export function useTicking<Told extends string | number | boolean | null>(
  session: string,
  tell: (live: Live, now: number) => Told,
): Told | null {
  const feed = useFeed()
  return useSyncExternalStore(
    (listener) => {
      const stops = [subscribeToSeconds(listener), feed.subscribeTo(session, listener)]
      return () => stops.forEach((stop) => stop())
    },
    () => {
      if (timer === undefined) second = Math.floor(Date.now() / 1_000) * 1_000
      const live = feed.of(session)
      return live ? tell(live, second + feed.skewMs()) : null
    },
  )
}
