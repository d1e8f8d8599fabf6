import { parseArgs } from "node:util"
import { type Config, readConfig } from "../server/config.ts"
import { startServer } from "../server/main.ts"
import { StartError } from "./start-error.ts"

const options = {
  demo: { type: "boolean", default: false },
  port: { type: "string" },
  data: { type: "string" },
} as const

/** Runs the server until it is told to stop, and prints where it is reached once it is up. */
export async function start(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  const config = readConfig({ PORT: values.port, INTERVIEWLM_DATA: values.data })
  const stopped = untilStopped()
  // A fault in one interview must not end the others; it is told, and the room it was in recovers or says so.
  process.on("unhandledRejection", (reason) => console.error("A fault nobody expected:", reason))
  const server = await startServer({ ...config, demo: values.demo }).catch((error: unknown) => {
    throw explained(error, config)
  })
  console.log(announcement(server.url, config.dataFolder, server.links ?? []))
  await stopped
  await server.close()
  return 0
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
function explained(error: unknown, { host, port, dataFolder }: Config): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  const where = `${host}:${port}`
  switch (code) {
    case "EADDRINUSE":
      return new StartError(
        `Another program is using ${where}. Stop it, or choose another port: ./interviewlm start --port ${port + 1}`,
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
