import type { ServerResponse } from "node:http"
import type { FastifyReply } from "fastify"

/** Begins a stream of server-sent events. Null when whoever asked has left: they would never be heard to leave. */
export function beginEvents(reply: FastifyReply): ServerResponse | null {
  reply.hijack()
  const { raw } = reply
  if (raw.destroyed) return null
  raw.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  })
  return raw
}
