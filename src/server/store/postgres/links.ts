import { createHash, randomBytes } from "node:crypto"
import { and, eq } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import type { Links } from "../store.ts"
import { links } from "./schema.ts"

const TOKEN_BYTES = 32

export function openLinks(db: NodePgDatabase): Links {
  return {
    async create(link, expiresAt) {
      const token = randomBytes(TOKEN_BYTES).toString("base64url")
      await db.insert(links).values({ ...link, digest: digestOf(token), expiresAt })
      return { token }
    },

    async resolve(token, now) {
      const [found] = await db
        .select()
        .from(links)
        .where(eq(links.digest, digestOf(token)))
      if (!found) return { outcome: "unknown" }
      if (found.revoked) return { outcome: "revoked" }
      if (found.expiresAt <= now) return { outcome: "expired" }
      return { outcome: "ok", link: { session: found.session, role: found.role, name: found.name } }
    },

    async revoke(session, role) {
      const which = role ? and(eq(links.session, session), eq(links.role, role)) : eq(links.session, session)
      await db.update(links).set({ revoked: true }).where(which)
    },
  }
}

export function digestOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest()
}
