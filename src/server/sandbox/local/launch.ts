/** Starts bubblewrap with the guest in it, so that it outlives this process. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { rename } from "node:fs/promises"
import { createServer } from "node:net"
import type { Writable } from "node:stream"
import { z } from "zod"
import type { GuestConfig } from "../../../protocol/guest.ts"
import { bwrapArguments, GUEST_INSIDE } from "./bwrap.ts"
import { stageCommand, type Staging } from "./stage.ts"

/** Descriptors of the first process in the chain. The guest keeps only the first. */
const DESCRIPTOR = { listening: 3, arguments: 4, seccomp: 5 } as const

export interface LaunchPlan {
  bwrap: Staging["bwrap"]
  /** What must be bound to an open place before; see `stage.ts`. */
  binds: Staging["binds"]
  seccomp: Buffer
  /** Path of the socket to reach the guest by; outside everything that is mounted in the sandbox. */
  socket: string
  ttlMs: number
  /** Files into which the sandbox's first process writes its pid before anything else runs. */
  joinFiles: readonly string[]
  /** The user everything runs as, when this server is root. */
  uid: number | null
  /** Limits on every process, as `prlimit` takes them. */
  resourceLimits: readonly string[]
  guest: GuestConfig
}

/** Keeps the guest small; it computes nothing. */
const GUEST_FLAGS = ["--v8-pool-size=0", "--max-semi-space-size=1", "--max-old-space-size=96"]

const JOIN_AND_RUN = 'while [ "$1" != -- ]; do echo $$ > "$1" || exit 1; shift; done; shift; exec "$@"'

/** The command in full; pure. `timeout` outlives the server and ends the sandbox when its time is over. */
export function launchCommand(plan: Omit<LaunchPlan, "bwrap" | "seccomp" | "socket">): string[] {
  const { uid } = plan
  return [
    ["timeout", "-s", "KILL", (plan.ttlMs / 1000).toFixed(3)],
    ["sh", "-c", JOIN_AND_RUN, "sh", ...plan.joinFiles, "--"],
    stageCommand(plan.binds),
    uid === null ? [] : ["setpriv", "--reuid", `${uid}`, "--regid", `${uid}`, "--clear-groups", "--"],
    ["bwrap", "--args", `${DESCRIPTOR.arguments}`, "--"],
    ["/usr/bin/prlimit", ...plan.resourceLimits, "--"],
    [GUEST_INSIDE.node, ...GUEST_FLAGS, `${GUEST_INSIDE.folder}/guest.js`, JSON.stringify(plan.guest)],
  ].flat()
}

/** The process at the head of the chain, leader of its own session; what it says on stderr is gathered by the caller. */
export async function launch(plan: LaunchPlan): Promise<ChildProcess> {
  const temporary = `${plan.socket}.new`
  const server = createServer()
  server.listen(temporary)
  await once(server, "listening")
  const listening = z.object({ fd: z.number().int().nonnegative() }).parse(Reflect.get(server, "_handle")).fd
  const [command = "", ...args] = launchCommand(plan)
  try {
    const child = spawn(command, args, {
      env: { PATH: SYSTEM_PATH },
      cwd: "/",
      detached: true,
      stdio: ["ignore", "ignore", "pipe", listening, "pipe", "pipe"],
    })
    await Promise.race([once(child, "spawn"), once(child, "error").then(([error]) => Promise.reject(error))])
    const bwrap = bwrapArguments({ ...plan.bwrap, seccompDescriptor: DESCRIPTOR.seccomp })
    feed(child, DESCRIPTOR.arguments, Buffer.from(bwrap.map((argument) => `${argument}\0`).join("")))
    feed(child, DESCRIPTOR.seccomp, plan.seccomp)
    await rename(temporary, plan.socket)
    return child
  } finally {
    server.close()
  }
}

const SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

function feed(child: ChildProcess, descriptor: number, bytes: Uint8Array): void {
  const pipe: Writable | null = z
    .custom<Writable>((value) => value !== null && typeof value === "object")
    .parse(child.stdio[descriptor])
  pipe.on("error", () => {})
  // The head of the chain holds the other end for as long as the sandbox lives; ours must not wait for it.
  pipe.end(bytes, () => pipe.destroy())
}
