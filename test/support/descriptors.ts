/** A process with no descriptor left, as a busy server may be. */
import { execFileSync } from "node:child_process"
import { closeSync, openSync, readdirSync } from "node:fs"

/** Takes every descriptor this process may open; the answer gives them back. */
export function takeDescriptors(): () => void {
  const prlimit = (...args: string[]) =>
    execFileSync("prlimit", ["--pid", String(process.pid), ...args]).toString()
  const limit = (soft: string) => prlimit(`--nofile=${soft.trim()}:`)
  const before = prlimit("--nofile", "--raw", "--noheadings", "--output", "SOFT")
  const highest = Math.max(...readdirSync("/proc/self/fd").map(Number))
  limit(String(highest + 64))
  const taken: number[] = []
  for (;;)
    try {
      taken.push(openSync("/dev/null", "r"))
    } catch {
      break
    }
  return () => {
    for (const one of taken.splice(0)) closeSync(one)
    limit(before)
  }
}
