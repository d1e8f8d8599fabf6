import { tryToListen } from "../../server/port.ts"
import { type Finding, finding } from "./finding.ts"

/** Whether the server could listen there; its own running server is fine too. */
export async function checkPort(host: string, port: number): Promise<Finding> {
  const problem = await problemOf(host, port)
  if (problem === null) return finding("port", "ok", `${host}:${port} is free`)
  if (problem === "EADDRINUSE" && (await isReady(host, port)))
    return finding("port", "ok", `InterviewLM is running at ${host}:${port}`)
  return problem === "EADDRINUSE"
    ? finding(
        "port",
        "missing",
        `${host}:${port} is taken by another program`,
        "Choose another with PORT or --port.",
      )
    : finding(
        "port",
        "missing",
        `${host}:${port} cannot be listened on (${problem})`,
        "Choose another with HOST and PORT.",
      )
}

async function problemOf(host: string, port: number): Promise<string | null> {
  try {
    await tryToListen(host, port)
    return null
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error)
  }
}

/** Whether an InterviewLM answers there. */
export async function isReady(host: string, port: number): Promise<boolean> {
  const address = host.includes(":") ? `[${host}]` : host
  return fetch(`http://${address}:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  )
}
