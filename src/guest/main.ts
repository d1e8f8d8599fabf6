/**
 * The agent inside every sandbox. It listens on descriptor 3, which the engine opened outside: nothing in the sandbox
 * can name, see or replace that socket. The newest connection is the one that counts.
 */
import { closeSync, readdirSync, readFileSync, statSync } from "node:fs"
import { createServer } from "node:net"
import { GUEST_PROTOCOL } from "../protocol/frame.ts"
import type { GuestConfig } from "../protocol/guest.ts"
import { createLink, type Link } from "./link.ts"
import { watchMemory } from "./memory.ts"
import { attempt } from "./processes.ts"
import { createGuest } from "./serve.ts"

const LISTENING_DESCRIPTOR = 3
const CLOSE_ON_EXEC = 0o2000000
const LOOK_FOR_FOLDER_MS = 5_000

closeInherited()
// Enough for files, and each thread costs memory; read when the first is started.
process.env["UV_THREADPOOL_SIZE"] = "2"
const config: GuestConfig = JSON.parse(process.argv[2] ?? "{}")
let current: Link | null = null
const guest = createGuest(config, (message) => current?.send(message))
if (config.watchMemoryBytes !== undefined) watchMemory(config.watchMemoryBytes, guest.outOfMemory)

// A folder that was removed outside is still mounted, under no name: nobody will ever ask for this sandbox again.
setInterval(() => {
  if (attempt(() => statSync(config.workspace).nlink) === 0) process.exit(0)
}, LOOK_FOR_FOLDER_MS)

// A terminal's hang-up or a stray Ctrl-C is for the terminal.
for (const name of ["SIGHUP", "SIGINT", "SIGTERM", "SIGPIPE"] as const) process.on(name, () => {})

createServer((socket) => {
  const previous = current
  if (previous) {
    guest.disconnected()
    previous.send({ event: "replaced" })
    previous.close()
  }
  const link = createLink(socket, (request) => guest.serve(request, link))
  current = link
  link.onClose(() => {
    if (current !== link) return
    current = null
    guest.disconnected()
  })
  link.send({ event: "hello", protocol: GUEST_PROTOCOL, terminals: guest.terminals() })
}).listen({ fd: LISTENING_DESCRIPTOR })

/**
 * Closes what leaked in from whoever started the server. Node marks its own descriptors close-on-exec; one without
 * that mark came from outside, and would be handed on to candidate code.
 */
function closeInherited(): void {
  for (const name of readdirSync("/proc/self/fd")) {
    const descriptor = Number(name)
    const info = attempt(() => readFileSync(`/proc/self/fdinfo/${name}`, "latin1"))
    const flags = Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info ?? "")?.[1] ?? "", 8)
    if (descriptor > LISTENING_DESCRIPTOR && (flags & CLOSE_ON_EXEC) === 0)
      attempt(() => closeSync(descriptor))
  }
}
