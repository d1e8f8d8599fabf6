/** Reads whatever an attempt to ask a model may throw. Pure; what it answers holds no key and no address with one. */
import { APICallError } from "@ai-sdk/provider"
import { z } from "zod"
import type { ModelFault } from "../../../protocol/assistance.ts"
import { ModelError } from "./model.ts"

/** Who was asked, for words that say what to do. */
export interface Asked {
  readonly model: string
  /** The provider's host. */
  readonly host: string
  /** Taken out of everything the provider says. */
  readonly key: string | null
}

/** An error as providers tell of it in the middle of an answer, whichever of them. */
const Told = z.object({
  message: z.string().optional(),
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
  statusCode: z.number().nullish(),
})
type Told = z.infer<typeof Told>
/** Some servers say it without a wrapping. */
const Body = z.union([
  z.object({ error: z.union([Told, z.string()]) }),
  Told.transform((error) => ({ error })),
])

const TOO_LONG =
  /prompt is too long|context[ _](?:length|window)|maximum context|too many (?:input )?tokens|exceeds? (?:the )?(?:available )?context|reduce the length/i
const NO_MONEY = /insufficient_quota|credit balance|exceeded your current quota|billing/i

/** What is wrong, from what was thrown; `begun` when the answer had begun to come. `now` is for dates in headers. */
export function faultOf(error: unknown, asked: Asked, begun: boolean, now: number): ModelError {
  if (error instanceof ModelError) return error
  if (APICallError.isInstance(error) && error.statusCode !== undefined && error.statusCode >= 400) {
    const wait = retryAfter(error.responseHeaders ?? {}, now)
    return byStatus(error.statusCode, told(error.responseBody) ?? { message: error.message }, asked, wait)
  }
  const inside = Told.safeParse(error)
  if (inside.success && !(error instanceof Error)) {
    const status = inside.data.statusCode ?? statusOf(inside.data)
    return byStatus(status, inside.data, asked, null)
  }
  const code = networkCode(error)
  if (code === null && !begun && !APICallError.isInstance(error))
    return fail("server-error", `${asked.host} answered what cannot be read.`, true)
  return byNetwork(code, asked, begun)
}

/** The answer ended before it was whole. */
export const cutOff = (asked: Asked): ModelError =>
  fail("cut-off", `The connection to ${asked.host} broke in the middle of the answer.`, true)

/** Nothing came for that long. */
export const silent = (asked: Asked, ms: number): ModelError =>
  fail("timeout", `${asked.host} said nothing for ${Math.round(ms / 1_000)} s.`, true)

/** The answer has a shape that nobody can act on. */
export const unreadable = (asked: Asked): ModelError =>
  fail("server-error", `${asked.host} answered what cannot be read.`, true)

function byStatus(
  status: number,
  { message = "", type, code }: Told,
  asked: Asked,
  wait: number | null,
): ModelError {
  const said = quote(message, asked)
  const words = `${message} ${type ?? ""} ${code ?? ""}`
  const { host, model } = asked
  const again = (fault: ModelFault, text: string) => fail(fault, text, true, wait)
  const never = (fault: ModelFault, text: string) => fail(fault, text, false)

  if (status === 401 && asked.key === null)
    return never("no-key", `${host} wants a key (401). Set one for the model.`)
  if (status === 401 || status === 403)
    return never(
      "wrong-key",
      `${host} refused the key (${status}). Check the key of the model, and that it may use ${model}.`,
    )
  if (status === 404)
    return never(
      "unknown-model",
      `${host} knows no model ${model} (404). Check the name and the address of the model.`,
    )
  if (status === 413 || (status === 400 && TOO_LONG.test(words)))
    return never("too-long", `The conversation is longer than ${model} can read.${said}`)
  if (status === 402 || NO_MONEY.test(words))
    return never(
      "refused-request",
      `${host} does not answer until its account is in order (${status}).${said}`,
    )
  if (status === 429) return again("rate-limited", `${host} is asked too often at the moment (429).${said}`)
  if (status === 503 || status === 529) return again("overloaded", `${host} has too much to do (${status}).`)
  if (status === 408 || status === 504) return again("timeout", `${host} took too long (${status}).`)
  if (status === 409 || status === 425 || status >= 500)
    return again("server-error", `${host} failed (${status}).${said}`)
  return never("refused-request", `${host} refused the request (${status}).${said}`)
}

/** The status that an error in the middle of an answer would have had. */
function statusOf({ type, code }: Told): number {
  if (typeof code === "number" && code >= 400 && code < 600) return code
  const name = `${type ?? ""} ${code ?? ""}`
  if (/overloaded|unavailable/.test(name)) return 529
  if (/rate_limit/.test(name)) return 429
  if (/authentication|invalid_api_key/.test(name)) return 401
  if (/permission/.test(name)) return 403
  if (/not_found/.test(name)) return 404
  if (/too_large/.test(name)) return 413
  return /invalid_request|context_length/.test(name) ? 400 : 500
}

const UNREACHABLE =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EACCES)$/
const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)|EPROTO/
/** Nothing a moment changes: a name that does not exist, a certificate that is not trusted. */
const LASTING = /^(?:ENOTFOUND|EACCES)$/

function byNetwork(code: string | null, asked: Asked, begun: boolean): ModelError {
  const { host } = asked
  if (begun) return cutOff(asked)
  if (code !== null && TLS.test(code))
    return fail(
      "unreachable",
      `${host} has no certificate that is trusted here (${code}). Check the address of the model.`,
      false,
    )
  if (code !== null && UNREACHABLE.test(code))
    return fail(
      "unreachable",
      `${host} cannot be reached (${code}). Check the address of the model, and this server's way to the network.`,
      !LASTING.test(code),
    )
  if (code === "UND_ERR_HEADERS_TIMEOUT") return fail("timeout", `${host} took too long.`, true)
  return fail("cut-off", `${host} closed the connection before it answered${code ? ` (${code})` : ""}.`, true)
}

/** The code of the network's own error, however deep it is wrapped. */
function networkCode(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++)
    if ("code" in at && typeof at.code === "string") return at.code
  return null
}

function told(body: string | undefined): Told | null {
  if (body === undefined) return null
  try {
    const { error } = Body.parse(JSON.parse(body))
    return typeof error === "string" ? { message: error } : error
  } catch {
    return null
  }
}

/** What the provider said, short and without the key. */
function quote(message: string, { key }: Asked): string {
  const plain = message.replaceAll(/\p{C}+/gu, " ").trim()
  const safe = (key ? plain.replaceAll(key, "(key)") : plain).replaceAll(/\bsk-[\w*.-]+/g, "(key)")
  return safe === "" ? "" : ` It says: ${safe.slice(0, 300)}`
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110), in milliseconds from now. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const exact = headers["retry-after-ms"]
  if (exact !== undefined && /^\d+(?:\.\d+)?$/.test(exact)) return Math.ceil(Number(exact))
  const given = headers["retry-after"]?.trim()
  if (given === undefined || given === "") return null
  if (/^\d+(?:\.\d+)?$/.test(given)) return Math.ceil(Number(given) * 1_000)
  const date = Date.parse(given)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

function fail(fault: ModelFault, message: string, able: boolean, afterMs: number | null = null): ModelError {
  return new ModelError(fault, message, { able, afterMs })
}
