/** Assessments, the links candidates are invited by, and the list of what came of them, asked over HTTP. */
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { z } from "zod"
import {
  ActReport,
  Assessment,
  InterviewPage,
  Invitation,
  InvitationPage,
  ListedAssessment,
  ListReport,
} from "../../src/protocol/assessments.ts"
import { AuditEntry } from "../../src/protocol/team.ts"
import { follow } from "../support/join.ts"
import { openMailbox } from "../support/mailbox.ts"
import { openWindow, request, startTestServer, until, type TestServer } from "../support/server.ts"
import { createTeam, type Teammate, type TestTeam } from "../support/team.ts"

let server: TestServer
let team: TestTeam
let assessor: Teammate
let viewer: Teammate

beforeAll(async () => {
  server = await startTestServer()
  team = await createTeam(server)
  assessor = await team.add("assessor")
  viewer = await team.add("viewer")
}, 60_000)
afterAll(() => server.remove())

const SETTINGS = { questions: [{ id: "shared-tab" }, { id: "lease-queue" }] }

const create = (settings: object = SETTINGS, title = "Backend") =>
  assessor.ask(Assessment, "/api/assessments", { method: "POST", body: { title, settings } })

let people = 0
const invite = ({ id }: Assessment, wanted: object = {}): Promise<Invitation> => {
  people += 1
  const body = { name: `Candidate ${people}`, email: `candidate-${people}@example.org`, ...wanted }
  return assessor.ask(Invitation, `/api/assessments/${id}/invitations`, { method: "POST", body })
}

const invited = async ({ id }: Assessment, who = assessor, query = ""): Promise<Invitation[]> =>
  (await who.ask(InvitationPage, `/api/assessments/${id}/invitations${query}`)).invitations

const act = (ids: string[], doing: object) =>
  assessor.ask(ActReport, "/api/invitations", { method: "POST", body: { ids, do: doing } })

const interviews = (query = "", who = assessor) => who.ask(InterviewPage, `/api/interviews${query}`)

const open = ({ link }: Pick<Invitation, "link">) => follow(link ?? "")

/** As a candidate's page has it. */
const candidateAt = ({ session, token }: { session: string; token: string }) =>
  openWindow(server, { id: session, links: { candidate: "", assessor: "" } }, { token })

test("[ASM1] an assessment tells what its candidates get, and what cannot be asked is refused with what to do", async () => {
  const { minutes, questions, settings } = await create()
  expect(questions.map(({ id, problem }) => [id, problem])).toEqual([
    ["shared-tab", null],
    ["lease-queue", null],
  ])
  expect(minutes).toBe(questions.reduce((sum, question) => sum + question.minutes, 0))
  expect(settings).toMatchObject({
    watchersVisible: true,
    practice: false,
    assistance: { start: "consultant" },
  })
  const refused = (settings: object) => expect(create({ ...SETTINGS, ...settings })).rejects
  await refused({ questions: [{ id: "no-such" }] }).toThrow(
    /questions\.0: There is no published question no-such/,
  )
  await refused({ questions: [{ id: "shared-tab" }, { id: "shared-tab" }] }).toThrow(
    /shared-tab is chosen twice/,
  )
  await refused({ questions: [] }).toThrow(/Choose at least one question/)
  await refused({ languages: [] }).toThrow(/Allow at least one language/)
  await refused({ network: ["https://pypi.org/simple"] }).toThrow(/without https:\/\//)
  await refused({
    assistance: { start: "consultant", range: { lowest: "pair-programming", highest: "full-copilot" } },
  }).toThrow(/must be within range/)
  expect((await create({ ...SETTINGS, network: ["pypi.org"] })).notes[0]).toMatch(/reach nothing outside/)
})

test("[ASM2] a change is based on a revision; a copy is another, and one put away invites nobody until it is back", async () => {
  const made = await create(SETTINGS, "Platform")
  const path = `/api/assessments/${made.id}`
  const change = (revision: number, title: string) =>
    assessor.ask(Assessment, path, { method: "PUT", body: { title, settings: made.settings, revision } })
  expect(await change(1, "Platform, senior")).toMatchObject({ revision: 2, changedBy: assessor.name })
  await expect(change(1, "Lost")).rejects.toMatchObject({ code: "changed-since" })
  const copy = await assessor.ask(Assessment, `${path}/duplicate`, { method: "POST" })
  expect(copy).toMatchObject({ title: "Platform, senior (copy)", revision: 1 })
  await assessor.ask(Assessment, `${path}/archive`, { method: "POST" })
  await expect(invite(made)).rejects.toMatchObject({ code: "archived" })
  await assessor.ask(Assessment, `${path}/restore`, { method: "POST" })
  await invite(made)
  const list = z.object({ assessments: z.array(ListedAssessment) })
  const { assessments } = await viewer.ask(list, "/api/assessments")
  expect(assessments.find(({ id }) => id === made.id)).toMatchObject({
    invited: 1,
    started: 0,
    archivedAt: null,
  })
})

test("[INV1] a link makes its interview once, however many open it at once, from the assessment as it is then", async () => {
  const made = await create({ ...SETTINGS, languages: ["go", "python"], consent: "Only this." })
  const invitation = await invite(made, { extra: { kind: "percent", amount: 50 } })
  const opened = await Promise.all(Array.from({ length: 5 }, () => open(invitation)))
  const [first] = opened
  expect(new Set(opened.map(({ to }) => to))).toEqual(new Set([`/interview/${first!.session}`]))
  expect((await interviews(`?assessment=${made.id}`)).interviews).toMatchObject([
    { session: first!.session, status: "opened", candidate: { email: invitation.email } },
  ])
  const path = `/api/assessments/${made.id}`
  const settings = { ...made.settings, consent: "Something else." }
  await assessor.ask(Assessment, path, { method: "PUT", body: { title: "Else", settings, revision: 1 } })
  expect(await open(invitation)).toMatchObject({ session: first!.session })
  const view = candidateAt(first!)
  const { session } = await until(view, (state) => state.session !== null)
  expect(session).toMatchObject({
    title: "Backend",
    consent: { text: expect.stringMatching(/^Only this\./) },
    clock: { durationMs: Math.ceil((made.minutes ?? 0) * 1.5) * 60_000 },
    questions: [{ languages: ["python", "go"] }, { id: "lease-queue" }],
  })
  view.close()
})

test("[INV2] how far a candidate is can be read off the list, from the link to the last submission", async () => {
  const made = await create({ questions: [{ id: "shared-tab" }] })
  const invitation = await invite(made)
  const status = async () => {
    const [listed] = await invited(made)
    expect(await invited(made, assessor, `?status=${listed?.status}`)).toHaveLength(1)
    const [interview] = (await interviews(`?assessment=${made.id}`)).interviews
    if (!interview) return listed?.status
    expect(interview.status).toBe(listed?.status)
    expect((await interviews(`?assessment=${made.id}&status=${interview.status}`)).total).toBe(1)
    return listed?.status
  }
  expect(await status()).toBe("invited")
  const opened = await open(invitation)
  expect(await status()).toBe("opened")
  const view = candidateAt(opened)
  const { session } = await until(view, (state) => state.session !== null)
  await view.command({ type: "consent", digest: session!.consent.digest })
  expect(await status()).toBe("consented")
  await view.command({ type: "start" })
  expect(await status()).toBe("running")
  const interview = { id: opened.session, links: { candidate: "", assessor: "" } }
  const move = (name: string) =>
    assessor.fetch(`/api/interview/${opened.session}/${name}`, { method: "POST", body: {} })
  await move("pause")
  expect(await status()).toBe("paused")
  await move("resume")
  await view.command({ type: "submit", question: "shared-tab" })
  expect(await status()).toBe("submitted")
  const [ended] = (await interviews(`?assessment=${made.id}`)).interviews
  expect(ended).toMatchObject({
    questions: { submitted: 1, total: 1 },
    endReason: "submitted",
    invitedBy: assessor.name,
    practice: false,
  })
  expect(ended!.spentMs).toBeLessThanOrEqual(ended!.endedAt! - ended!.startedAt!)
  expect(ended!.spentMs).toBeGreaterThan(0)
  expect(
    (await request(server, interview, "/initialize", { method: "POST", token: opened.token })).status,
  ).toBe(200)
  view.close()
})

test("[INV3] a link that was withdrawn, replaced, is over or never was opens nothing, and says which", async () => {
  const made = await create()
  const [one, two, three] = [await invite(made), await invite(made), await invite(made)]
  const { token, session } = await open(one)
  expect(await act([one.id, "0".repeat(18)], { act: "revoke" })).toMatchObject({
    done: 1,
    refused: [{ why: "There is no such invitation." }],
  })
  expect(await open(one)).toMatchObject({ to: "/problem/link-revoked" })
  const interview = { id: session, links: { candidate: "", assessor: "" } }
  const look = () => request(server, interview, "/initialize", { method: "POST", token })
  expect((await look()).status).toBe(410)
  await act([one.id], { act: "restore" })
  expect(await open(one)).toMatchObject({ session })

  await act([two.id], { act: "new-link" })
  expect(await open(two)).toMatchObject({ to: "/problem/link-revoked" })
  const again = (await invited(made)).find(({ id }) => id === two.id)!
  expect(again.link).not.toBe(two.link)
  expect((await open(again)).to).toMatch(/^\/interview\//)

  await server.store.assessments.invitations.patch(three.id, { expiresAt: Date.now() - 1 })
  expect(await open(three)).toMatchObject({ to: "/problem/link-expired" })
  expect(await act([three.id], { act: "extend", days: 3 })).toMatchObject({ done: 1 })
  expect((await open(three)).to).toMatch(/^\/interview\//)
  const forged = { ...three, link: `${three.link?.slice(0, -4)}AAAA` }
  expect(await open(forged)).toMatchObject({ to: "/problem/link-unknown" })
})

test("[INV4] an expired link still leads back into an interview that had begun", async () => {
  const made = await create({ questions: [{ id: "shared-tab" }] })
  const invitation = await invite(made)
  const opened = await open(invitation)
  await server.store.assessments.invitations.patch(invitation.id, { expiresAt: Date.now() - 1 })
  expect(await open(invitation)).toMatchObject({ to: "/problem/link-expired" })
  const view = candidateAt(opened)
  const { session } = await until(view, (state) => state.session !== null)
  await view.command({ type: "consent", digest: session!.consent.digest })
  await view.command({ type: "start" })
  expect(await open(invitation)).toMatchObject({ session: opened.session })
  await view.command({ type: "withdraw" })
  expect(await invited(made)).toMatchObject([{ status: "ended" }])
  expect(await open(invitation)).toMatchObject({ session: opened.session })
  view.close()
})

test("[INV5] practice may be done again by the same link, and is marked wherever it is listed", async () => {
  const made = await create({ questions: [{ id: "shared-tab" }], practice: true })
  const invitation = await invite(made)
  const first = await open(invitation)
  const view = candidateAt(first)
  const { session } = await until(view, (state) => state.session !== null)
  expect(session?.title).toBe("Backend (practice)")
  await view.command({ type: "consent", digest: session!.consent.digest })
  await view.command({ type: "start" })
  await view.command({ type: "withdraw" })
  view.close()
  const [one, other] = await Promise.all([open(invitation), open(invitation)])
  expect(one.session).toBe(other.session)
  expect(one.session).not.toBe(first.session)
  expect((await interviews(`?assessment=${made.id}&practice=yes`)).interviews).toMatchObject([
    { session: one.session, status: "opened", practice: true },
    { session: first.session, status: "ended", practice: true },
  ])
  expect((await interviews(`?assessment=${made.id}&practice=no`)).total).toBe(0)
})

test("[INV6] a list of candidates is read line by line: what is refused is told with its line and why, the rest is invited", async () => {
  const made = await create()
  await invite(made, { email: "known@example.org" })
  const csv = [
    "\uFEFFName;Email;Extra minutes",
    'Robin Okafor;"Robin@Example.org";',
    "Ana; Maria;ana@example.org",
    "",
    "Lee;lee@example.org;25%",
    "Lee again;LEE@example.org",
    "Kim;kim@example",
    "Mo;known@example.org",
    "Jo;jo@example.org;a while",
    'Ida;ida"@example.org',
  ].join("\r\n")
  const ask = (preview: boolean) =>
    assessor.ask(ListReport, `/api/assessments/${made.id}/invitations/list`, {
      method: "POST",
      body: { csv, preview, days: 3 },
    })
  const report = await ask(true)
  expect(report.candidates).toEqual([
    { name: "Robin Okafor", email: "robin@example.org", extra: null, line: 2 },
    { name: "Lee", email: "lee@example.org", extra: { kind: "percent", amount: 25 }, line: 5 },
  ])
  expect(report.refused.map(({ line, why }) => `${line} ${why}`)).toEqual([
    "3 “ana@example.org” is no extra time: write minutes such as 15, or 25%.",
    "6 The same address as in line 5.",
    "7 Write an address such as robin@example.com.",
    "8 Has a link to this assessment already.",
    "9 “a while” is no extra time: write minutes such as 15, or 25%.",
    "10 A quotation mark is not closed, or stands inside a cell.",
  ])
  expect(await invited(made)).toHaveLength(1)
  await ask(false)
  expect((await invited(made, assessor, "?sort=name&q=example.org")).map(({ name }) => name)).toEqual([
    expect.stringMatching(/^Candidate/),
    "Lee",
    "Robin Okafor",
  ])
  await expect(ask(false)).resolves.toMatchObject({ candidates: [] })
})

test("[INV7] links and extra time are told to assessors alone, and another team's are not there", async () => {
  const made = await create()
  await invite(made, { name: '=HYPERLINK("http://x")', extra: { kind: "minutes", amount: 15 } })
  expect(await invited(made)).toMatchObject([
    { extra: { amount: 15 }, link: expect.stringContaining("/join/") },
  ])
  expect(await invited(made, viewer)).toMatchObject([{ extra: null, link: null }])
  expect((await viewer.fetch(`/api/assessments/${made.id}/invitations/table`)).status).toBe(403)
  const table = await (await assessor.fetch(`/api/assessments/${made.id}/invitations/table`)).text()
  expect(table).toContain(`"'=HYPERLINK(""http://x"")"`)
  const stranger = (await createTeam(server)).owner
  expect((await stranger.fetch(`/api/assessments/${made.id}`)).status).toBe(404)
  expect((await stranger.fetch(`/api/assessments/${made.id}/invitations`)).status).toBe(404)
  expect((await interviews("", stranger)).total).toBe(0)
  const [one] = await invited(made)
  const theirs = await stranger.ask(ActReport, "/api/invitations", {
    method: "POST",
    body: { ids: [one!.id], do: { act: "revoke" } },
  })
  expect(theirs).toMatchObject({ done: 0, refused: [{ why: "There is no such invitation." }] })
})

test("[INV8] what is done to assessments and invitations is in the audit log", async () => {
  const log = z.object({ entries: z.array(AuditEntry) })
  const { entries } = await team.owner.ask(log, "/api/team/audit")
  const actions = new Set(entries.map(({ action }) => action))
  for (const action of ["assessment.made", "assessment.archived", "invitation.made", "invitation.revoked"])
    expect(actions).toContain(action)
  expect(entries.find(({ action }) => action === "invitation.exported")?.actor.name).toBe(assessor.name)
})

test("[INV13] an interview that was erased is not made again by its link, and no list leads to it", async () => {
  const made = await create({ questions: [{ id: "shared-tab" }], retentionDays: 1 })
  const invitation = await invite(made)
  const opened = await open(invitation)
  await server.store.retention.erase(opened.session)
  expect(await open(invitation)).toMatchObject({ to: "/problem/link-expired" })
  expect(await invited(made)).toMatchObject([{ status: "ended", session: null, name: "Erased" }])
  expect((await interviews(`?assessment=${made.id}`)).total).toBe(0)
})

/** Jobs are looked for by the second. */
const SOON = { timeout: 10_000 }

test("[INV10] where mail is set up links are sent, a list's while its answer is there already, and sent again when asked", async () => {
  const mailbox = await openMailbox()
  const setMail = (mail: object | null) =>
    team.owner.fetch("/api/settings/mail", { method: "PUT", body: { mail } })
  try {
    const from = { security: "none", from: "interviews@acme.example" }
    expect((await setMail({ host: "127.0.0.1", port: mailbox.port, ...from })).status).toBe(200)
    const made = await create()
    const one = await invite(made, { scheduledAt: Date.now() + 3_600_000 })
    expect(one).toMatchObject({ status: "sent", mailProblem: null })
    expect(mailbox.mails[0]).toContain(`To: ${one.name} <${one.email}>`)
    expect(mailbox.mails[0]).toContain("filename=interview.ics")
    const csv = "Ana,ana@example.org\nLee,lee@example.org"
    const path = `/api/assessments/${made.id}/invitations/list`
    const report = await assessor.ask(ListReport, path, { method: "POST", body: { csv } })
    expect(report.sending).toBe(2)
    await vi.waitFor(
      async () => expect((await invited(made)).map(({ status }) => status)).toEqual(["sent", "sent", "sent"]),
      SOON,
    )
    const away = await create()
    const gone = await invite(away, { send: false })
    await assessor.ask(Assessment, `/api/assessments/${away.id}/archive`, { method: "POST" })
    const again = await act([gone.id, one.id], { act: "send" })
    expect(again).toMatchObject({
      done: 1,
      refused: [{ id: gone.id, why: expect.stringMatching(/Bring the/) }],
    })
    await vi.waitFor(() => expect(mailbox.mails).toHaveLength(4), SOON)
  } finally {
    await setMail(null)
    await mailbox.close()
  }
  const unsent = await invite(await create())
  expect(unsent.status).toBe("invited")
  await expect(act([unsent.id], { act: "send" })).rejects.toThrow(/No mail is set up here/)
})

test("[INV15] a link that is withdrawn in the moment it is opened lets nobody in afterwards", async () => {
  const made = await create({ questions: [{ id: "shared-tab" }] })
  const pairs = await Promise.all(Array.from({ length: 30 }, () => invite(made)))
  const into = async ({ link, id }: Invitation) => {
    const [entered] = await Promise.all([
      fetch(link!.replace("/join/", "/api/join/"), { method: "POST" }),
      act([id], { act: "revoke" }),
    ])
    return entered.status
  }
  for (const status of await Promise.all(pairs.map(into))) expect([200, 410]).toContain(status)
  const live = `select 1 from links join interviews i on i.session = links.session
    where i.assessment_id = $1 and not links.revoked`
  expect((await server.store.sql(live, [made.id])).rows).toEqual([])
})

test("[INV16] looking at a link opens nothing, and opening it again and again leaves one way in", async () => {
  const made = await create({ questions: [{ id: "shared-tab" }] })
  const { link, id } = await invite(made)
  const seen = await fetch(link!, { redirect: "manual" })
  expect(seen.headers.get("location")).toBe(link!.slice(link!.indexOf("/join/")).replace("join", "invited"))
  expect(seen.headers.get("set-cookie")).toBeNull()
  const card = await fetch(link!.replace("/join/", "/api/join/"))
  expect(await card.json()).toEqual({
    title: "Backend",
    team: expect.any(String),
    candidate: expect.any(String),
  })
  expect(await invited(made)).toMatchObject([{ id, status: "invited", openedAt: null }])
  const elsewhere = { method: "POST", headers: { origin: "https://elsewhere.example" } }
  expect((await fetch(link!.replace("/join/", "/api/join/"), elsewhere)).status).toBe(403)
  const { session } = await open({ link })
  for (let times = 0; times < 5; times += 1) expect(await open({ link })).toMatchObject({ session })
  expect((await server.store.sql("select 1 from links where session = $1", [session])).rows).toHaveLength(1)
})

test("[INV17] an address that is invited twice at once gets one link", async () => {
  const made = await create()
  const email = "twice@example.org"
  const both = await Promise.allSettled(Array.from({ length: 4 }, () => invite(made, { email })))
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(await invited(made)).toHaveLength(1)
})

test("[INV14] who tries links that do not exist is soon kept from trying more", async () => {
  const { link } = await invite(await create())
  const tries = Array.from({ length: 24 }, (_, at) => {
    const wrong = `${link?.slice(0, -4)}${String(at).padStart(4, "A")}`
    return open({ link: wrong })
  })
  const ends = (await Promise.all(tries)).map(({ to }) => to)
  expect(ends).toContain("/problem/link-unknown")
  expect(ends).toContain("/problem/too-fast")
  expect((await open({ link })).to).toMatch(/^\/interview\//)
})

test("[INV18] letters that were asked for are sent by whichever server comes after", async () => {
  const mailbox = await openMailbox()
  const mail = { host: "127.0.0.1", port: mailbox.port, security: "none", from: "interviews@acme.example" }
  await team.owner.fetch("/api/settings/mail", { method: "PUT", body: { mail } })
  const made = await create()
  const csv = Array.from({ length: 12 }, (_, at) => `Kim ${at},kim-${at}@example.org`).join("\n")
  const path = `/api/assessments/${made.id}/invitations/list`
  expect(await assessor.ask(ListReport, path, { method: "POST", body: { csv } })).toMatchObject({
    sending: 12,
  })
  server = await server.restarted()
  await vi.waitFor(() => expect(mailbox.mails).toHaveLength(12), { timeout: 20_000 })
  await mailbox.close()
}, 40_000)
