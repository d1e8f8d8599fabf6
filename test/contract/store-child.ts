/**
 * A server of one's own for tests that kill it. `migrate CONNECTION` opens a store on a database and closes it;
 * `write DATA_DIR SESSION` opens the data folder and appends to a new session until killed, printing each number acknowledged.
 */
import { randomUUID } from "node:crypto"
import { systemClock } from "../../src/server/clock.ts"
import { openStore } from "../../src/server/store/open.ts"
import { openPostgresStore } from "../../src/server/store/postgres/postgres.ts"
import { createHeld, eventsFrom } from "./store-events.ts"

const [mode, place = ""] = process.argv.slice(2)
const log = (message: string) => process.stderr.write(`${message}\n`)
const clock = systemClock

if (mode === "migrate") {
  const store = await openPostgresStore({ connection: JSON.parse(place), node: randomUUID(), clock, log })
  await store.close()
} else {
  const store = await openStore({ dataDir: place, clock, log })
  const lease = await createHeld(store)
  process.stdout.write(`${lease.session}\n`)
  for (let seq = 2; ; seq++) {
    await store.journal.append(lease, eventsFrom(lease.session, seq))
    process.stdout.write(`${seq}\n`)
  }
}
