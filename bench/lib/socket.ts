import { WebSocket } from "ws"
import type { LiveSessionOptions } from "../../src/web/live/live-session.ts"

/** A socket as a browser has it. */
export function openSocket(
  address: string,
  headers: Record<string, string>,
): ReturnType<LiveSessionOptions["open"]> {
  // The page listens for nothing that this client's events lack.
  return new WebSocket(address, { headers, perMessageDeflate: false }) as ReturnType<
    LiveSessionOptions["open"]
  >
}
