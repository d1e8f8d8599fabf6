import { expect, test } from "vitest"
import { CANDIDATE, createTestLog } from "../../../test/support/log.ts"
import type { Draft } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { createAudience } from "./audience.ts"
import type { Client, Outgoing } from "./client.ts"

function createClient(id: string, role: Client["role"]): Client & { sent: Outgoing[] } {
  const sent: Outgoing[] = []
  return {
    id,
    role,
    name: id,
    actor: CANDIDATE,
    sent,
    send: (message) => sent.push(message),
    sendText: (text) => sent.push(JSON.parse(text)),
    sendBytes: () => undefined,
    close: () => undefined,
  }
}

test("[ROLE3] [LOG1] nobody is told that a person came or left before the record has it", async () => {
  const { log, events, hold } = createTestLog([])
  const audience = createAudience(log, () => undefined)
  const candidate = createClient("candidate", "candidate")
  const assessor = createClient("assessor", "assessor")
  const shown = () => audience.people("assessor").map(({ client }) => client)
  audience.join(candidate, false, () => undefined)
  await expect.poll(shown).toEqual(["candidate"])

  const come = hold()
  const before = candidate.sent.length
  audience.join(assessor, false, () => undefined)
  audience.watch(candidate, "python", "a.py")
  audience.watch(assessor, "python", "a.py")
  audience.cursor(assessor, "a.py", 0, 0, 0)
  await new Promise(setImmediate)
  expect(candidate.sent.slice(before)).toEqual([])
  expect(shown()).toEqual(["candidate"])
  come()
  await expect.poll(shown).toEqual(["candidate", "assessor"])
  expect(candidate.sent.at(-1)).toMatchObject({ type: "people", people: [{}, { client: "assessor" }] })

  const go = hold()
  audience.leave(assessor)
  await new Promise(setImmediate)
  expect(shown()).toEqual(["candidate", "assessor"])
  go()
  await expect.poll(shown).toEqual(["candidate"])
  expect(events.map(({ type }) => type).slice(1)).toEqual([
    "presence.joined",
    "presence.joined",
    "presence.left",
  ])
})

test("[ROLE3] a person who leaves an interview that ended while their coming is being recorded stays nowhere", async () => {
  const { log, hold } = createTestLog([])
  const audience = createAudience(log, () => undefined)
  const assessor = createClient("assessor", "assessor")
  const shown = () => audience.people("assessor").map(({ client }) => client)
  const ended: Draft = {
    actor: CANDIDATE,
    question: null,
    type: "session.ended",
    data: { reason: "ended-by-assessor" },
  }
  const end = hold()
  const ending = log.record([ended])
  const come = hold()
  audience.join(assessor, false, () => undefined)
  end()
  await ending
  audience.leave(assessor)
  come()
  await log.settled()
  await new Promise(setImmediate)
  expect(shown()).toEqual([])
})

test("[SES9] after the end another window of the candidate is let in, and none is sent away", async () => {
  const { log } = createTestLog([])
  const audience = createAudience(log, () => undefined)
  const first = createClient("one", "candidate")
  const came =
    (id: string, takeOver = false) =>
    () =>
      audience.join(createClient(id, "candidate"), takeOver, () => undefined)
  audience.join(first, false, () => undefined)
  expect(came("two")).toThrow(/another window/)
  await log.record([
    {
      actor: CANDIDATE,
      question: null,
      type: "session.ended",
      data: { reason: "submitted" },
    } satisfies Draft,
  ])
  came("two")()
  came("three", true)()
  expect(audience.size).toBe(3)
  for (let id = audience.size; id < LIMITS.socket.clientsPerSession; id++) came(`more-${id}`)()
  expect(came("too many")).toThrow(/windows|many/i)
})
