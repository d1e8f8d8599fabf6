/** A question folder as one blob, the same bytes for the same files. */
import { z } from "zod"
import { MANIFEST, readQuestion } from "../../core/question.ts"
import { digestOf } from "./library.ts"
import type { StoredQuestion } from "./library.ts"

const Sealed = z.object({ folder: z.string(), files: z.record(z.string(), z.base64()) })

export function seal({ question, files }: StoredQuestion): Uint8Array {
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const encoded = sorted.map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")])
  return Buffer.from(JSON.stringify({ folder: question.manifest.id, files: Object.fromEntries(encoded) }))
}

/** Throws `Error` when the blob is no question that was sealed. */
export function unseal(blob: Uint8Array): StoredQuestion {
  const { folder, files: encoded } = Sealed.parse(JSON.parse(Buffer.from(blob).toString()))
  const files = new Map(Object.entries(encoded).map(([path, text]) => [path, Buffer.from(text, "base64")]))
  const read = readQuestion(folder, files.get(MANIFEST)?.toString() ?? null, [...files.keys()])
  if (!read.ok) throw new Error(`The sealed question ${folder} does not read: ${read.faults[0]?.problem}`)
  return { question: read.question, version: digestOf(files), files }
}
