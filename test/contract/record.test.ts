import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { exportCommand } from "../../src/cli/export.ts"
import { verifyCommand } from "../../src/cli/verify.ts"
import type { Draft, JournalEvent } from "../../src/protocol/events.ts"
import { systemClock } from "../../src/server/clock.ts"
import { loadOrCreateSigningKey } from "../../src/server/record/key.ts"
import { createNotary, KEY_NAME } from "../../src/server/record/notary.ts"
import { bundleSource } from "../../src/server/record/source.ts"
import { openPostgresStore } from "../../src/server/store/postgres/postgres.ts"
import { withPostgres } from "../support/postgres.ts"
import { createHeld, readAll } from "./store-events.ts"

const postgres = withPostgres()

test("[REC15] what the database gives back is, to the byte, what was signed before it was stored", async () => {
  const dir = await mkdtemp(join(tmpdir(), "record-"))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const store = await openPostgresStore({
    connection: await postgres().createDatabase(),
    node: randomUUID(),
    soleOwner: true,
    clock: systemClock,
    log: () => undefined,
  })
  onTestFinished(() => store.close())
  const notary = createNotary({ privateKey: await loadOrCreateSigningKey(dir), keyName: KEY_NAME })
  const lease = await createHeld(store)
  const { session } = lease
  const log = notary.open(session, await store.sessions.saltKey(session))
  log.add(await readAll(store, session))

  async function record(act: Pick<Draft, "type" | "data">): Promise<void> {
    const event = {
      session,
      seq: log.size + 1,
      at: 5_000 + log.size,
      actor: { kind: "candidate", id: "c1" },
      question: null,
      v: 1,
      ...act,
    } as JournalEvent
    log.add([event])
    await store.journal.append(lease, [event])
  }

  for (const reason of ["Zoë 👩‍💻", 'a\u0001\u2028\u007f"\\', "\uFFFD\uFFFE", "ﬃ \u0301", "😀".repeat(50)])
    await record({ type: "session.paused", data: { reason } })
  for (const clientAt of [0.1, -0, 1e21, 5e-324, 2 ** 53, 1 / 3])
    await record({ type: "presence.focus", data: { focused: true, clientAt } })
  await record({ type: "session.ended", data: { reason: "submitted" } })
  expect(log.due(0)).toBe(true)
  await record({ type: "checkpoint.signed", data: log.sign() })

  const lines: string[] = []
  const io = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) }
  const file = join(dir, "out.zip")
  const open = async () => ({
    source: (id: string) => bundleSource(store, notary.key, id),
    close: async () => undefined,
  })
  expect(await exportCommand([session, "--out", file], io, open), lines.join("\n")).toBe(0)
  expect(await verifyCommand([file, "--key", notary.key], io), lines.join("\n")).toBe(0)
  expect(lines).toContain(`SOUND: interview ${session}, 14 events, 1 checkpoints.`)
  expect(await exportCommand(["unknown", "--out", join(dir, "unknown.zip")], io, open)).toBe(1)
})
