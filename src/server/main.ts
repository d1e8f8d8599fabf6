import { compose } from "./compose.ts"
import type { Composed } from "./compose.ts"
import type { Config } from "./config.ts"
import { createDemo } from "./demo.ts"
import { tryToListen } from "./port.ts"
import { leftSandboxes, type LeftSandboxes } from "./sandbox/left.ts"

export interface RunningServer {
  url: string
  /** What to open in a browser, with a word for each. */
  links: { label: string; url: string }[]
  /** Stops, and tells which interviews' sandboxes wait for a restart. */
  close(): Promise<LeftSandboxes>
}

/** Where the first owner makes their account, until somebody has. */
async function setUpLink({ accounts, url }: Composed): Promise<RunningServer["links"]> {
  const path = await accounts.setUpPath()
  return path === null ? [] : [{ label: "Make the owner's account", url: url + path }]
}

/** Runs the server until `close`. Rejects with what kept it from starting, everything closed again. */
export async function startServer(config: Config & { demo: boolean }): Promise<RunningServer> {
  const log = config.logLevel === "silent" ? () => undefined : (message: string) => console.error(message)
  // Nothing is made for a server that could not be reached.
  await tryToListen(config.host, config.port)
  const server = await compose(config, log)
  const links = config.demo ? await createDemo(server) : await setUpLink(server)
  return {
    url: server.url,
    links,
    async close() {
      await server.close()
      return leftSandboxes(server.sandboxes)
    },
  }
}
