import type { SessionView, ViewState } from "../../src/web/live/session-view.ts"

const PATIENCE_MS = 20_000

/** Resolves with the first state that holds; rejects with what it is after twenty seconds. */
export function until(
  view: Pick<SessionView, "getState" | "subscribe">,
  holds: (state: ViewState) => boolean,
): Promise<ViewState> {
  return new Promise((resolve, reject) => {
    const stop = view.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      const { connection, workspace, session } = view.getState()
      reject(new Error(`Waited in vain: ${JSON.stringify({ connection, workspace, phase: session?.phase })}`))
    }, PATIENCE_MS)
    function look(): void {
      const state = view.getState()
      if (!holds(state)) return
      clearTimeout(timer)
      stop()
      resolve(state)
    }
    look()
  })
}
