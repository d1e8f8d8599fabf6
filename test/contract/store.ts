import { createHash } from "node:crypto"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { JournalEvent } from "../../src/protocol/events.ts"
import { LeaseLost, type Store } from "../../src/server/store/store.ts"
import { type HeldClock, holdClock } from "../support/clock.ts"
import { createHeld, createSession, eventsFrom, mustAcquire, readAll, readSeqs } from "./store-events.ts"

export interface StoreUnderTest {
  /** One more node on the same, at first empty, database. A usurper takes every other node for dead. */
  open(node: { clock: HeldClock; usurper?: boolean }): Promise<Store>
  close(): Promise<void>
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** What every store must do. `make` gives a database of its own to each test. */
export function storeContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let place: StoreUnderTest
    let store: Store
    let clock: HeldClock

    beforeEach(async () => {
      place = await make()
      clock = holdClock()
      store = await place.open({ clock })
    })
    afterEach(async () => {
      await store.close()
      await place.close()
    })

    test("[JOURNAL1] appends are read back whole, in order, from any point", async () => {
      const lease = await createHeld(store)
      const written = eventsFrom(lease.session, 2, 30)
      await store.journal.append(lease, written.slice(0, 10))
      await store.journal.append(lease, written.slice(10))
      const all = await readAll(store, lease.session)
      expect(all.slice(1)).toEqual(written)
      expect(all[0]).toMatchObject({ seq: 1, type: "session.created", data: { candidate: { name: "Ada" } } })
      expect(await readAll(store, lease.session, 20)).toEqual(written.slice(19))
      expect(await readAll(store, lease.session, 31)).toEqual([])
    })

    test("[JOURNAL2] appends of many sessions at once are settled in order of call within each", async () => {
      const leases = await Promise.all(range(1, 12).map(() => createHeld(store)))
      const settled = new Map(leases.map(({ session }) => [session, new Array<number>()]))
      const appends = range(2, 40).flatMap((seq) =>
        leases.map(async (lease) => {
          await store.journal.append(lease, eventsFrom(lease.session, seq))
          settled.get(lease.session)?.push(seq)
        }),
      )
      expect(store.journal.pending().events).toBe(39 * 12)
      expect(store.journal.pending().bytes).toBeGreaterThan(39 * 12)
      await Promise.all(appends)
      expect(store.journal.pending()).toEqual({ events: 0, bytes: 0 })
      for (const { session } of leases) {
        expect(settled.get(session)).toEqual(range(2, 40))
        expect(await readSeqs(store, session)).toEqual(range(1, 40))
      }
    })

    test("[JOURNAL3] an append that leaves a gap or repeats a number is refused and stores nothing", async () => {
      const lease = await createHeld(store)
      await store.journal.append(lease, eventsFrom(lease.session, 2))
      await expect(store.journal.append(lease, eventsFrom(lease.session, 4))).rejects.toThrow(LeaseLost)
      await expect(store.journal.append(lease, eventsFrom(lease.session, 2))).rejects.toThrow(LeaseLost)
      await store.journal.append(lease, eventsFrom(lease.session, 3))
      expect(await readSeqs(store, lease.session)).toEqual([1, 2, 3])
    })

    test("[JOURNAL4] data keeps NUL, quotes, line separators and every plane of Unicode", async () => {
      const lease = await createHeld(store)
      const odd = "\0 \u0001 \\ \" ' {,} NULL \u2028 \u2029 \uFEFF \u{1F600} \u{E0041} \r\n \uFFFF $1"
      const written = eventsFrom(lease.session, 2, 2, odd)
      await store.journal.append(lease, written)
      expect((await readAll(store, lease.session)).slice(1)).toEqual(written)
    })

    test("[JOURNAL5] an event that cannot be written (half a character, NUL in an id) is refused and costs only its own append", async () => {
      const lease = await createHeld(store)
      const broken = store.journal.append(lease, eventsFrom(lease.session, 2, 1, "\uD800"))
      const [event] = eventsFrom(lease.session, 2)
      if (!event) throw new Error("no event")
      const named = store.journal.append(lease, [{ ...event, actor: { kind: "candidate", id: "\0" } }])
      const refusal = expect(named).rejects.toThrow(TypeError)
      const sound = store.journal.append(lease, eventsFrom(lease.session, 2, 1))
      await expect(broken).rejects.toThrow(TypeError)
      await refusal
      await sound
      expect(await readSeqs(store, lease.session)).toEqual([1, 2])
    })

    test("[JOURNAL6] a long session is read in pages, by rows and by bytes", async () => {
      const lease = await createHeld(store)
      await store.journal.append(lease, eventsFrom(lease.session, 2, 2_500))
      await store.journal.append(lease, eventsFrom(lease.session, 2_502, 12, "x".repeat(900_000)))
      expect(await readSeqs(store, lease.session)).toEqual(range(1, 2_513))
      for await (const event of store.journal.read(lease.session, 2_400)) if (event.seq === 2_450) break
    })

    test("[LEASE1] a session has one writer; a lease given back can be taken", async () => {
      const other = await place.open({ clock })
      const lease = await createHeld(store)
      expect(await other.leases.acquire(lease.session)).toBeNull()
      await store.leases.release(lease)
      const next = await mustAcquire(other, lease.session)
      expect(next.fence).toBeGreaterThan(lease.fence)
      await expect(store.journal.append(lease, eventsFrom(lease.session, 2))).rejects.toThrow(LeaseLost)
      await other.journal.append(next, eventsFrom(lease.session, 2))
      await other.close()
      expect((await mustAcquire(store, lease.session)).fence).toBeGreaterThan(next.fence)
    })

    test("[LEASE2] the insert refuses a lease that was taken over, and stores the other sessions beside it", async () => {
      const leases = await Promise.all(range(1, 8).map(() => createHeld(store)))
      const usurper = await place.open({ clock, usurper: true })
      const [taken, ...kept] = leases
      if (!taken) throw new Error("no lease")
      const next = await mustAcquire(usurper, taken.session)
      const late = leases.map((lease) => store.journal.append(lease, eventsFrom(lease.session, 2, 3)))
      const outcomes = await Promise.allSettled(late)
      expect(outcomes[0]).toMatchObject({ status: "rejected", reason: expect.any(LeaseLost) })
      expect(outcomes.slice(1).every(({ status }) => status === "fulfilled")).toBe(true)
      for (const { session } of kept) expect(await readSeqs(store, session)).toEqual([1, 2, 3, 4])
      expect(await readSeqs(store, taken.session)).toEqual([1])
      await usurper.journal.append(next, eventsFrom(taken.session, 2))
      await usurper.close()
    })

    test("[LEASE3] whoever takes a session over in mid typing reads all that was acknowledged, and goes on", async () => {
      for (let round = 0; round < 8; round++) {
        const lease = await createHeld(store)
        let acknowledged = 1
        const typing = (async () => {
          for (let seq = 2; ; seq++) {
            await store.journal.append(lease, eventsFrom(lease.session, seq))
            acknowledged = seq
          }
        })()
        const stopped = expect(typing).rejects.toThrow(LeaseLost)
        const usurper = await place.open({ clock, usurper: true })
        const next = await mustAcquire(usurper, lease.session)
        const seqs = await readSeqs(usurper, lease.session)
        await usurper.journal.append(next, eventsFrom(lease.session, seqs.length + 1))
        await stopped
        expect(acknowledged).toBeLessThanOrEqual(seqs.length)
        expect(await readSeqs(usurper, lease.session)).toEqual(range(1, seqs.length + 1))
        await usurper.close()
      }
    })

    test("[LEASE4] acquiring again voids this node's older lease", async () => {
      const lease = await createHeld(store)
      const again = await mustAcquire(store, lease.session)
      await expect(store.journal.append(lease, eventsFrom(lease.session, 2))).rejects.toThrow(LeaseLost)
      await store.journal.append(again, eventsFrom(lease.session, 2))
    })

    test("[LEASE5] a node learns at its next heartbeat of a session it lost", async () => {
      const [lost, kept] = [await createHeld(store), await createHeld(store)]
      const told = new Promise((resolve) => store.leases.onLost(resolve))
      const usurper = await place.open({ clock: holdClock(), usurper: true })
      await mustAcquire(usurper, lost.session)
      clock.advance(5_000)
      expect(await told).toBe(lost.session)
      await store.journal.append(kept, eventsFrom(kept.session, 2))
      await usurper.close()
    })

    test("[LEASE6] a node that heard nothing from the database for 15 s gives up all its sessions", async () => {
      const leases = [await createHeld(store), await createHeld(store)]
      const lost = new Array<string>()
      store.leases.onLost((session) => lost.push(session))
      clock.advance(15_000)
      expect(lost.toSorted()).toEqual(leases.map(({ session }) => session).toSorted())
      const [first] = leases
      if (!first) throw new Error("no lease")
      await expect(store.journal.append(first, eventsFrom(first.session, 2))).rejects.toThrow(LeaseLost)
      await mustAcquire(store, first.session)
    })

    test("[LEASE7] there is no lease of a session that does not exist", async () => {
      await expect(store.leases.acquire("nobody")).rejects.toThrow("no session")
    })

    test("[STORE1] sessions are listed newest first, and an id is used once", async () => {
      const first = await createSession(store, "Older")
      const second = await createSession(store, "Newer")
      expect(
        (await store.sessions.list()).map(({ id, title, candidate }) => ({ id, title, candidate })),
      ).toEqual([
        { id: second, title: "Newer", candidate: "Ada" },
        { id: first, title: "Older", candidate: "Ada" },
      ])
      expect(await store.sessions.exists(first)).toBe(true)
      expect(await store.sessions.exists("nobody")).toBe(false)
      const [created] = await readAll(store, first)
      if (created?.type !== "session.created") throw new Error("not a session.created")
      await expect(store.sessions.create({ id: first, organization: null, created, at: 1 })).rejects.toThrow()
      expect(await store.sessions.saltKey(first)).toHaveLength(32)
      expect(await store.sessions.saltKey(second)).not.toEqual(await store.sessions.saltKey(first))
    })

    test("[STORE14] a session is unfinished while it runs, and while a submission is not graded", async () => {
      const lease = await createHeld(store)
      const [paused] = eventsFrom(lease.session, 2)
      if (!paused) throw new Error("no event")
      const { type: _type, data: _data, ...envelope } = { ...paused, question: "two-sum" }
      const language = "python"
      const counts = { passed: 1, total: 1 }
      const steps: [JournalEvent, boolean][] = [
        [{ ...envelope, seq: 2, type: "session.started", data: {} }, true],
        [{ ...envelope, seq: 3, type: "question.submitted", data: { language, by: "candidate" } }, true],
        [{ ...envelope, seq: 4, type: "session.ended", data: { reason: "submitted" } }, true],
        [
          {
            ...envelope,
            seq: 5,
            type: "question.graded",
            data: { language, outcome: "graded", visible: counts, hidden: counts },
          },
          false,
        ],
      ]
      await createSession(store)
      expect(await store.sessions.unfinished()).toEqual([])
      for (const [event, unfinished] of steps) {
        await store.journal.append(lease, [event])
        expect(await store.sessions.unfinished()).toEqual(unfinished ? [lease.session] : [])
      }
    })

    test("[LINK1] a link opens its session until it expires or is revoked", async () => {
      const session = await createSession(store)
      const candidate = await store.links.create({ session, role: "candidate", name: "Ada" }, 5_000)
      const assessor = await store.links.create({ session, role: "assessor", name: "Bo" }, 5_000)
      expect(candidate.token).toMatch(/^[\w-]{43}$/)
      expect(candidate.token).not.toBe(assessor.token)
      const link = { session, role: "candidate", name: "Ada" }
      expect(await store.links.resolve(candidate.token, 4_999)).toEqual({ outcome: "ok", link })
      expect(await store.links.resolve(candidate.token, 5_000)).toEqual({ outcome: "expired" })
      expect(await store.links.resolve(`${candidate.token}x`, 0)).toEqual({ outcome: "unknown" })
      await store.links.revoke(session, "candidate")
      expect(await store.links.resolve(candidate.token, 0)).toEqual({ outcome: "revoked" })
      expect(await store.links.resolve(assessor.token, 0)).toMatchObject({ outcome: "ok" })
      await store.links.revoke(session)
      expect(await store.links.resolve(assessor.token, 0)).toEqual({ outcome: "revoked" })
    })

    test("[BLOB1] bytes are kept once under their SHA-256", async () => {
      const bytes = Uint8Array.from(range(0, 4_095), (n) => n % 256)
      const digest = createHash("sha256").update(bytes).digest("hex")
      expect(await store.blobs.put(bytes)).toBe(digest)
      expect(await store.blobs.put(bytes)).toBe(digest)
      expect(Uint8Array.from((await store.blobs.get(digest)) ?? [])).toEqual(bytes)
      expect(await store.blobs.get("0".repeat(64))).toBeNull()
      expect(await store.blobs.put(new Uint8Array())).toHaveLength(64)
    })
  })
}
