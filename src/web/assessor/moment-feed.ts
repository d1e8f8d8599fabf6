/** What happened in an interview, growing while somebody watches: read from the journal, again after each sign of news. */
import type { Moment, MomentsReply } from "../../protocol/watch.ts"
import type { Clock } from "../live/clock.ts"
import type { SessionView, ViewState } from "../live/session-view.ts"

export interface MomentFeed {
  /** Oldest first; the same array as long as nothing was added. */
  get(): readonly Moment[]
  /** Starts reading with the first listener and stops with the last. Answers how to stop. */
  subscribe(listener: () => void): () => void
}

/** A run of tests is a hundred events: they are read together. */
const EVERY_MS = 250
const RETRY_MS = 3_000

/** `read` answers what came after an event; what fails is read again. */
export function createMomentFeed(options: {
  view: {
    getState(): Pick<ViewState, "session" | "folders">
    subscribe: SessionView["subscribe"]
  }
  read: (after: number) => Promise<MomentsReply>
  clock: Clock
}): MomentFeed {
  const { view, read, clock } = options
  const listeners = new Set<() => void>()
  let moments: readonly Moment[] = []
  let last = 0
  let reading = false
  let news = true
  let stop: (() => void) | null = null

  /** One at a time, until nothing more is there and nothing came meanwhile. */
  async function pull(): Promise<void> {
    if (reading || !news || !stop) return
    reading = true
    news = false
    let pause = EVERY_MS
    try {
      const reply = await read(last)
      // Typing makes the journal grow, and is no news here.
      if (reply.more) news = true
      last = reply.last
      if (reply.moments.length > 0) {
        moments = [...moments, ...reply.moments]
        for (const listener of listeners) listener()
      }
    } catch {
      news = true
      pause = RETRY_MS
    }
    clock.after(pause, () => {
      reading = false
      void pull()
    })
  }

  function start(): () => void {
    let { session, folders } = view.getState()
    return view.subscribe(() => {
      const now = view.getState()
      // A text file brought in shows as a change of its folder alone.
      if (now.session === session && now.folders === folders) return
      ;({ session, folders } = now)
      news = true
      void pull()
    })
  }

  return {
    get: () => moments,
    subscribe(listener) {
      listeners.add(listener)
      if (!stop) {
        stop = start()
        news = true
        void pull()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}
