/** One message to one address, which must not be inside this network unless that is allowed. */
import { lookup } from "node:dns"
import type { LookupAddress, LookupAllOptions } from "node:dns"
import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import { BlockList, isIP, isIPv6 } from "node:net"
import type { LookupFunction } from "node:net"

export interface Sent {
  /** Of the answer; null where there was none. */
  status: number | null
  /** Why it does not count as delivered; null when it does. */
  problem: string | null
  /** The address is inside this network, where this server may not go: asking again changes nothing. */
  refused: boolean
}

const TIMEOUT_MS = 15_000

/** What is reached from this machine and not from the internet. */
const INSIDE = new BlockList()
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
] as const)
  INSIDE.addSubnet(net, bits)
for (const [net, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  INSIDE.addSubnet(net, bits, "ipv6")

export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return INSIDE.check(mapped)
  return isIPv6(address) ? INSIDE.check(address, "ipv6") : INSIDE.check(address)
}

const REFUSED =
  "The address is inside this network. Start the server with INTERVIEWLM_WEBHOOKS_INSIDE=yes to allow that."

class RefusedError extends Error {}

/** Why a webhook may not go there, as far as its address tells without asking for a name; null where it may. */
export function insideSaid(url: string): string | null {
  const host = hostOf(url)
  const inside = isIP(host) === 0 ? /^(.+\.)?localhost\.?$/i.test(host) : isInside(host)
  return inside ? REFUSED : null
}

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, "")

type FindAll = (
  hostname: string,
  options: LookupAllOptions,
  done: (failure: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/** Looks a name up and refuses what it finds where it is inside: asked of the very address that is connected to. */
export function lookupOutside(find: FindAll): LookupFunction {
  return (hostname, options, done) => {
    find(hostname, { ...options, all: true }, (failure, found) => {
      if (failure) return done(failure, "", 0)
      const [first] = found
      if (!first || found.some(({ address }) => isInside(address)))
        return done(new RefusedError(REFUSED), "", 0)
      // Node asks for all of them where it tries several at once.
      if (options.all) done(null, found)
      else done(null, first.address, first.family)
    })
  }
}

/** Posts `body`. Redirects are not followed. Never rejects. */
export function send(
  url: string,
  headers: Record<string, string>,
  body: string,
  { insideAllowed }: { insideAllowed: boolean },
): Promise<Sent> {
  const { protocol } = new URL(url)
  const inside = insideAllowed ? null : insideSaid(url)
  if (inside !== null) return Promise.resolve({ status: null, problem: inside, refused: true })
  return new Promise((resolve) => {
    const request = (protocol === "https:" ? requestHttps : requestHttp)(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(!insideAllowed && { lookup: lookupOutside(lookup) }),
      },
      (answer) => {
        const status = answer.statusCode ?? 0
        answer.on("error", () => undefined)
        answer.resume()
        const taken = status >= 200 && status < 300
        resolve({ status, problem: taken ? null : `The receiver answered ${status}.`, refused: false })
      },
    )
    request.on("error", (failure) => {
      const late = failure.name === "AbortError" || failure.name === "TimeoutError"
      const problem = late ? `No answer within ${TIMEOUT_MS / 1_000} s.` : failure.message
      resolve({ status: null, problem, refused: failure instanceof RefusedError })
    })
    request.end(body)
  })
}
