/** Where a request comes from, whatever stands between. */
import type { IncomingMessage } from "node:http"
import { BlockList, isIPv6 } from "node:net"

/** A proxy stands on this machine or in the same private network; what anybody else says of themselves counts not. */
const NEAR = new BlockList()
NEAR.addSubnet("127.0.0.0", 8)
NEAR.addSubnet("10.0.0.0", 8)
NEAR.addSubnet("172.16.0.0", 12)
NEAR.addSubnet("192.168.0.0", 16)
NEAR.addAddress("::1", "ipv6")
NEAR.addSubnet("fc00::", 7, "ipv6")

export function isNear(address: string): boolean {
  return isIPv6(address) ? NEAR.check(address, "ipv6") : NEAR.check(address)
}

/** The last address in the chain of proxies that is not one of them. */
export function addressOf({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): string {
  const told = headers["x-forwarded-for"]
  const chain = (Array.isArray(told) ? told.join(",") : (told ?? "")).split(",").map((part) => part.trim())
  let address = socket.remoteAddress ?? ""
  for (const before of chain.toReversed()) {
    if (before === "" || !isNear(address)) break
    address = before
  }
  return address
}
