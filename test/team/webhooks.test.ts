/** Programs are told what happens in their team's interviews, signed, at least once, and nothing of other teams'. */
import { Webhook as Signature } from "standardwebhooks"
import type { LookupAddress } from "node:dns"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Delivery, WebhookMessage } from "../../src/protocol/webhooks.ts"
import { insideSaid, isInside, lookupOutside, send } from "../../src/server/webhooks/send.ts"
import { begin, startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { openReceiver } from "../support/receiver.ts"
import type { Receiver } from "../support/receiver.ts"
import { createTeam } from "../support/team.ts"
import type { Teammate, TestTeam } from "../support/team.ts"

let server: TestServer
let receiver: Receiver
let team: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  receiver = await openReceiver()
  team = await createTeam(server)
})

afterAll(async () => {
  receiver.close()
  await server.remove()
})

const Made = z.object({ id: z.string(), secret: z.string() })
const Deliveries = z.object({ deliveries: z.array(Delivery) })

const make = ({ ask }: Teammate, events: string[], url = receiver.url) =>
  ask(Made, "/api/webhooks", { method: "POST", body: { url, events } })

const deliveriesOf = async ({ ask }: Teammate, id: string) =>
  (await ask(Deliveries, `/api/webhooks/${id}/deliveries`)).deliveries

test("[HOOK1] [HOOK2] what a team asked to be told is told once, signed, and nothing of another team's", async () => {
  const { id, secret } = await make(team.owner, ["session.started", "session.ended"])
  const other = await createTeam(server)
  const elsewhere = await server.createInterview({ organization: other.id })
  const created = await server.createInterview({ organization: team.id })
  for (const one of [elsewhere, created]) {
    const view = await begin(server, one)
    await view.command({ type: "withdraw" })
    view.close()
  }
  await receiver.count(2)
  const messages = receiver.got.map(({ headers, body }) => {
    new Signature(secret).verify(body, z.record(z.string(), z.string()).parse(headers))
    return { id: headers["webhook-id"], ...WebhookMessage.parse(JSON.parse(body)) }
  })
  expect(messages.map(({ type }) => type).toSorted()).toEqual(["session.ended", "session.started"])
  expect(messages.find(({ type }) => type === "session.ended")?.data).toMatchObject({
    interview: created.id,
    reason: "withdrawn",
    url: `${server.url}/watch/${created.id}`,
  })
  expect(new Set(messages.map(({ id }) => id)).size).toBe(2)
  await expect
    .poll(async () => (await deliveriesOf(team.owner, id)).map(({ state, status }) => [state, status]))
    .toEqual([
      ["delivered", 204],
      ["delivered", 204],
    ])
  await team.owner.fetch(`/api/webhooks/${id}`, { method: "DELETE" })
})

test("[HOOK1] of what happened while it was off a webhook is told nothing", async () => {
  const { id } = await make(team.owner, ["session.created"])
  const set = (enabled: boolean) =>
    team.owner.fetch(`/api/webhooks/${id}`, {
      method: "PUT",
      body: { url: receiver.url, events: ["session.created"], enabled },
    })
  const before = receiver.got.length
  await set(false)
  await server.createInterview({ organization: team.id })
  await set(true)
  const after = await server.createInterview({ organization: team.id })
  await receiver.count(before + 1)
  await expect.poll(async () => (await deliveriesOf(team.owner, id))[0]?.state).toBe("delivered")
  expect((await deliveriesOf(team.owner, id)).map(({ interview }) => interview)).toEqual([after.id])
  await team.owner.fetch(`/api/webhooks/${id}`, { method: "DELETE" })
})

test("[HOOK3] one that is not taken is tried again later, and at once when asked, under the same id", async () => {
  const { id, secret } = await make(team.owner, ["session.started"])
  const before = receiver.got.length
  receiver.answer(500)
  await team.owner.fetch(`/api/webhooks/${id}/test`, { method: "POST", body: {} })
  await receiver.count(before + 1)
  await expect.poll(async () => (await deliveriesOf(team.owner, id))[0]?.status).toBe(500)
  const [waiting] = await deliveriesOf(team.owner, id)
  expect(waiting).toMatchObject({
    event: "test",
    state: "waiting",
    attempts: 1,
    problem: "The receiver answered 500.",
  })
  expect(waiting!.nextAt! - waiting!.triedAt!).toBe(5_000)
  receiver.answer(200)
  await team.owner.fetch(`/api/webhooks/${id}/deliveries/${waiting!.id}/again`, { method: "POST", body: {} })
  await receiver.count(before + 2)
  await expect.poll(async () => (await deliveriesOf(team.owner, id))[0]?.state).toBe("delivered")
  const [first, second] = receiver.got.slice(before)
  expect(first!.headers["webhook-id"]).toBe(second!.headers["webhook-id"])
  const changed = await team.owner.ask(z.object({ secret: z.string() }), `/api/webhooks/${id}/secret`, {
    method: "POST",
  })
  expect(changed.secret).not.toBe(secret)
})

test("[HOOK4] a webhook is its team's admins' alone, and what cannot be one is refused by name", async () => {
  const { id } = await make(team.owner, ["session.started"])
  const [admin, assessor, stranger] = [
    await team.add("admin"),
    await team.add("assessor"),
    (await createTeam(server)).owner,
  ]
  expect((await admin.fetch(`/api/webhooks/${id}/secret`)).status).toBe(200)
  expect((await assessor.fetch("/api/webhooks")).status).toBe(403)
  expect((await stranger.fetch(`/api/webhooks/${id}/secret`)).status).toBe(404)
  expect((await stranger.fetch(`/api/webhooks/${id}`, { method: "DELETE" })).status).toBe(404)
  await expect(make(admin, [], receiver.url)).rejects.toThrow("choose at least one event")
  await expect(make(admin, ["session.started"], "ftp://example.com")).rejects.toThrow("https://")
  await expect(make(admin, ["session.started"], "https://a:b@example.com")).rejects.toThrow(
    "name or password",
  )
})

test("[HOOK5] an address inside the network is refused where that is not allowed, by whatever name it is called", async () => {
  for (const address of [
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "0.0.0.0",
  ])
    expect(isInside(address), address).toBe(true)
  for (const address of ["93.184.215.14", "2606:2800:21f::1"]) expect(isInside(address), address).toBe(false)
  for (const url of ["http://localhost:1/", "https://a.localhost", "http://[::1]/hook", "http://10.0.0.1"])
    expect(insideSaid(url), url).toContain("INTERVIEWLM_WEBHOOKS_INSIDE=yes")
  expect(insideSaid("https://example.com/localhost")).toBeNull()
  const before = receiver.got.length
  for (const url of [receiver.url, receiver.url.replace("127.0.0.1", "localhost")])
    expect(await send(url, {}, "{}", { insideAllowed: false })).toEqual({
      status: null,
      problem: expect.stringContaining("INTERVIEWLM_WEBHOOKS_INSIDE=yes"),
      refused: true,
    })
  expect(receiver.got).toHaveLength(before)
})

test("[HOOK5] a name is let through in the form it was asked in where all it stands for is outside, else not at all", async () => {
  const [v4, v6] = [
    { address: "93.184.215.14", family: 4 },
    { address: "2606:2800:21f::1", family: 6 },
  ]
  const ask = (found: LookupAddress[], all: boolean) =>
    new Promise((resolve) => {
      const find = (
        _name: string,
        _options: unknown,
        done: (failure: null, found: LookupAddress[]) => void,
      ) => done(null, found)
      lookupOutside(find)("hooks.example.com", { all }, (failure, ...answer) =>
        resolve(failure?.message ?? answer),
      )
    })
  expect(await ask([v4, v6], true)).toEqual([[v4, v6]])
  expect(await ask([v4, v6], false)).toEqual([v4.address, 4])
  expect(await ask([v4, { address: "10.0.0.1", family: 4 }], true)).toMatch("inside this network")
  expect(await ask([], false)).toMatch("inside this network")
})
