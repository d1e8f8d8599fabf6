import type { IncomingHttpHeaders } from "node:http"
import { AppError } from "../../protocol/errors.ts"

/** Browsers send `Origin` with every request that changes something; another site's is refused. */
export function sameOrigin({ headers }: { headers: IncomingHttpHeaders }): void {
  const { origin, host } = headers
  if (origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new AppError("wrong-origin")
}
