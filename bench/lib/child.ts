/** Programs of a benchmark that run by themselves, so that their processor time and memory are theirs alone. */
import { fork } from "node:child_process"
import { once } from "node:events"
import { cpuOf } from "./process-table.ts"
import type { CpuSeconds } from "./process-table.ts"

/** What a child can be asked, by name; argument and answer are plain data. */
export type Questions<Api> = { [Name in keyof Api]: (argument: never) => Promise<unknown> }

export interface Child<Api extends Questions<Api>> {
  readonly pid: number
  ask<Name extends keyof Api & string>(
    name: Name,
    argument: Parameters<Api[Name]>[0],
  ): Promise<Awaited<ReturnType<Api[Name]>>>
  /** Processor seconds used so far by it, and by what it started. */
  cpu(): Promise<CpuSeconds>
  /** Ends it in order, so that it can clean up. */
  stop(): Promise<void>
}

interface Asked {
  id: number
  name: string
  argument: unknown
}

type Answered = { id: number; result: unknown } | { id: number; error: string }

/** Starts a script that calls `answer`. Flags of this process (`--cpu-prof`) are the child's too. */
export async function startChild<Api extends Questions<Api>>(
  script: string,
  args: readonly string[] = [],
): Promise<Child<Api>> {
  const child = fork(script, args, {
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let asked = 0
  const ready = Promise.withResolvers<void>()
  child.on("message", (message: "ready" | Answered) => {
    if (message === "ready") return ready.resolve()
    const waiter = waiting.get(message.id)
    waiting.delete(message.id)
    if ("error" in message) waiter?.reject(new Error(message.error))
    else waiter?.resolve(message.result)
  })
  child.on("exit", (code) => {
    const ended = new Error(`${script} ended with ${code}`)
    ready.reject(ended)
    for (const { reject } of waiting.values()) reject(ended)
  })
  await ready.promise
  return {
    pid: child.pid ?? 0,
    ask(name, argument) {
      const waiter = Promise.withResolvers<unknown>()
      waiting.set(++asked, waiter)
      child.send({ id: asked, name, argument } satisfies Asked)
      return waiter.promise as Promise<Awaited<ReturnType<Api[typeof name]>>>
    },
    cpu: () => cpuOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, "exit")
      child.disconnect()
      await exited
    },
  }
}

/** The child's end. `close` runs when the parent is done or gone. */
export function answer<Api extends Questions<Api>>(api: Api, close: () => Promise<void>): void {
  // The parent's `ask` is typed by the same `Api`.
  const known = new Map<string, (argument: never) => Promise<unknown>>(Object.entries(api))
  const tell = (message: "ready" | Answered): void => void process.send?.(message)
  process.on("message", ({ id, name, argument }: Asked) => {
    const call = known.get(name)
    const work = call ? call(argument as never) : Promise.reject(new Error(`Nothing is called ${name}`))
    work.then(
      (result) => tell({ id, result }),
      (error: unknown) =>
        tell({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  process.once("disconnect", () => void close().finally(() => process.exit()))
  tell("ready")
}
