import { setImmediate } from "node:timers/promises"
import { Zip, ZipDeflate } from "fflate"
import { FileError } from "../sandbox/engine.ts"
import type { SandboxFiles } from "../sandbox/engine.ts"
import { LIMITS } from "../../protocol/limits.ts"

const LEFT_OUT = new Set(["node_modules", ".git", "__pycache__", ".pytest_cache"])

/** Compressed at a time, so that a large workspace holds up nobody else. */
const PIECE = 128 << 10

/**
 * Every ordinary file of the workspace as a zip, piece by piece, without what tools can make again. Larger files, and
 * those that went away meanwhile, are left out.
 */
export async function* zipOf(fs: Pick<SandboxFiles, "list" | "read">): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = []
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure
    chunks.push(chunk)
  })
  for await (const path of filesBelow(fs, "")) {
    const bytes = await fs.read(path, LIMITS.workspace.uploadBytes).catch((failure: unknown) => {
      if (failure instanceof FileError) return null
      throw failure
    })
    if (!bytes) continue
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    for (let at = 0; at === 0 || at < bytes.byteLength; at += PIECE) {
      file.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.byteLength)
      yield* chunks.splice(0)
      await setImmediate()
    }
  }
  zip.end()
  yield* chunks
}

async function* filesBelow(fs: Pick<SandboxFiles, "list">, folder: string): AsyncGenerator<string> {
  let after: string | undefined
  for (;;) {
    const page = await fs.list(folder, {
      ...(after !== undefined && { after }),
      limit: LIMITS.workspace.listPage,
    })
    for (const { path, kind, size } of page.entries) {
      const name = path.slice(path.lastIndexOf("/") + 1)
      if (kind === "folder" && !LEFT_OUT.has(name)) yield* filesBelow(fs, path)
      if (kind === "file" && size <= LIMITS.workspace.uploadBytes) yield path
      after = name
    }
    if (!page.more) return
  }
}
