import { compose } from "./compose.ts"
import type { Config } from "./config.ts"
import { createDemo } from "./demo.ts"

export interface RunningServer {
  url: string
  /** What to open in a browser, with a word for each. */
  links: { label: string; url: string }[]
  close(): Promise<void>
}

/** Runs the server until `close`. Rejects with what kept it from starting, everything closed again. */
export async function startServer(config: Config & { demo: boolean }): Promise<RunningServer> {
  const log = config.logLevel === "silent" ? () => undefined : (message: string) => console.error(message)
  const server = await compose(config, log)
  const links = config.demo ? await createDemo(server) : []
  return { url: server.url, links, close: server.close }
}
