import { once } from "node:events"
import { createServer } from "node:net"

/** Listens there for a moment. Rejects with the system's error where that is not possible. */
export async function tryToListen(host: string, port: number): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, "listening")
  } finally {
    server.close()
  }
}
