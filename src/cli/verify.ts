import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { type Bundle, readBundle, UnreadableBundle } from "../core/record/bundle.ts"
import type { Report, Span, Verdict } from "../core/record/verdict.ts"
import { verifyBundle } from "../core/record/verify.ts"
import { nodePrimitives } from "../server/record/crypto.ts"

/** Where a command writes; each call is a line. */
export interface CommandIo {
  out(line: string): void
  err(line: string): void
}

const USAGE = "usage: interviewlm verify BUNDLE [--key VKEY] [--witness FILE] [--json]"

const EXIT = { sound: 0, tampered: 1, unreadable: 2 } as const

/** Checks a bundle offline. Answers the exit code: 0 sound, 1 tampered, 2 unreadable or wrongly called. */
export async function verifyCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const options = parse(argv)
  if (!options) {
    io.err(USAGE)
    return EXIT.unreadable
  }
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

function parse(argv: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { key: { type: "string" }, witness: { type: "string" }, json: { type: "boolean" } },
    })
    const [bundle, ...more] = positionals
    if (bundle === undefined || more.length > 0) return null
    return { bundle, key: values.key, witness: values.witness, json: values.json ?? false }
  } catch {
    return null
  }
}

async function judge({ bundle: path, key, witness: witnessPath }: Options): Promise<Verdict> {
  let bundle: Bundle
  let witness: string | undefined
  try {
    bundle = readBundle(await readFile(path))
    if (witnessPath !== undefined) witness = await readFile(witnessPath, "utf8")
  } catch (error) {
    if (error instanceof UnreadableBundle) return { outcome: "unreadable", reason: error.message }
    if (error instanceof Error && "code" in error) return { outcome: "unreadable", reason: error.message }
    throw error
  }
  return verifyBundle(bundle, {
    primitives: nodePrimitives,
    ...(key !== undefined && { key }),
    ...(witness !== undefined && { witness }),
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

function firstBad({ from, to }: Span): string {
  if (from === to) return `First bad event: ${from}.`
  return `First bad event: one of ${from} to ${to}; everything before ${from} is as it was signed.`
}

function explainSound(report: Report): string[] {
  const { signed, unsigned, erased, documents, witnessed } = report
  const lines = [
    `SOUND: interview ${report.session}, ${report.events} events, ${report.checkpoints} checkpoints.`,
    `Signed: events 1 to ${signed}, by ${report.key}`,
    `Documents: ${documents.edits} edits replayed; ${documents.saves} saves and snapshots are exactly what they make.`,
  ]
  if (!report.keyGiven)
    lines.push(
      "No --key was given, so the bundle's own key was used: compare it with the one the company published.",
    )
  if (witnessed > 0) lines.push(`Witness: ${witnessed} checkpoints kept by a browser agree with the record.`)
  if (unsigned)
    lines.push(`Not yet signed: events ${unsigned.from} to ${unsigned.to}. Nothing proves them so far.`)
  if (!report.ended) lines.push("The signed record does not reach the end of the interview.")
  if (erased > 0)
    lines.push(
      `Erased: the content of ${erased} events was removed; that they happened, when and in which order stands.`,
    )
  if (documents.skipped > 0)
    lines.push(
      `${documents.skipped} document events could not be replayed, because an earlier one was erased.`,
    )
  return lines
}
