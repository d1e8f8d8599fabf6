/** The server of y-websocket as it comes, without persistence: nothing is stored. */
import { createServer } from "node:http"
import { WebSocketServer } from "ws"
import { setupWSConnection } from "@y/websocket-server/utils"
import { answer } from "../lib/child.ts"

const server = createServer()
const sockets = new WebSocketServer({ server })
sockets.on("connection", setupWSConnection)

answer(
  {
    async open() {
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
      return { address: `ws://127.0.0.1:${server.address().port}`, rooms: [] }
    },
  },
  async () => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  },
)
