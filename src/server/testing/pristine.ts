import type { Language } from "../../protocol/ctrf.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { SandboxFiles } from "../sandbox/engine.ts"
import { isConfiguration, isTestFile } from "./suites.ts"

export interface PristineFile {
  /** Relative to `root`. */
  path: string
  bytes: Uint8Array
}

/**
 * Makes a copy of a candidate's work ready to be graded: below `root`, every test and every file that steers the
 * runner is removed, then the authors' own are written. The sandbox must be one that nothing of the candidate's runs in.
 */
export async function layPristine(
  fs: Pick<SandboxFiles, "list" | "remove" | "write">,
  language: Language,
  root: string,
  files: readonly PristineFile[],
): Promise<void> {
  const below = (path: string) => (root === "" ? path : `${root}/${path}`)
  for await (const path of walk(fs, root)) {
    const own = root === "" ? path : path.slice(root.length + 1)
    if (isTestFile(language, own) || isConfiguration(language, own)) await fs.remove(path)
  }
  for (const { path, bytes } of files) await fs.write(below(path), bytes)
}

/** Everything below a folder that is not a folder, links and the rest included. */
async function* walk(fs: Pick<SandboxFiles, "list">, folder: string): AsyncGenerator<string> {
  const limit = LIMITS.workspace.listPage
  let after: string | undefined
  for (;;) {
    const page = await fs.list(folder, after === undefined ? { limit } : { after, limit })
    for (const entry of page.entries) {
      if (entry.kind === "folder") yield* walk(fs, entry.path)
      else yield entry.path
    }
    after = page.entries.at(-1)?.path.split("/").at(-1)
    if (!page.more || after === undefined) return
  }
}
