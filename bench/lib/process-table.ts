/** Processor time and memory of a process and of all below it, from /proc. */
import { readdir, readFile } from "node:fs/promises"

/** Ticks a second of the times in /proc; 100 on every Linux that Node runs on. */
const TICKS = 100

interface Entry {
  pid: number
  parent: number
  seconds: number
  residentBytes: number
}

export interface CpuSeconds {
  own: number
  below: number
}

export async function cpuOf(pid: number): Promise<CpuSeconds> {
  const { own, below } = await familyOf(pid)
  return { own: own?.seconds ?? 0, below: below.reduce((sum, one) => sum + one.seconds, 0) }
}

/** Resident memory of the process itself. */
export async function memoryOf(pid: number): Promise<number> {
  return (await familyOf(pid)).own?.residentBytes ?? 0
}

async function familyOf(pid: number): Promise<{ own: Entry | undefined; below: Entry[] }> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name))
  const table = (await Promise.all(names.map((name) => readEntry(Number(name))))).flat()
  const below: Entry[] = []
  const parents = new Set([pid])
  for (let grown = true; grown;) {
    const more = table.filter((one) => parents.has(one.parent) && !parents.has(one.pid))
    for (const one of more) parents.add(one.pid)
    below.push(...more)
    grown = more.length > 0
  }
  return { own: table.find((one) => one.pid === pid), below }
}

async function readEntry(pid: number): Promise<Entry[]> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null)
  if (stat === null) return []
  // The name may hold anything; the fields after it begin with the state, the third of proc(5).
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number)
  const field = (number: number) => fields[number - 3] ?? 0
  return [
    { pid, parent: field(4), seconds: (field(14) + field(15)) / TICKS, residentBytes: field(24) * 4_096 },
  ]
}
