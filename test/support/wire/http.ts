/** What both scripted servers do alike: take requests, keep them, and send events in pieces of any size. */
import { createServer } from "node:http"
import type { IncomingMessage, ServerResponse } from "node:http"
import { once } from "node:events"
import { setTimeout as pass } from "node:timers/promises"
import type { Item, Script, WireModel, WireOptions, WireRequest } from "./script.ts"

/** One wire format. */
export interface Format {
  /** The path that models answer at. */
  path: string
  key(headers: IncomingMessage["headers"]): string | undefined
  read(body: WireRequest["body"]): Pick<WireRequest, "lastUser" | "results">
  /** What the real service would refuse about it; null when nothing. */
  problem(body: WireRequest["body"]): string | null
  failure(type: string, message: string): unknown
  model(id: string): unknown
  /** Sends the answer. Resolves when all is sent. */
  answer(items: readonly Item[], request: WireRequest, sink: Sink): Promise<void>
}

export interface Sink {
  /** Sends text as it is. */
  write(text: string): Promise<void>
  /** Waits between two pieces of a text at this pace. */
  pace(start: number, sent: number, perSecond: number | null): Promise<void>
  /** Waits for the promise, or until nobody listens any more. */
  wait(until: Promise<unknown>): Promise<void>
  /** Breaks the connection. */
  cut(): void
  readonly gone: Promise<void>
}

export async function serve(script: Script, options: WireOptions, format: Format): Promise<WireModel> {
  const requests: WireRequest[] = []
  const problems: unknown[] = []

  async function take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? "/", "http://local").pathname
    const refuse = (status: number, type: string, message: string, headers = {}): void => {
      response.writeHead(status, { "content-type": "application/json", "request-id": "req_test", ...headers })
      response.end(JSON.stringify(format.failure(type, message)))
    }
    const raw = await text(incoming)
    if (options.key !== undefined && format.key(incoming.headers) !== options.key)
      return refuse(401, "authentication_error", "invalid x-api-key")
    const known = (id: string): boolean => options.models?.includes(id) ?? true
    const asked = /^\/v1\/models\/(.+)$/.exec(path)?.[1]
    if (incoming.method === "GET" && asked !== undefined) {
      const id = decodeURIComponent(asked)
      if (!known(id)) return refuse(404, "not_found_error", `model: ${id}`)
      response.writeHead(200, { "content-type": "application/json" })
      response.end(JSON.stringify(format.model(id)))
      return
    }
    if (incoming.method !== "POST" || path !== format.path)
      return refuse(404, "not_found_error", `There is no ${path}`)

    const body = object(JSON.parse(raw))
    const gone = Promise.withResolvers<void>()
    response.once("close", () => gone.resolve())
    const request: WireRequest = {
      method: "POST",
      path,
      headers: Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      ),
      raw,
      body,
      ...format.read(body),
      gone: gone.promise,
    }
    const index = requests.push(request) - 1
    if (!known(String(body.model))) return refuse(404, "not_found_error", `model: ${String(body.model)}`)
    const problem = format.problem(body)
    if (problem !== null) return refuse(400, "invalid_request_error", problem)

    const items = [await script(request, index)].flat()
    const [first] = items
    if (first?.kind === "fail") return refuse(first.status, first.type, first.message, first.headers)
    response.socket?.setNoDelay(true)
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "request-id": "req_test" })
    response.flushHeaders()
    const sink = createSink(response, options.chunkBytes, gone.promise)
    if (items.every((item) => item.kind === "raw")) for (const { text } of items) await sink.write(text)
    else await format.answer(items, request, sink)
    response.end()
  }

  const server = createServer((incoming, response) => {
    take(incoming, response).catch((failure: unknown) => {
      problems.push(failure)
      response.destroy()
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The server has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: async () => {
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
      if (problems.length > 0) throw new AggregateError(problems, "The script of the model failed")
    },
  }
}

function createSink(response: ServerResponse, chunkBytes: number | undefined, gone: Promise<void>): Sink {
  const until = async (promise: Promise<unknown>): Promise<void> => {
    await Promise.race([promise, gone])
  }
  return {
    gone,
    wait: until,
    cut: () => response.socket?.resetAndDestroy(),
    write: async (event) => {
      const bytes = Buffer.from(event)
      const size = chunkBytes ?? bytes.length
      for (let from = 0; from < bytes.length; from += size) {
        if (response.destroyed) return
        if (!response.write(bytes.subarray(from, from + size))) await until(once(response, "drain"))
        if (chunkBytes !== undefined) await new Promise<void>((resolve) => setImmediate(resolve))
      }
    },
    pace: async (start, sent, perSecond) => {
      if (perSecond === null) return
      const ahead = start + (sent * 1_000) / perSecond - performance.now()
      if (ahead > 1) await until(pass(ahead))
    },
  }
}

async function text(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString("utf8")
}

/** What was parsed, if it is an object; else an empty one. */
export function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

/** What was parsed, if it is an array; else an empty one. */
export const array = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
