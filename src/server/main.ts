import Fastify from "fastify"
import type { Config } from "./config.ts"

export interface RunningServer {
  /** Where people reach it. */
  url: string
  /** What the person who started it should open. */
  links?: readonly { label: string; url: string }[]
  close(): Promise<void>
}

/** Starts the server and resolves once it answers. Throws `StoreError`, and the system's own error when it cannot listen. */
export async function startServer(config: Config & { demo: boolean }): Promise<RunningServer> {
  const http = Fastify({ logger: { level: config.logLevel } })
  http.get("/healthz", () => ({ status: "ok" }))
  http.get("/readyz", () => ({ status: "ready" }))
  const address = await http.listen({ port: config.port, host: config.host })
  return { url: config.publicUrl ?? address, close: () => http.close() }
}
