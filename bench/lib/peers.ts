/** What the benchmarks compare with; installed on first use, and never a part of the product. */
import { execFile } from "node:child_process"
import { stat } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"

const folder = join(import.meta.dirname, "../peers")

/** Runs `npm ci` unless it has been run for this lock file. */
export async function installPeers(): Promise<void> {
  const [lock, installed] = await Promise.all([
    stat(join(folder, "package-lock.json")),
    stat(join(folder, "node_modules/.package-lock.json")).catch(() => null),
  ])
  if (installed && installed.mtimeMs >= lock.mtimeMs) return
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder })
}
