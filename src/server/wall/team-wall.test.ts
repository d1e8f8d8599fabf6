import { expect, test } from "vitest"
import { holdClock } from "../../../test/support/clock.ts"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { beginWall, evolveWall } from "../../core/wall/wall.ts"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { WallChanges } from "../../protocol/wall.ts"
import type { WallRecord } from "./record.ts"
import { createRoomRow } from "./room-row.ts"
import { createTeamWall, SHOWN_MS } from "./team-wall.ts"

const NOW = 100 * 24 * 3_600_000

/** The journals of a team, of which a room may be open. */
function team() {
  const clock = holdClock(NOW)
  const journals = new Map<string, JournalEvent[]>()
  const asked: { session: string; after: number }[] = []
  const record: WallRecord = {
    recent: async (_, since) =>
      [...journals].flatMap(([session, events]) => {
        const { seq, at } = events.at(-1)!
        return at >= since ? [{ session, last: seq }] : []
      }),
    async outline(of) {
      asked.push(...of)
      return of.flatMap(({ session, after }) => journals.get(session)!.filter(({ seq }) => seq > after))
    },
  }
  const wall = createTeamWall({
    organization: "o1",
    record,
    clock,
    onProblem: (problem) => expect.unreachable(String(problem)),
  })
  const told: WallChanges[] = []
  wall.read((text) => void told.push(WallChanges.parse(JSON.parse(text))))

  /** One more event of an interview, stored and, in a room, told. */
  function happen(session: string, type: Draft["type"], data: object, tell?: (event: JournalEvent) => void) {
    const events = journals.get(session) ?? []
    journals.set(session, events)
    const actor = { kind: "candidate", id: "candidate" }
    const draft =
      type === "session.created" ? createdDraft() : ({ actor, question: "q1", type, data } as Draft)
    const event = { ...stored(draft, events.length + 1, clock.now()), session }
    events.push(event)
    tell?.(event)
  }

  /** A room as far as a wall looks at it. */
  function room(session: string) {
    let tell: (events: readonly JournalEvent[]) => void = () => undefined
    const state = journals
      .get(session)!
      .slice(1)
      .reduce(evolveWall, beginWall(journals.get(session)![0]!))
    const row = createRoomRow({ listen: (_, listener) => ((tell = listener), () => undefined) }, state, clock)
    return {
      wall: row,
      happen: (type: Draft["type"], data: object) => happen(session, type, data, (event) => tell([event])),
    }
  }

  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return { clock, wall, told, asked, happen, room, settled }
}

test("[BOARD15] what happens is told within 50 ms of the change before it, what is typed twice a second", async () => {
  const { clock, wall, told, happen, room } = team()
  happen("a", "session.created", {})
  const one = room("a")
  await wall.ready
  wall.opened(one)
  clock.advance(1_000)
  told.length = 0
  one.happen("session.consented", { digest: "" })
  clock.advance(0)
  expect(told).toMatchObject([{ rows: [{ phase: "consented" }], pulses: [] }])
  one.happen("session.started", {})
  one.happen("question.opened", { language: "python" })
  clock.advance(49)
  expect(told).toHaveLength(1)
  clock.advance(1)
  expect(told).toHaveLength(2)
  expect(told[1]).toMatchObject({ rows: [{ phase: "running", question: { index: 0 } }] })

  clock.advance(1_000)
  told.length = 0
  for (let key = 0; key < 100; key++) {
    one.happen("doc.changed", { path: "a.py" })
    clock.advance(10)
  }
  expect(told).toHaveLength(2)
  for (const { rows, pulses } of told)
    expect({ rows, pulses: pulses.length }).toEqual({ rows: [], pulses: 1 })
  wall.close()
})

test("[BOARD9] what no room here has is read from its record, each event once, and goes after a day", async () => {
  const { clock, wall, told, asked, happen, settled } = team()
  happen("a", "session.created", {})
  happen("a", "session.started", {})
  await settled()
  clock.advance(5_000)
  await settled()
  expect(wall.whole().rows).toMatchObject([{ session: "a", phase: "running", live: false }])
  happen("a", "question.submitted", { language: "python", by: "candidate" })
  happen("a", "session.ended", { reason: "submitted" })
  clock.advance(5_000)
  await settled()
  expect(wall.whole().rows).toMatchObject([{ phase: "ended", submitted: 1 }])
  expect(asked.at(-1)).toEqual({ session: "a", after: 2 })
  const before = asked.length
  clock.advance(5_000)
  await settled()
  expect(asked).toHaveLength(before)
  told.length = 0
  clock.advance(SHOWN_MS)
  await settled()
  clock.advance(5_000)
  await settled()
  expect(wall.whole().rows).toEqual([])
  expect(told.flatMap(({ gone }) => gone)).toContain("a")
  wall.close()
})

test("[BOARD9] a room that closes leaves its row, which its record then carries on without counting twice", async () => {
  const { clock, wall, happen, room, settled } = team()
  happen("a", "session.created", {})
  const one = room("a")
  await wall.ready
  wall.opened(one)
  one.happen("session.started", {})
  one.happen("question.submitted", { language: "python", by: "candidate" })
  expect(wall.whole().rows).toMatchObject([{ live: true, submitted: 1 }])
  wall.closed(one)
  expect(wall.whole().rows).toMatchObject([{ live: false, submitted: 1 }])
  happen("a", "session.ended", { reason: "submitted" })
  clock.advance(5_000)
  await settled()
  expect(wall.whole().rows).toMatchObject([{ live: false, submitted: 1, phase: "ended" }])
  wall.close()
})
