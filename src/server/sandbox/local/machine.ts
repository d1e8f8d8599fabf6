/** What of a sandbox is the same for all on this machine: found out once, when the engine is made. */
import { execFile } from "node:child_process"
import { chmod, mkdir, readdir, stat, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { INSIDE } from "../guest-sandbox.ts"
import type { BwrapPlan } from "./bwrap.ts"
import { OWN_ETC } from "./bwrap.ts"
import { findLimiter, type Limiter } from "./cgroups.ts"
import { seccompFilter } from "./seccomp.ts"

export interface LocalEngineOptions {
  /** Folder for the sandboxes, of this engine alone. */
  root: string
  /** Node for the guest and the candidate, and the bundled guest (`build/guest/guest.js`). */
  guest: { node: string; script: string }
  /** Read-only mounts; one with a `bin` folder is put on PATH. */
  toolchains: readonly { host: string; inside: string }[]
  /** Told what could not be done for a sandbox, and is tried again later. */
  onProblem?: (problem: unknown) => void
}

export interface Machine {
  root: boolean
  limiter: Limiter
  seccomp: Buffer
  /** Version of bubblewrap; null when it is not installed. */
  bubblewrap: string | null
  /** It can size a tmpfs (0.7 and later), without which /tmp would have no limit of its own. */
  sized: boolean
  env: Record<string, string>
  bwrap: Omit<BwrapPlan, "workspace" | "home" | "scratch" | "env" | "seccompDescriptor">
}

const run = promisify(execFile)

export async function prepareMachine(options: LocalEngineOptions): Promise<Machine> {
  const etc = join(options.root, ".etc")
  await mkdir(etc, { recursive: true })
  await chmod(options.root, 0o711)
  for (const name of OWN_ETC) await writeFile(join(etc, name), ETC[name])
  const help = await run("bwrap", ["--help"]).catch(() => null)
  const version = await run("bwrap", ["--version"]).catch(() => null)
  const seccomp = seccompFilter(process.arch)
  if (!seccomp)
    throw new Error(`There is no system call filter for ${process.arch}: use another sandbox engine.`)
  return {
    root: process.getuid?.() === 0,
    limiter: await findLimiter(),
    seccomp,
    bubblewrap: version?.stdout.trim().split(" ").at(-1) ?? null,
    sized: help?.stdout.includes("--size") ?? false,
    env: {
      PATH: (await searchPath(options.toolchains)).join(":"),
      HOME: INSIDE.home,
      USER: INSIDE.user,
      LANG: "C.UTF-8",
      TERM: "xterm-256color",
      // A first build of Go's own packages is larger than /tmp.
      GOTMPDIR: INSIDE.scratch,
    },
    bwrap: {
      etc,
      node: options.guest.node,
      guestNode: await guestNode(options),
      guestFolder: dirname(options.guest.script),
      toolchains: options.toolchains,
      disableUserNamespaces: help?.stdout.includes("--disable-userns") ?? false,
    },
  }
}

/** The build puts a Node beside the guest that cannot be read, and so not be looked into when it runs. */
async function guestNode({ guest }: LocalEngineOptions): Promise<string> {
  const own = join(dirname(guest.script), "node")
  return (await stat(own).catch(() => null)) ? own : guest.node
}

/** Node, the toolchains' `bin`, the newest Go of the system, the system. */
async function searchPath(toolchains: LocalEngineOptions["toolchains"]): Promise<string[]> {
  const own: string[] = []
  for (const { host, inside } of toolchains)
    if (await stat(join(host, "bin")).catch(() => null)) own.push(join(inside, "bin"))
  const go = (await readdir("/usr/lib").catch(() => []))
    .filter((name) => /^go-\d+\.\d+$/.test(name))
    .toSorted((a, b) => Number(b.slice(5)) - Number(a.slice(5)))
    .slice(0, 1)
    .map((name) => `/usr/lib/${name}/bin`)
  return [...own, "/opt/node/bin", ...go, "/usr/local/go/bin", "/usr/local/bin", "/usr/bin", "/bin"]
}

const ETC: Record<(typeof OWN_ETC)[number], string> = {
  passwd: `${INSIDE.user}:x:${INSIDE.uid}:${INSIDE.uid}:Candidate:${INSIDE.home}:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n`,
  group: `${INSIDE.user}:x:${INSIDE.uid}:\nnogroup:x:65534:\n`,
  hosts: "127.0.0.1 localhost interview\n::1 localhost\n",
  "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
  hostname: "interview\n",
  gitconfig:
    "[user]\n\tname = Candidate\n\temail = candidate@interview\n[safe]\n\tdirectory = *\n[init]\n\tdefaultBranch = main\n",
  "bash.bashrc": `[ -z "$PS1" ] && return
shopt -s checkwinsize
HISTCONTROL=ignoredups
PS1='\\[\\e[1;32m\\]\\w\\[\\e[0m\\] $ '
alias ls='ls --color=auto' grep='grep --color=auto' ll='ls -l'
`,
}
