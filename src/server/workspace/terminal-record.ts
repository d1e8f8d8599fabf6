/** How much of a terminal's output the record keeps: all of it, until it floods. */
import { createHash } from "node:crypto"
import type { EventData } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"

const HEAD_BYTES = 1 << 10
const TAIL_BYTES = 4 << 10
const WINDOW_MS = 1_000

export interface Burst {
  since: number
  bytes: number
}

/** The burst after `bytes` more at `now`: within a second of its start it grows, later it begins anew. */
export function burst(before: Burst, now: number, bytes: number): Burst {
  return now - before.since < WINDOW_MS
    ? { since: before.since, bytes: before.bytes + bytes }
    : { since: now, bytes }
}

/**
 * The event for a stretch of output. In a flood (more than `LIMITS.terminal.floodBytes` within a second) it holds the
 * stretch's head and tail, and length and SHA-256 of what lies between, so that the whole can still be checked.
 */
export function outputData(
  terminal: string,
  offset: number,
  data: Buffer,
  flooding: boolean,
): EventData<"terminal.output"> {
  if (!flooding || data.byteLength <= HEAD_BYTES + TAIL_BYTES) {
    return { terminal, offset, head: data.toString("base64") }
  }
  const middle = data.subarray(HEAD_BYTES, data.byteLength - TAIL_BYTES)
  return {
    terminal,
    offset,
    head: data.subarray(0, HEAD_BYTES).toString("base64"),
    omitted: { bytes: middle.byteLength, digest: createHash("sha256").update(middle).digest("hex") },
    tail: data.subarray(data.byteLength - TAIL_BYTES).toString("base64"),
  }
}

export const isFlood = (one: Burst): boolean => one.bytes > LIMITS.terminal.floodBytes
