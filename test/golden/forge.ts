/** Takes bundles apart and puts them together again, as a forger would. */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { type Manifest, MANIFEST, readBundle, UnreadableBundle } from "../../src/core/record/bundle.ts"
import { hex } from "../../src/core/record/bytes.ts"
import { canonical } from "../../src/core/record/canonical.ts"
import { commit, entryLeaf, formatEntry, frameOf, parseEntry } from "../../src/core/record/entry.ts"
import type { Verdict } from "../../src/core/record/verdict.ts"
import { verifyBundle } from "../../src/core/record/verify.ts"
import { nodePrimitives, sha256 } from "../../src/server/record/crypto.ts"

export type Members = Record<string, Uint8Array>

export const unpack = (zip: Uint8Array): Members => unzipSync(zip)

export const linesOf = (members: Members): string[] =>
  strFromU8(members["events.jsonl"] ?? new Uint8Array())
    .split("\n")
    .slice(0, -1)

export const withLines = (members: Members, lines: readonly string[]): Members => ({
  ...members,
  "events.jsonl": strToU8(lines.map((line) => `${line}\n`).join("")),
})

/** A manifest that fits whatever the members are now. */
export function withManifest(members: Members, claims: Partial<Manifest> = {}): Members {
  const { [MANIFEST]: old, ...rest } = members
  const manifest: Manifest = {
    ...(JSON.parse(strFromU8(old ?? new Uint8Array())) as Manifest),
    events: linesOf(members).length,
    checkpoints: Object.keys(rest).filter((name) => name.startsWith("checkpoints/")).length,
    members: Object.fromEntries(
      Object.entries(rest).map(([name, bytes]) => [
        name,
        { bytes: bytes.length, sha256: hex(sha256(bytes)) },
      ]),
    ),
    ...claims,
  }
  return { ...rest, [MANIFEST]: strToU8(canonical(manifest)) }
}

/** The line with other content and a leaf that fits it, as a forger who knows the format writes it. */
export function rewritten(
  line: string,
  change: (raw: Record<string, unknown>) => Record<string, unknown>,
): string {
  const entry = parseEntry(change(JSON.parse(line) as Record<string, unknown>))
  const { payload } = entry
  const commitment =
    "commitment" in payload
      ? payload.commitment
      : hex(commit(sha256, Buffer.from(payload.salt, "hex"), canonical(payload.data)))
  return formatEntry({ ...entry, leaf: hex(entryLeaf(sha256, frameOf(entry.envelope), commitment)) })
}

/** Renumbers lines from 1 on, each with a fitting leaf. */
export const renumbered = (lines: readonly string[]): string[] =>
  lines.map((line, i) => rewritten(line, (raw) => ({ ...raw, seq: i + 1 })))

/** The verdict over a zip's bytes. */
export async function judge(
  zip: Uint8Array,
  options: { key?: string; witness?: string } = {},
): Promise<Verdict> {
  try {
    return await verifyBundle(readBundle(zip), { primitives: nodePrimitives, ...options })
  } catch (error) {
    if (error instanceof UnreadableBundle) return { outcome: "unreadable", reason: error.message }
    throw error
  }
}

export const judgeMembers = (members: Members, options: { key?: string; witness?: string } = {}) =>
  judge(zipSync(members, { level: 0 }), options)
