import { once } from "node:events"
import { WebSocket } from "ws"
import { PROTOCOL_VERSION } from "../../src/protocol/messages.ts"
import type { ClientMessage } from "../../src/protocol/messages.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { newClientId } from "../../src/web/live/queue.ts"
import { tokenOf } from "../lib/link.ts"
import type { Interview } from "../lib/server.ts"

/** Floods a new terminal that one assessor watches without reading; answers how to end that. */
export async function stall({ url, created }: Interview, view: LiveSession): Promise<() => void> {
  const opened = await view.command({ type: "open-terminal", cols: 80, rows: 24 })
  if (!("terminal" in opened)) throw new Error("No terminal was opened")
  const { terminal } = opened
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/api/interview/${created.id}/socket?role=assessor`,
    {
      headers: { authorization: `Bearer ${tokenOf(created.links.assessor)}` },
    },
  )
  await once(socket, "open")
  const send = (message: ClientMessage): void => socket.send(JSON.stringify(message))
  send({ type: "hello", protocol: PROTOCOL_VERSION, client: newClientId(), takeOver: false })
  await once(socket, "message")
  send({ type: "attach-terminal", terminal, from: -1 })
  socket.pause()
  view.openTerminal(terminal).input("yes\n")
  return () => {
    socket.terminate()
    view.openTerminal(terminal).input("\u0003")
  }
}
