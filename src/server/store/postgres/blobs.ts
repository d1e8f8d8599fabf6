import { createHash } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import type { Blobs } from "../store.ts"
import { blobs } from "./schema.ts"

export function openBlobs(db: NodePgDatabase): Blobs {
  return {
    async put(bytes) {
      const digest = createHash("sha256").update(bytes).digest()
      await db
        .insert(blobs)
        .values({ digest, bytes })
        .onConflictDoUpdate({ target: blobs.digest, set: { putAt: sql`now()` } })
      return digest.toString("hex")
    },

    async get(digest) {
      const [found] = await db
        .select({ bytes: blobs.bytes })
        .from(blobs)
        .where(eq(blobs.digest, Buffer.from(digest, "hex")))
      return found?.bytes ?? null
    },
  }
}
