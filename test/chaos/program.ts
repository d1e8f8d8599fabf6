/** The program itself, as a person starts it: a process of its own that can be killed. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"
import type { CreatedSession } from "../../src/server/sessions.ts"

const program = resolve(import.meta.dirname, "../../interviewlm")

export interface Program {
  readonly url: string
  readonly port: number
  readonly output: () => string
  /** SIGKILL; resolves when it is dead. */
  kill(): Promise<void>
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>
}

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts the program and resolves when it tells its address; with how it ended when it does not start. */
export async function start(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Program | Ended> {
  const child = spawn(program, ["start", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  })
  let stdout = ""
  let stderr = ""
  const exited = once(child, "close")
  const { promise: up, resolve: isUp } = Promise.withResolvers<string>()
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString()
    const [, url] = /running at (\S+)\n[^]*Press Ctrl-C/.exec(stdout) ?? []
    if (url) isUp(url)
  })
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()))
  const url = await Promise.race([up, exited.then(() => null)])
  if (url === null) return { code: child.exitCode, stdout, stderr }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return {
    url,
    port: Number(new URL(url).port),
    output: () => stdout + stderr,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  }
}

export async function started(args: readonly string[], env: Record<string, string> = {}): Promise<Program> {
  const program = await start(args, env)
  if ("code" in program) throw new Error(`It did not start: ${program.stderr}`)
  return program
}

/** The demo interview whose links the program printed. */
export async function demoOf({ url, output }: Program): Promise<CreatedSession> {
  const [candidate = "", assessor = ""] = [...output().matchAll(/\/join\/[\w-]+/g)].map(([link]) => link)
  const reply = await fetch(url + candidate, { redirect: "manual" })
  const id = reply.headers.get("location")?.split("/").at(-1) ?? ""
  return { id, links: { candidate, assessor } }
}
