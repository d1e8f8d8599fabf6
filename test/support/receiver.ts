/** A program that webhooks tell things: keeps what it got, and answers as it is told to. */
import { once } from "node:events"
import { createServer } from "node:http"
import type { IncomingHttpHeaders } from "node:http"
import { text } from "node:stream/consumers"

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  readonly url: string
  readonly got: readonly Received[]
  /** The status of the answers from here on. */
  answer(status: number): void
  /** Resolves once so many have come. */
  count(number: number): Promise<void>
  close(): void
}

export async function openReceiver(): Promise<Receiver> {
  const got: Received[] = []
  const waiting = new Set<() => void>()
  let status = 204
  const server = createServer((request, reply) => {
    void text(request).then((body) => {
      got.push({ headers: request.headers, body })
      reply.writeHead(status).end()
      for (const look of waiting) look()
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The receiver has no port")
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    got,
    answer: (to) => void (status = to),
    count: (number) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (got.length < number) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => void server.close(),
  }
}
