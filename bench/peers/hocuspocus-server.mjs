/** Hocuspocus as it comes, without an extension: nothing is stored. */
import { Server } from "@hocuspocus/server"
import { answer } from "../lib/child.ts"

const server = new Server({ port: 0, address: "127.0.0.1", quiet: true, stopOnSignals: false })

answer(
  {
    async open() {
      await server.listen()
      return { address: `ws://127.0.0.1:${server.httpServer.address().port}`, rooms: [] }
    },
  },
  () => server.destroy(),
)
