import type { Readable } from "node:stream"
import type { FastifyReply } from "fastify"

/** Answers bytes that the browser saves under a name. */
export function sendDownload(
  reply: FastifyReply,
  bytes: Buffer | Readable,
  name: string,
  type: string,
): FastifyReply {
  return reply
    .type(type)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes)
}
