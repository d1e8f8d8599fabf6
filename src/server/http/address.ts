/** Where a request comes from, whatever stands between. */
import type { IncomingMessage } from "node:http"
import { BlockList, isIP, isIPv6 } from "node:net"

/** Whether an address is a proxy's whose word on who asked is taken. */
export type IsProxy = (address: string) => boolean

const HEADER = "x-forwarded-for"

/** This machine, and each of `named`: an address, or a subnet such as 10.0.0.0/8. Throws `Error` for what is neither. */
export function proxiesOf(named: readonly string[]): IsProxy {
  const list = new BlockList()
  for (const one of ["127.0.0.0/8", "::1", ...named]) {
    const [address = "", bits] = one.split("/")
    const family = isIPv6(address) ? "ipv6" : "ipv4"
    if (isIP(address) === 0) throw new Error(`${one} is no address`)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => list.check(bare(address), isIPv6(bare(address)) ? "ipv6" : "ipv4")
}

/** Leaves in the request's headers the one address it comes from: asked once, before anybody reads them. */
export function settleAddress(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  isProxy: IsProxy,
): void {
  const told = headers[HEADER]
  const chain = (Array.isArray(told) ? told.join(",") : (told ?? "")).split(",").map((part) => part.trim())
  let address = socket.remoteAddress ?? ""
  for (const before of chain.toReversed()) {
    if (isIP(before) === 0 || !isProxy(address)) break
    address = before
  }
  headers[HEADER] = bare(address)
}

/** As `settleAddress` left it. */
export function addressOf({ headers }: Pick<IncomingMessage, "headers">): string {
  return String(headers[HEADER] ?? "")
}

/** An IPv4 address as such, also where a socket of both kinds tells it. */
const bare = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "")
