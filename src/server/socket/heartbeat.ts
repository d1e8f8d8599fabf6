import type { WebSocket } from "ws"
import type { Clock } from "../clock.ts"

const STEP_MS = 5_000
/** Steps of silence after which a window is asked whether it is still there, and after which it counts as gone. */
const ASK_EVERY = 2
const GONE_AFTER = 5

/**
 * Asks a window every 10 s whether it is still there and terminates its socket once nothing at all has come from it for
 * 25 s, as when its cable is pulled. Steps are counted, so a jump of the clock ends nobody's connection.
 */
export function keepWatch(socket: WebSocket, clock: Clock): void {
  let silent = 0
  const heard = (): void => void (silent = 0)
  function step(): void {
    silent++
    if (silent === GONE_AFTER) return socket.terminate()
    if (silent % ASK_EVERY === 0) socket.ping()
    cancel = clock.after(STEP_MS, step)
  }
  let cancel = clock.after(STEP_MS, step)
  socket.on("pong", heard)
  socket.on("message", heard)
  socket.on("close", () => cancel())
}
