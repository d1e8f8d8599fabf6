/** A model behind the Anthropic wire format, which begins to answer at once and then keeps its pace. */
import { createServer } from "node:http"
import type { ServerResponse } from "node:http"
import { once } from "node:events"
import { setTimeout as pass } from "node:timers/promises"
import { answer } from "../lib/child.ts"
import { mark } from "./marks.ts"

export interface ModelServerApi {
  /** Its address. */
  open(options: null): Promise<string>
  /** What every answer from now on is. */
  pace(options: { tokens: number; perSecond: number }): Promise<void>
}

let pace = { tokens: 1, perSecond: 200 }

async function say(response: ServerResponse): Promise<void> {
  const { tokens, perSecond } = pace
  const send = (type: string, data: object): void =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
  const usage = { input_tokens: 1, output_tokens: 1 }
  const message = { id: "msg_1", type: "message", role: "assistant", model: "bench", content: [] }
  send("message_start", { message: { ...message, stop_reason: null, stop_sequence: null, usage } })
  send("content_block_start", { index: 0, content_block: { type: "text", text: "" } })
  const start = performance.now()
  for (let sent = 0; sent < tokens && !response.destroyed; sent++) {
    const ahead = start + (sent * 1_000) / perSecond - performance.now()
    if (ahead > 0) await pass(ahead)
    send("content_block_delta", { index: 0, delta: { type: "text_delta", text: mark() } })
  }
  send("content_block_stop", { index: 0 })
  send("message_delta", {
    delta: { stop_reason: "end_turn", stop_sequence: null },
    usage: { output_tokens: tokens },
  })
  send("message_stop", {})
  response.end()
}

const server = createServer((incoming, response) => {
  response.socket?.setNoDelay(true)
  incoming.resume().once("end", () => {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
    void say(response)
  })
})

answer<ModelServerApi>(
  {
    async open() {
      server.listen(0, "127.0.0.1")
      await once(server, "listening")
      const at = server.address()
      if (at === null || typeof at === "string") throw new Error("The server has no port")
      return `http://127.0.0.1:${at.port}`
    },
    async pace(wanted) {
      pace = wanted
    },
  },
  async () => {
    server.close()
    server.closeAllConnections()
  },
)
