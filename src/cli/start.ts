import { type Config, ConfigError, readConfig } from "../server/config.ts"
import { startServer } from "../server/main.ts"
import type { LeftSandboxes } from "../server/sandbox/left.ts"
import { isReady } from "./doctor/port.ts"
import { localTime } from "./local-time.ts"
import { StartError } from "./start-error.ts"
import { readOptions, UsageError } from "./usage.ts"

const options = {
  demo: { type: "boolean", default: false },
  port: { type: "string" },
  data: { type: "string" },
} as const

/** Runs the server until it is told to stop, and prints where it is reached once it is up. */
export async function start(args: readonly string[]): Promise<number> {
  const { values } = readOptions({ args: [...args], options })
  mustBeUsable(values.port)
  const config = readConfig({ PORT: values.port, INTERVIEWLM_DATA: values.data })
  const stopped = untilStopped()
  // A fault in one interview must not end the others; it is told, and the room it was in recovers or says so.
  process.on("unhandledRejection", (reason) => console.error("A fault nobody expected:", reason))
  const server = await startServer({ ...config, demo: values.demo }).catch(async (error: unknown) => {
    throw await explained(error, config, values.demo)
  })
  console.log(announcement(server.url, config.dataFolder, server.links ?? []))
  await stopped
  console.log("Stopping ...")
  for (const line of farewell(await server.close(), config.dataFolder)) console.log(line)
  return 0
}

/** A bad port on the command line is misuse of it, told by the option's own name. */
function mustBeUsable(port: string | undefined): void {
  try {
    readConfig({ PORT: port }, {})
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message.replace("PORT", "--port"))
    throw error
  }
}

function farewell({ interviews, until }: LeftSandboxes, dataFolder: string): string[] {
  if (interviews === 0) return ["Stopped."]
  const whose =
    interviews === 1 ? "The sandbox of 1 interview stays" : `The sandboxes of ${interviews} interviews stay`
  const end = `./interviewlm doctor --end-sandboxes --data ${dataFolder}`
  return [
    `Stopped. ${whose} up for a restart, until ${localTime(until)} at the latest. To end at once: ${end}`,
  ]
}

/** Resolves at the first signal to stop; the second ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const ask = () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, ask)
  })
}

function announcement(
  url: string,
  dataFolder: string,
  links: readonly { label: string; url: string }[],
): string {
  const width = Math.max(0, ...links.map(({ label }) => label.length))
  return [
    `InterviewLM is running at ${url}`,
    ...(links.length > 0 ? [""] : []),
    ...links.map((link) => `  ${link.label.padEnd(width)}  ${link.url}`),
    "",
    `Data is kept in ${dataFolder}. Press Ctrl-C to stop.`,
  ].join("\n")
}

/** The same error, or what to do where the system's own words don't say. */
async function explained(error: unknown, config: Config, demo: boolean): Promise<unknown> {
  const { host, port, dataFolder } = config
  const code = error instanceof Error && "code" in error ? error.code : undefined
  const where = `${host}:${port}`
  const other = `./interviewlm start ${demo ? "--demo " : ""}--port ${port + 1}`
  switch (code) {
    case "EADDRINUSE":
      return new StartError(
        (await isReady(host, port))
          ? `InterviewLM is running at http://${where} already. Open it in a browser, or start another: ${other} --data DIR`
          : `Another program is using ${where}. Stop it, or choose another port: ${other}`,
        { cause: error },
      )
    case "data-folder-in-use":
      return new StartError(
        `Another InterviewLM is using the data folder ${dataFolder}. Use that one or stop it, or give this one a folder of its own: --data DIR`,
        { cause: error },
      )
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(`This machine has no address ${host}. Set HOST to one of its own.`, {
        cause: error,
      })
    case "EEXIST":
    case "ENOTDIR":
      return new StartError(
        `${dataFolder} cannot be a folder: a part of it is a file. Choose another: --data DIR`,
        {
          cause: error,
        },
      )
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new StartError(
        `No permission: ${String(error)}. Ports below 1024 need root; the data folder ${dataFolder} must be writable (--data DIR).`,
        { cause: error },
      )
    default:
      return error
  }
}
