import { Zip, ZipDeflate } from "fflate"
import type { SandboxFiles } from "../sandbox/engine.ts"
import { LIMITS } from "../../protocol/limits.ts"

const LEFT_OUT = new Set(["node_modules", ".git", "__pycache__", ".pytest_cache"])

/** Every ordinary file of the workspace as a zip, without what tools can make again. Larger files are left out. */
export async function zipOf(fs: SandboxFiles): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure
    chunks.push(chunk)
  })
  for await (const path of filesBelow(fs, "")) {
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    file.push(await fs.read(path, LIMITS.workspace.uploadBytes), true)
  }
  zip.end()
  return Buffer.concat(chunks)
}

async function* filesBelow(fs: SandboxFiles, folder: string): AsyncGenerator<string> {
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
