/** What a team's server keeps from those who may not have it, and from doing again and again. */
import { unzipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Assessment, InterviewPage, ListedAssessment } from "../../src/protocol/assessments.ts"
import { Check, QuestionDetail } from "../../src/protocol/library.ts"
import { AuditEntry } from "../../src/protocol/team.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import { systemClock } from "../../src/server/clock.ts"
import { createEditing } from "../../src/server/library/editing.ts"
import { createModelUse } from "../../src/server/settings/model-use.ts"
import { holdClock } from "../support/clock.ts"
import { startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import type { Teammate, TestTeam } from "../support/team.ts"

const Audited = z.object({ entries: z.array(AuditEntry) })

let server: TestServer
let team: TestTeam
let viewer: Teammate

beforeAll(async () => {
  server = await startTestServer()
  team = await createTeam(server)
  viewer = await team.add("viewer")
})
afterAll(() => server.remove())

async function bundleOf(who: Teammate, interview: string): Promise<string[]> {
  const answer = await who.fetch(`/api/interview/${interview}/bundle`)
  expect(answer.status).toBe(200)
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  return Object.values(files).map((bytes) => Buffer.from(bytes).toString("latin1"))
}

test("[PERM6] a viewer's bundle holds no question with its hidden tests and solutions, and the rubric is for assessors", async () => {
  const { id } = await server.createInterview({ organization: team.id })
  const holdsHidden = (texts: string[]) => texts.some((text) => text.includes("tests/hidden/"))
  expect(holdsHidden(await bundleOf(team.owner, id))).toBe(true)
  expect(holdsHidden(await bundleOf(viewer, id))).toBe(false)
  expect((await team.owner.fetch(`/api/interview/${id}/rubric`)).status).toBe(200)
  expect((await viewer.fetch(`/api/interview/${id}/rubric`)).status).toBe(403)
})

const create = (title: string) =>
  team.owner.ask(QuestionDetail, "/api/questions", {
    method: "POST",
    body: { from: "template", title, kind: "algorithm", level: "junior", languages: ["python"] },
  })

test("[LIB3] a check that begins while a draft is published keeps that from being done", async () => {
  const { id, digest } = await create("Checked meanwhile")
  const passed = { state: "passed", digest } as const
  await team.owner.ask(Check, `/api/questions/${id}/check`, { method: "POST" })
  await team.owner.ask(Check, `/api/questions/${id}/check`, { method: "DELETE" })
  const set = (checked: Partial<Check>) =>
    server.store.library.update(team.id, id, (now) => ({ ...now, checked: { ...now.checked!, ...checked } }))
  await set(passed)
  const { store, library, questions } = server
  const editing = createEditing({
    store: store.library,
    blobs: store.blobs,
    library,
    clock: systemClock,
    questions: {
      async keep(stored) {
        await set({ state: "queued" })
        return questions.keep(stored)
      },
    },
  })
  const publish = editing.publish({ organization: team.id, name: "Ada" }, id, digest, "")
  await expect(publish).rejects.toMatchObject({ code: "question-not-checked" })
  expect(await store.library.versions(id)).toEqual([])
})

test("[LIB19] a try is one of the team's interviews, marked as practice and written down, and ends the one before", async () => {
  const { id } = await create("Tried twice")
  const tryIt = () =>
    team.owner.ask(z.object({ path: z.string() }), `/api/questions/${id}/try`, { method: "POST" })
  await tryIt()
  await tryIt()
  const listed = async (practice: string) =>
    (await team.owner.ask(InterviewPage, `/api/interviews?q=tried+twice&practice=${practice}`)).interviews
  expect((await listed("yes")).map(({ status, practice }) => [status, practice])).toEqual([
    ["opened", true],
    ["ended", true],
  ])
  expect(await listed("no")).toEqual([])
  const { entries } = await team.owner.ask(Audited, "/api/team/audit")
  const tries = entries.filter(({ action }) => action === "question.tried")
  expect(tries.map(({ target }) => target)).toEqual(["Tried twice", "Tried twice"])
})

test("[ASM9] a list of assessments tells how long each is, whether that is set or its questions say it", async () => {
  const make = async (title: string, minutes: number | null) =>
    team.owner.ask(Assessment, "/api/assessments", {
      method: "POST",
      body: { title, settings: { questions: [{ id: "shared-tab" }, { id: "lease-queue" }], minutes } },
    })
  const [said, set] = [await make("By its questions", null), await make("Set", 25)]
  const { assessments } = await team.owner.ask(
    z.object({ assessments: z.array(ListedAssessment) }),
    "/api/assessments",
  )
  expect(assessments.map(({ title, minutes }) => [title, minutes])).toEqual([
    ["By its questions", said.minutes],
    ["Set", set.minutes],
  ])
  expect([said.minutes, set.minutes]).toEqual([expect.any(Number), 25])
})

test("[API12] an account that asks for too much of its team is told to wait, and others are not", async () => {
  const busy = await team.add("viewer")
  const answers = await Promise.all(
    Array.from({ length: LIMITS.http.pace.requests.atOnce + 300 }, () => busy.fetch("/api/me")),
  )
  const refused = answers.find(({ status }) => status === 429)
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0)
  expect((await viewer.fetch("/api/me")).status).toBe(200)
})

test("[SET5] what the model was asked is summed over a team's interviews, and told again for a minute without looking", async () => {
  const { id } = await server.createInterview({ organization: team.id })
  const clock = holdClock(Date.now())
  const use = createModelUse(server.store, clock)
  const write = (seq: number, type: string, data: object) =>
    server.store.sql(
      `insert into events (session, seq, at, type, actor_kind, actor_id, v, data)
       values ($1, $2::int, $2::int::bigint, $3, 'agent', 'agent', 1, $4)`,
      [id, seq, type, JSON.stringify(data)],
    )
  const stepped = (seq: number, microDollars: number | null) =>
    write(seq, "chat.stepped", { usage: { input: 1, cacheRead: 2, cacheWrite: 3, output: 5, microDollars } })
  const failed = (seq: number, message: string) => write(seq, "chat.failed", { code: "timeout", message })
  await stepped(1_001, 7)
  await stepped(1_002, 8)
  await failed(1_003, "old")
  await failed(1_004, "new")
  const first = {
    steps: 2,
    microDollars: 15,
    inputTokens: 12,
    outputTokens: 10,
    failures: [{ code: "timeout", count: 2, last: 1_004, message: "new" }],
  }
  expect(await use(team.id)).toEqual(first)
  await stepped(1_005, null)
  expect(await use(team.id)).toEqual(first)
  clock.advance(60_000)
  expect(await use(team.id)).toMatchObject({ steps: 3, microDollars: null })
  await server.store.sql("delete from events where session = $1 and seq > 1000", [id])
})
