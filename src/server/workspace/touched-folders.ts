import type { Clock } from "../clock.ts"

/** The tree is told at most this often of what changed. */
const EVERY_MS = 100

/**
 * Gathers the folders that many changes touch, so that a build that makes a thousand files is told a few times. `tell`
 * gets those whose listing changed; null means all.
 */
export function createTouchedFolders(
  clock: Clock,
  tell: (folders: readonly string[] | null) => void,
): { touch(folder: string | null): void } {
  const touched = new Set<string>()
  let all = false
  return {
    touch(folder) {
      if (touched.size === 0 && !all) {
        clock.after(EVERY_MS, () => {
          tell(all ? null : [...touched])
          touched.clear()
          all = false
        })
      }
      if (folder === null) all = true
      else touched.add(folder)
    },
  }
}
