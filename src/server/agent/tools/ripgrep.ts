/** Search in the sandbox's files by ripgrep, which knows `.gitignore` and never follows links. */
import { AppError } from "../../../protocol/errors.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import type { ToolParts } from "./parts.ts"
import { missing } from "./places.ts"

export interface Search {
  /** At the most so many, in order. */
  lines: string[]
  /** There may be more. */
  more: boolean
}

const COMMON = [
  "--no-config",
  "--hidden",
  "--no-require-git",
  "--glob=!.git",
  "--sort=path",
  "--no-follow",
  "--color=never",
]
const OUTPUT_BYTES = 4 << 20

/**
 * Runs `rg` on what is saved and answers its lines. Throws `AppError` for a search that can't be made; rejects when the
 * signal aborts.
 */
export async function ripgrep(
  workspace: Workspace,
  args: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<Search> {
  const argv = ["rg", ...COMMON, ...args]
  const limits = { wallMs: LIMITS.tools.wallMs, outputBytes: OUTPUT_BYTES }
  const proc = await workspace.sandbox.exec({ argv, limits })
  // It ends by itself soon, if it can't be killed.
  const stop = (): void => void proc.kill().catch(() => undefined)
  signal.addEventListener("abort", stop, { once: true })
  const decoder = new TextDecoder()
  const lines: string[] = []
  let rest = ""
  let said = ""
  let enough = false
  try {
    await proc.closeInput()
    for await (const { fd, data } of proc.output) {
      if (fd === 2) said = (said + Buffer.from(data).toString()).slice(0, 2_000)
      if (fd !== 1 || enough) continue
      const parts = (rest + decoder.decode(data, { stream: true })).split("\n")
      rest = parts.pop() ?? ""
      lines.push(...parts)
      enough = lines.length > most
      if (enough) await proc.kill()
    }
    const { code, reason } = await proc.exit
    signal.throwIfAborted()
    if (rest !== "" && !enough && reason === "exited") lines.push(rest)
    const cut = enough || reason === "output"
    if (!cut && reason !== "exited") throw new AppError("bad-request", "The search took too long. Narrow it.")
    if (code === 127) throw new AppError("bad-request", "ripgrep (rg) is not installed on this machine.")
    if (!cut && code !== 0 && code !== 1 && lines.length === 0)
      throw new AppError("bad-request", `ripgrep says: ${said.trim()}`)
    return { lines: lines.slice(0, most), more: cut }
  } finally {
    signal.removeEventListener("abort", stop)
  }
}

/** The arguments that name where to search. Throws `AppError` for what is not there or leads out. */
export async function searchIn(path: string, workspace: Workspace, parts: ToolParts): Promise<string[]> {
  await workspace.disk.flush()
  if (path === "") return []
  const entry = await workspace.stat(path)
  if (!entry) throw new AppError("file-absent", await missing(path, workspace, parts))
  // Named itself, a link would be followed.
  if (entry.kind === "link")
    throw new AppError("path-escapes", `${path} is a link. Search where it leads to.`)
  return ["--", `./${path}`]
}
