import { randomUUID } from "node:crypto"
import { open as openFile, rename, rm, stat } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { type BundleSource, writeBundle } from "../server/record/bundle.ts"
import { readOptions, UsageError } from "./usage.ts"
import type { CommandIo } from "./verify.ts"

/** What the command needs of a running or stopped installation. */
export interface Archive {
  /** The source of a session's bundle; null when there is no such session. */
  source(session: string): Promise<BundleSource | null>
  close(): Promise<void>
}

/**
 * Writes a session's bundle to a file that appears whole and takes no other's place. Answers the exit code: 0 written,
 * 1 no such session, 2 no place to write to. Throws `UsageError`.
 */
export async function exportCommand(
  argv: readonly string[],
  io: CommandIo,
  open: (dataFolder: string | undefined) => Promise<Archive>,
): Promise<number> {
  const { session, out, data } = parse(argv)
  const path = resolve(out ?? `interview-${session}.zip`)
  const problem = await problemOf(path)
  if (problem !== null) {
    io.err(problem)
    return 2
  }
  const archive = await open(data)
  try {
    const source = await archive.source(session)
    if (!source) {
      io.err(`No interview ${session} is stored here. Its id is in the address of its page: /interview/ID`)
      return 1
    }
    const seen = { ended: false, signed: false }
    const bytes = await writeWhole(path, writeBundle({ ...source, events: noting(source.events, seen) }))
    io.out(`Wrote ${path} (${bytes} bytes).`)
    if (!seen.ended) io.out("The interview has not ended: the bundle holds what was recorded up to now.")
    if (!seen.signed)
      io.out("Nothing of it is signed yet, so it cannot be verified: export it again in a minute.")
    io.out(`Check it with: interviewlm verify ${path} --key ${source.key}`)
    return 0
  } finally {
    await archive.close()
  }
}

async function problemOf(path: string): Promise<string | null> {
  if (await stat(path).catch(() => null))
    return `${path} is there already: move it away, or choose another --out.`
  const folder = await stat(dirname(path)).catch(() => null)
  return folder?.isDirectory() ? null : `There is no folder ${dirname(path)} to write to.`
}

/** The same events, noting whether the interview's end and a checkpoint are among them. */
async function* noting<Event extends { type: string }>(
  events: AsyncIterable<Event>,
  seen: { ended: boolean; signed: boolean },
): AsyncGenerator<Event> {
  for await (const event of events) {
    seen.ended ||= event.type === "session.ended"
    seen.signed ||= event.type === "checkpoint.signed"
    yield event
  }
}

function parse(argv: readonly string[]): {
  session: string
  out: string | undefined
  data: string | undefined
} {
  const { values, positionals } = readOptions({
    args: [...argv],
    allowPositionals: true,
    options: { out: { type: "string" }, data: { type: "string" } },
  })
  const [session, ...more] = positionals
  if (session === undefined || more.length > 0) throw new UsageError("Name one interview by its id.")
  if (!/^[\w-]{1,64}$/.test(session)) throw new UsageError(`${session} is no interview's id.`)
  return { session, out: values.out, data: values.data }
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
