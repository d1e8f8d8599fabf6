/** The network between a browser and a server, which can be cut and mended. */
import { createConnection, createServer } from "node:net"
import type { AddressInfo, Socket } from "node:net"
import type { Scope } from "../../src/server/scope.ts"

export interface Line {
  readonly url: string
  /** Breaks every connection, and from now on refuses all, or sockets alone: pages still load then. */
  cut(what: "all" | "sockets"): void
  mend(): void
}

/** A line to the server at `url`; it goes with the scope. */
export async function openLine(url: string, scope: Scope): Promise<Line> {
  const port = Number(new URL(url).port)
  const open = new Set<Socket>()
  let refused: "nothing" | "all" | "sockets" = "nothing"

  const end = (socket: Socket): void => {
    open.delete(socket)
    socket.destroy()
  }
  const server = createServer((near) => {
    if (refused === "all") return near.destroy()
    open.add(near)
    near.on("error", () => end(near)).on("close", () => end(near))
    near.once("data", (head) => {
      if (refused === "sockets" && /^upgrade: websocket/im.test(head.toString("latin1"))) return end(near)
      const far = createConnection({ port, host: "127.0.0.1", noDelay: true })
      open.add(far)
      far.on("error", () => end(near)).on("close", () => end(near))
      near.on("close", () => end(far))
      far.write(head)
      near.pipe(far).pipe(near)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  scope.add(() => {
    open.forEach(end)
    server.close()
  })
  const { port: own } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${own}`,
    cut(what) {
      refused = what
      open.forEach(end)
    },
    mend() {
      refused = "nothing"
    },
  }
}
