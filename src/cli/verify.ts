import { readFile } from "node:fs/promises"
import { type Bundle, readBundle, UnreadableBundle } from "../core/record/bundle.ts"
import type { Report, Span, Verdict } from "../core/record/verdict.ts"
import { verifyBundle } from "../core/record/verify.ts"
import { EVENT_DATA } from "../protocol/events.ts"
import { nodePrimitives } from "../server/record/crypto.ts"
import { readOptions, UsageError } from "./usage.ts"

/** Where a command writes; each call is a line. */
export interface CommandIo {
  out(line: string): void
  err(line: string): void
}

const EXIT = { sound: 0, tampered: 1, unreadable: 2 } as const

/** Checks a bundle offline. Answers the exit code: 0 sound, 1 tampered, 2 unreadable. Throws `UsageError`. */
export async function verifyCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const options = parse(argv)
  const verdict = await judge(options)
  if (options.json) io.out(JSON.stringify(verdict))
  else for (const line of explain(verdict)) io.out(line)
  return EXIT[verdict.outcome]
}

interface Options {
  bundle: string
  key: string | undefined
  witness: string | undefined
  json: boolean
}

function parse(argv: readonly string[]): Options {
  const { values, positionals } = readOptions({
    args: [...argv],
    allowPositionals: true,
    options: { key: { type: "string" }, witness: { type: "string" }, json: { type: "boolean" } },
  })
  const [bundle, ...more] = positionals
  if (bundle === undefined || more.length > 0) throw new UsageError("Name one bundle.")
  return { bundle, key: values.key, witness: values.witness, json: values.json ?? false }
}

async function judge({ bundle: path, key, witness: witnessPath }: Options): Promise<Verdict> {
  let bundle: Bundle
  let witness: string | undefined
  try {
    bundle = readBundle(await readGiven(path))
    if (witnessPath !== undefined) witness = (await readGiven(witnessPath)).toString("utf8")
  } catch (error) {
    if (error instanceof UnreadableBundle || error instanceof CannotRead)
      return { outcome: "unreadable", reason: error.message }
    throw error
  }
  return verifyBundle(bundle, {
    primitives: nodePrimitives,
    ...(key !== undefined && { key }),
    ...(witness !== undefined && { witness }),
  })
}

class CannotRead extends Error {}

async function readGiven(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code === "ENOENT" || code === "ENOTDIR") throw new CannotRead(`There is no file ${path}`)
    if (code === "EISDIR") throw new CannotRead(`${path} is a folder, not a file`)
    if (code === "EACCES") throw new CannotRead(`${path} may not be read by this user`)
    throw code === undefined ? error : new CannotRead(String(error))
  })
}

/** The verdict for a person, a line each. */
export function explain(verdict: Verdict): string[] {
  switch (verdict.outcome) {
    case "unreadable":
      return [`UNREADABLE: ${verdict.reason}.`]
    case "tampered":
      return [`TAMPERED: ${verdict.reason}.`, ...(verdict.first ? [firstBad(verdict.first)] : [])]
    case "sound":
      return explainSound(verdict.report)
  }
}

const spanOf = ({ from, to }: Span): string => (from === to ? `event ${from}` : `events ${from} to ${to}`)

function firstBad({ from, to }: Span): string {
  if (from === to) return `First bad event: ${from}.`
  return `First bad event: one of ${from} to ${to}; everything before ${from} is as it was signed.`
}

/** A type of no format of ours is any text at all, and is not printed. */
function kindsOf(types: readonly string[]): string {
  const known = types.filter((type) => Object.hasOwn(EVENT_DATA, type))
  return [...known, ...(known.length < types.length ? ["other types"] : [])].join(", ")
}

function explainSound(report: Report): string[] {
  const { signed, unsigned, erased, erasedTypes, documents, witnessed } = report
  const lines = [
    `SOUND: interview ${report.session}, ${report.events} events, ${report.checkpoints} checkpoints.`,
    unsigned
      ? `Covered by the last checkpoint: events 1 to ${signed}. They are what was signed, whole and in order.`
      : `Covered by the last checkpoint: all ${signed} events. They are what was signed, whole and in order.`,
    ...(unsigned
      ? [`Not covered: ${spanOf(unsigned)}, recorded after it. Nothing in this bundle proves them.`]
      : []),
    `Signed with: ${report.key}`,
    `Documents: ${documents.edits} edits replayed; ${documents.saves} saves and snapshots are exactly what they make.`,
  ]
  if (!report.keyGiven)
    lines.push(
      "No --key was given, so the bundle's own key was used: compare it with the one the company published.",
    )
  if (witnessed > 0) lines.push(`Witness: ${witnessed} checkpoints kept by a browser agree with the record.`)
  if (!report.ended)
    lines.push(
      "The interview's end is not among the covered events: it was going on when the bundle was made, or its end was cut off.",
    )
  if (erased > 0)
    lines.push(
      `This copy leaves out the content of ${erased === 1 ? "1 event" : `${erased} events`} (${kindsOf(erasedTypes)}): withheld from its reader, or erased. That they happened, when and in which order stands.`,
    )
  if (documents.skipped > 0)
    lines.push(
      `${documents.skipped} document events could not be replayed, because the content of an earlier one is left out.`,
    )
  return lines
}
