/** What a scripted model answers: the words in which tests write it, whichever wire format it is then sent in. */

export type Item =
  | {
      kind: "text" | "thinking"
      text: string
      splitEvery: number
      perSecond: number | null
      signature: string
    }
  | { kind: "redacted"; data: string }
  | {
      kind: "call"
      tool: string
      json: string
      id: string | null
      splitEvery: number
      holds: readonly Hold[]
    }
  | { kind: "hold"; until: Promise<unknown> }
  | { kind: "ping" }
  | { kind: "fail"; status: number; type: string; message: string; headers: Readonly<Record<string, string>> }
  | { kind: "error"; type: string; message: string }
  | { kind: "cut" }
  | { kind: "hang" }
  | { kind: "stop"; reason: StopReason }
  | { kind: "raw"; text: string }

/** As the Anthropic API names them; the other server translates. */
export type StopReason =
  | "end_turn"
  | "tool_use"
  | "max_tokens"
  | "refusal"
  | "pause_turn"
  | "model_context_window_exceeded"

/** The stream stands still before the character with this index of the call's JSON until the promise settles. */
export interface Hold {
  at: number
  until: Promise<unknown>
}

export type Step = Item | readonly Item[]

/** Answers the request with this index, from 0. It may wait before it answers. */
export type Script = (request: WireRequest, index: number) => Step | Promise<Step>

/** A request as it came in. */
export interface WireRequest {
  method: string
  path: string
  headers: Readonly<Record<string, string | undefined>>
  /** Byte for byte. */
  raw: string
  body: Readonly<Record<string, unknown>>
  /** All text of the last message that a person wrote, "" when there is none. */
  lastUser: string
  /** The tool results at the end of the request, in their order. */
  results: readonly { call: string; text: string; ok: boolean }[]
  /** Ends when the client went away before the answer was whole. */
  gone: Promise<void>
}

/** A model behind a port of this machine. */
export interface WireModel {
  /** Its address as a person would configure it, without `/v1` or a slash at the end. */
  readonly url: string
  /** Those it was asked so far, refused ones among them; not those for a list of models. */
  readonly requests: readonly WireRequest[]
  close(): Promise<void>
}

export interface WireOptions {
  /** Bytes in one piece of the network; left out, an event is a piece. 1 tears each character apart. */
  chunkBytes?: number
  /** The one key that is let in; left out, any. */
  key?: string
  /** The models there are; left out, any. */
  models?: readonly string[]
}

export const say = (text: string, options: { splitEvery?: number } = {}): Item => ({
  kind: "text",
  text,
  splitEvery: options.splitEvery ?? 16,
  perSecond: null,
  signature: "",
})

/** Thinking, or its summary; "" is thinking that is not shown. */
export const think = (text: string, options: { signature?: string; splitEvery?: number } = {}): Item => ({
  kind: "thinking",
  text,
  splitEvery: options.splitEvery ?? 16,
  perSecond: null,
  signature: options.signature ?? `signed:${text.length}`,
})

/** Thinking that only the model can read. */
export const redacted = (data: string): Item => ({ kind: "redacted", data })

/** A tool call; `input` as a string is sent as it is, so that it can be malformed. */
export const call = (
  tool: string,
  input: unknown,
  options: { id?: string; splitEvery?: number; holds?: readonly Hold[] } = {},
): Item => ({
  kind: "call",
  tool,
  json: typeof input === "string" ? input : JSON.stringify(input),
  id: options.id ?? null,
  splitEvery: options.splitEvery ?? 16,
  holds: options.holds ?? [],
})

/** Nothing more is sent until the promise settles. */
export const hold = (until: Promise<unknown>): Item => ({ kind: "hold", until })

export const ping = (): Item => ({ kind: "ping" })

const FAILURES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  529: "overloaded_error",
}

/** Instead of an answer; stands alone. `retryAfter` is seconds, or a date as the header has it. */
export const fail = (
  status: number,
  options: { retryAfter?: number | string; retryAfterMs?: number; message?: string } = {},
): Item => ({
  kind: "fail",
  status,
  type: FAILURES[status] ?? "api_error",
  message: options.message ?? `failed with ${status}`,
  headers: {
    ...(options.retryAfter !== undefined && { "retry-after": String(options.retryAfter) }),
    ...(options.retryAfterMs !== undefined && { "retry-after-ms": String(options.retryAfterMs) }),
  },
})

/** An error event in the middle of the answer, which ends there. */
export const error = (type = "overloaded_error", message = "Overloaded"): Item => ({
  kind: "error",
  type,
  message,
})

/** The connection breaks. */
export const cut = (): Item => ({ kind: "cut" })

/** Nothing comes any more, until the client leaves. */
export const hang = (): Item => ({ kind: "hang" })

/**
 * Why the answer ends; without it `tool_use` when it called a tool, else `end_turn`. After a call whose `input` is a
 * string without its end, `stop("max_tokens")` is a call that was cut off.
 */
export const stop = (reason: StopReason): Item => ({ kind: "stop", reason })

/** Bytes of the answer as they are, for what other servers say otherwise; alone, it is all of the answer. */
export const raw = (text: string): Item => ({ kind: "raw", text })

/** Words of four characters, each an event of its own, at this pace; all at once without one. */
export const tokens = (count: number, perSecond?: number): Item => ({
  kind: "text",
  text: Array.from({ length: count }, (_, index) => ` ${String(index % 1_000).padStart(3, "0")}`).join(""),
  splitEvery: 4,
  perSecond: perSecond ?? null,
  signature: "",
})

/** The pieces of a text, never within a surrogate pair. */
export function split(text: string, every: number): string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    let until = Math.min(from + every, text.length)
    const last = text.charCodeAt(until - 1)
    if (last >= 0xd800 && last <= 0xdbff && until < text.length) until++
    pieces.push(text.slice(from, until))
    from = until
  }
  return pieces
}

/** A call's JSON, cut every so many characters and where it is held. */
export function pieces({ json, splitEvery, holds }: Extract<Item, { kind: "call" }>): string[] {
  const cuts = [0, ...holds.map(({ at }) => at), json.length].toSorted((a, b) => a - b)
  return cuts.flatMap((from, which) => split(json.slice(from, cuts[which + 1] ?? from), splitEvery))
}
