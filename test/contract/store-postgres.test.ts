import { randomUUID } from "node:crypto"
import { openPostgresStore } from "../../src/server/store/postgres/postgres.ts"
import { withPostgres } from "../support/postgres.ts"
import { storeContract } from "./store.ts"

const postgres = withPostgres()

storeContract("PostgreSQL", async () => {
  const connection = await postgres().createDatabase()
  return {
    open: ({ clock, usurper = false }) =>
      openPostgresStore({ connection, node: randomUUID(), soleOwner: usurper, clock, log: () => undefined }),
    close: async () => undefined,
  }
})
