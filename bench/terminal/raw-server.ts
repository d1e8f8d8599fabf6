/** The floor: a shell's PTY wired to a WebSocket, with nothing recorded, bounded or kept. */
import { once } from "node:events"
import { spawn } from "@lydell/node-pty"
import { WebSocketServer } from "ws"
import { answer } from "../lib/child.ts"

export interface RawServerApi {
  /** Its address. */
  open(options: null): Promise<string>
}

const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false })
await once(sockets, "listening")

sockets.on("connection", (socket) => {
  const pty = spawn("/bin/bash", ["--norc", "-i"], { cols: 80, rows: 24, cwd: "/tmp", encoding: null })
  // With `encoding: null` the chunks are bytes, whatever the types say.
  pty.onData((data) => socket.send(Buffer.from(data)))
  socket.on("message", (data) => {
    if (Buffer.isBuffer(data)) pty.write(data.toString())
  })
  socket.on("close", () => pty.kill())
})

answer<RawServerApi>(
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
