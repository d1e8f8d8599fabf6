/** The floor: `node relay.ts MODEL` asks the model and hands each delta on at once; nothing is recorded or checked. */
import { once } from "node:events"
import { WebSocketServer } from "ws"
import type { WebSocket } from "ws"
import { answer } from "../lib/child.ts"

export interface RelayApi {
  /** Its address. Every message is a question; deltas come back as text, and an empty one at the end. */
  open(options: null): Promise<string>
}

const model = process.argv[2]
const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false })
await once(sockets, "listening")

async function ask(socket: WebSocket, question: string): Promise<void> {
  const body = JSON.stringify({ stream: true, messages: [{ role: "user", content: question }] })
  const response = await fetch(`${model}/v1/messages`, { method: "POST", body })
  const decoder = new TextDecoder()
  let rest = ""
  for await (const bytes of response.body ?? []) {
    const events = (rest + decoder.decode(bytes, { stream: true })).split("\n\n")
    rest = events.pop() ?? ""
    for (const event of events) {
      const { delta }: { delta?: { text?: string } } = JSON.parse(event.slice(event.indexOf("data: ") + 6))
      if (delta?.text) socket.send(delta.text)
    }
  }
  socket.send("")
}

sockets.on("connection", (socket) => {
  socket.on("message", (question) => {
    if (Buffer.isBuffer(question)) void ask(socket, question.toString())
  })
})

answer<RelayApi>(
  {
    async open() {
      const at = sockets.address()
      if (at === null || typeof at === "string") throw new Error("The server has no port")
      return `ws://127.0.0.1:${at.port}`
    },
  },
  async () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  },
)
