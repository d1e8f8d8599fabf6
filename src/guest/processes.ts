/** The processes of this sandbox, read from /proc, and the end of a tree of them. */
import { readdirSync, readFileSync } from "node:fs"
import { setTimeout as delay } from "node:timers/promises"

export interface ProcessInfo {
  pid: number
  state: string
  parent: number
  group: number
  session: number
  /** Clock ticks since boot. */
  started: number
  residentBytes: number
}

const PAGE = 4096

/** Parses /proc/PID/stat; null when it is not one. */
export function parseStat(text: string): ProcessInfo | null {
  const open = text.indexOf(" (")
  const close = text.lastIndexOf(") ")
  if (open < 0 || close < 0) return null
  const fields = text.slice(close + 2).split(" ")
  const number = (index: number) => Number(fields[index] ?? Number.NaN)
  return {
    pid: Number(text.slice(0, open)),
    state: fields[0] ?? "?",
    parent: number(1),
    group: number(2),
    session: number(3),
    started: number(19),
    residentBytes: number(21) * PAGE,
  }
}

/** Every live process but the sandbox's init and this one. */
export function listProcesses(): ProcessInfo[] {
  const found: ProcessInfo[] = []
  for (const name of readdirSync("/proc")) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid <= 1 || pid === process.pid) continue
    const info = readProcess(pid)
    if (info && info.state !== "Z" && info.state !== "X") found.push(info)
  }
  return found
}

export function readProcess(pid: number): ProcessInfo | null {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"))
  return text === null ? null : parseStat(text)
}

/** What the engine gave this sandbox, as it was at the start; every process inside gets it. */
export const givenEnvironment: NodeJS.ProcessEnv = { ...process.env }

/** Variable that tells whose a process is, for as long as it keeps its environment. */
export const MARKER = "INTERVIEWLM_PROC"

export interface TreeRoot {
  pid: number
  marker: string
  started: number
}

/**
 * The processes that belong to a tree: descendants, members of its session or group, bearers of its marker, and
 * orphans without any marker that began after it (a daemon that wiped its environment).
 */
export function membersOf(
  root: TreeRoot,
  all: readonly ProcessInfo[],
  marker: (pid: number) => string | null,
): ProcessInfo[] {
  const members = new Set<number>([root.pid])
  const belongs = (info: ProcessInfo): boolean => {
    if (members.has(info.parent) || info.session === root.pid || info.group === root.pid) return true
    const mark = marker(info.pid)
    return mark === root.marker || (mark === null && info.parent === 1 && info.started >= root.started)
  }
  const found: ProcessInfo[] = []
  let rest = all.filter((info) => info.pid !== root.pid)
  const first = all.find((info) => info.pid === root.pid)
  if (first) found.push(first)
  for (;;) {
    const next = rest.filter(belongs)
    if (next.length === 0) return found
    for (const info of next) members.add(info.pid)
    found.push(...next)
    rest = rest.filter((info) => !members.has(info.pid))
  }
}

export function readMarker(pid: number): string | null {
  const text = attempt(() => readFileSync(`/proc/${pid}/environ`, "latin1"))
  const entry = text?.split("\0").find((line) => line.startsWith(`${MARKER}=`))
  return entry === undefined ? null : entry.slice(MARKER.length + 1)
}

/**
 * Kills what `find` finds until it finds nothing. All are stopped first, so that a fork bomb stays at the limit of
 * processes while it is looked at, instead of growing back.
 */
export async function killAll(find: () => ProcessInfo[]): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const running = find().filter((info) => info.state !== "T")
    if (running.length === 0) break
    for (const info of running) signal(info.pid, "SIGSTOP")
  }
  for (let round = 0; round < 100; round++) {
    const left = find()
    if (left.length === 0) return
    for (const info of left) signal(info.pid, "SIGKILL")
    await delay(1)
  }
}

export function killTree(root: TreeRoot): Promise<void> {
  return killAll(() => membersOf(root, listProcesses(), readMarker))
}

/** False when there is no such process. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  return attempt(() => process.kill(pid, name)) === true
}

/** What the call returns, or null when it throws: processes come and go between any two looks. */
export function attempt<T>(call: () => T): T | null {
  try {
    return call()
  } catch {
    return null
  }
}
