import { expect, test } from "vitest"
import { holdClock } from "../../../test/support/clock.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { createPace, createTeamPace } from "./pace.ts"
import { TooFast } from "./too-fast.ts"

const candidate = { actor: { kind: "candidate", id: "candidate" } } as const
const assessor = { actor: { kind: "assessor", id: "assessor-1" } } as const

test("[API12] a link that asks too fast is told how long to wait, and has room again after that", () => {
  const clock = holdClock()
  const pace = createPace(clock)
  const room = {}
  const { perSecond, atOnce } = LIMITS.http.pace.writtenBytes
  const write = (bytes: number) => () => pace(room, candidate, "writtenBytes", bytes)
  expect(write(atOnce)).not.toThrow()
  let seconds = 0
  try {
    write(perSecond * 3)()
  } catch (failure) {
    if (failure instanceof TooFast) seconds = failure.retryAfterSeconds
  }
  expect(seconds).toBe(3)
  clock.advance(seconds * 1_000)
  expect(write(perSecond * 3)).not.toThrow()
})

test("[API12] each link, interview and kind of request has its own room", () => {
  const pace = createPace(holdClock())
  const [room, other] = [{}, {}]
  const { atOnce } = LIMITS.http.pace.runs
  pace(room, candidate, "runs", atOnce)
  expect(() => pace(room, candidate, "runs", 1)).toThrow(TooFast)
  expect(() => pace(room, candidate, "requests", 1)).not.toThrow()
  expect(() => pace(room, assessor, "runs", 1)).not.toThrow()
  expect(() => pace(other, candidate, "runs", 1)).not.toThrow()
})

test("[API12] each account and each key has its own room in a team's pages, and room again after a wait", () => {
  const clock = holdClock()
  const pace = createTeamPace(clock)
  const [ada, key] = [{ kind: "user", id: "1" } as const, { kind: "key", id: "1" } as const]
  for (let asked = 0; asked < LIMITS.http.pace.requests.atOnce; asked += 1) pace(ada)
  expect(() => pace(ada)).toThrow(TooFast)
  expect(() => pace(key)).not.toThrow()
  clock.advance(1_000)
  expect(() => pace(ada)).not.toThrow()
})
