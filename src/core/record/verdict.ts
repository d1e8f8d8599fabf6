/** What a verifier can find. */
import { fromUtf8 } from "./bytes.ts"

/** Events `from` to `to`, both included; one event when they are equal. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Report {
  readonly session: string
  readonly events: number
  readonly checkpoints: number
  /** Events 1 to `signed` are vouched for by the key. */
  readonly signed: number
  /** Events after the last checkpoint that nothing vouches for; null when there are none. */
  readonly unsigned: Span | null
  /** Events whose content this copy leaves out, and their types, each once. */
  readonly erased: number
  readonly erasedTypes: readonly string[]
  /** Did the interview come to its end within the signed part? */
  readonly ended: boolean
  readonly key: string
  readonly keyGiven: boolean
  /** Witness checkpoints that were compared. */
  readonly witnessed: number
  readonly documents: { readonly edits: number; readonly saves: number; readonly skipped: number }
}

export type Verdict =
  | { readonly outcome: "sound"; readonly report: Report }
  /** `first` is the first bad event, or the narrowest span that must hold it; null when no event is at fault. */
  | { readonly outcome: "tampered"; readonly reason: string; readonly first: Span | null }
  | { readonly outcome: "unreadable"; readonly reason: string }

/** Thrown inside the verifier to end it; never leaves it. */
export class Stop extends Error {
  readonly verdict: Verdict
  constructor(verdict: Verdict) {
    super("reason" in verdict ? verdict.reason : verdict.outcome)
    this.verdict = verdict
  }
}

export const tampered = (reason: string, first: Span | null = null): Stop =>
  new Stop({ outcome: "tampered", reason, first })
export const unreadable = (reason: string): Stop => new Stop({ outcome: "unreadable", reason })
export const at = (seq: number): Span => ({ from: seq, to: seq })

/** Decodes a member's text; a verdict of unreadable when it is not UTF-8. */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw unreadable(`${name} is not UTF-8 text`)
  }
}
