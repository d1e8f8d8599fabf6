import { randomUUID } from "node:crypto"
import { open as openFile, rename, rm } from "node:fs/promises"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { type BundleSource, writeBundle } from "../server/record/bundle.ts"
import type { CommandIo } from "./verify.ts"

/** What the command needs of a running or stopped installation. */
export interface Archive {
  /** The source of a session's bundle; null when there is no such session. */
  source(session: string): Promise<BundleSource | null>
  close(): Promise<void>
}

const USAGE = "usage: interviewlm export SESSION [--out FILE]"

/** Writes a session's bundle to a file that appears whole. Answers the exit code: 0 written, 1 no such session, 2 misuse. */
export async function exportCommand(
  argv: readonly string[],
  io: CommandIo,
  open: () => Promise<Archive>,
): Promise<number> {
  const options = parse(argv)
  if (!options) {
    io.err(USAGE)
    return 2
  }
  const archive = await open()
  try {
    const source = await archive.source(options.session)
    if (!source) {
      io.err(`No interview ${options.session} is stored here.`)
      return 1
    }
    const path = resolve(options.out ?? `interview-${options.session}.zip`)
    const bytes = await writeWhole(path, writeBundle(source))
    io.out(`Wrote ${path} (${bytes} bytes).`)
    io.out(`Check it with: interviewlm verify ${path} --key ${source.key}`)
    return 0
  } finally {
    await archive.close()
  }
}

function parse(argv: readonly string[]): { session: string; out: string | undefined } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { out: { type: "string" } },
    })
    const [session, ...more] = positionals
    if (session === undefined || !/^[\w-]{1,64}$/.test(session) || more.length > 0) return null
    return { session, out: values.out }
  } catch {
    return null
  }
}

async function writeWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const temporary = `${path}.${randomUUID()}.part`
  let bytes = 0
  try {
    const file = await openFile(temporary, "wx", 0o600)
    try {
      for await (const chunk of chunks) {
        await file.writeFile(chunk)
        bytes += chunk.length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return bytes
  } finally {
    await rm(temporary, { force: true })
  }
}
