/** The audit log as a file: a line an entry, newest first. */
import { Readable } from "node:stream"
import { stringify } from "csv-stringify/sync"
import type { AuditEntry, AuditFormat } from "../../protocol/team.ts"
import type { AuditLog } from "./store.ts"

const AT_ONCE = 1_000

/** All entries of a team, read as they are asked for. */
export async function* everyEntry(log: AuditLog, team: string): AsyncIterable<AuditEntry> {
  let before: string | undefined
  do {
    const entries = await log.read(team, AT_ONCE, before)
    yield* entries
    before = entries.length === AT_ONCE ? entries.at(-1)?.id : undefined
  } while (before !== undefined)
}

const HEAD = ["time", "actor kind", "actor", "action", "target", "detail", "address"]

/** A cell that a spreadsheet would take for a formula is kept from being one. */
const row = (cells: readonly string[]): string => stringify([[...cells]], { escape_formulas: true })

function cellsOf({ at, actor, action, target, detail, address }: AuditEntry): string[] {
  const time = new Date(at).toISOString()
  return [time, actor.kind, actor.name, action, target, JSON.stringify(detail), address]
}

async function* csv(entries: AsyncIterable<AuditEntry>): AsyncIterable<string> {
  yield row(HEAD)
  for await (const entry of entries) yield row(cellsOf(entry))
}

async function* jsonLines(entries: AsyncIterable<AuditEntry>): AsyncIterable<string> {
  for await (const { at, ...entry } of entries)
    yield `${JSON.stringify({ time: new Date(at).toISOString(), ...entry })}\n`
}

/** By format: its media type, and how it is written. */
export const AUDIT_FILES: Record<
  AuditFormat,
  { type: string; write(entries: AsyncIterable<AuditEntry>): Readable }
> = {
  csv: { type: "text/csv; charset=utf-8", write: (entries) => Readable.from(csv(entries)) },
  jsonl: { type: "application/jsonl; charset=utf-8", write: (entries) => Readable.from(jsonLines(entries)) },
}
