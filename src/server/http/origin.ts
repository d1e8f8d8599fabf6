import type { IncomingHttpHeaders } from "node:http"
import { AppError } from "../../protocol/errors.ts"

/**
 * Browsers send `Origin` with every request that changes something; another site's is refused. This site is the host
 * that was asked, and the public address, which a proxy may have hidden.
 */
export function sameOrigin({ headers }: { headers: IncomingHttpHeaders }, publicUrl: string | null): void {
  const { origin, host } = headers
  if (origin === undefined || (publicUrl !== null && origin === new URL(publicUrl).origin)) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new AppError("wrong-origin")
}
