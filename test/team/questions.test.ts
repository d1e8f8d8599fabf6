/** A team's question library over HTTP, on a whole server, checks in real sandboxes. */
import { unzipSync, zipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Language } from "../../src/protocol/ctrf.ts"
import {
  Check,
  DraftFileContent,
  ImportReport,
  ListedQuestion,
  QuestionDetail,
  QuestionKind,
  QuestionPreview,
} from "../../src/protocol/library.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import { templateFiles } from "../../src/server/library/template.ts"
import { readFolderFiles } from "../../src/server/questions/library.ts"
import { startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import type { Teammate, TestTeam } from "../support/team.ts"

let server: TestServer
let team: TestTeam
let author: Teammate
let viewer: Teammate

beforeAll(async () => {
  server = await startTestServer()
  team = await createTeam(server)
  author = await team.add("assessor")
  viewer = await team.add("viewer")
})
afterAll(() => server.remove())

const ALL = "/api/questions"
const at = (question: { id: string }, rest = "") => `${ALL}/${question.id}${rest}`
const Listed = z.object({ questions: z.array(ListedQuestion) })
const list = async (who: Teammate, query = "") => (await who.ask(Listed, `${ALL}${query}`)).questions

const create = (title: string, wanted: { kind?: QuestionKind; languages?: Language[] } = {}) =>
  author.ask(QuestionDetail, ALL, {
    method: "POST",
    body: { from: "template", title, kind: "algorithm", level: "junior", languages: ["python"], ...wanted },
  })

const read = (question: { id: string }, path: string, who = author) =>
  who.ask(DraftFileContent, at(question, `/file?path=${encodeURIComponent(path)}`))

async function save(question: { id: string }, path: string, content: string, base?: string | null) {
  const body = { path, content, base: base === undefined ? (await read(question, path)).digest : base }
  return author.ask(QuestionDetail, at(question, "/file"), { method: "PUT", body })
}

/** Asks for a check and awaits its end. */
async function checked(question: { id: string }): Promise<Check> {
  await author.ask(Check, at(question, "/check"), { method: "POST" })
  return over(question)
}

const statusOf = async (question: { id: string }): Promise<Check> => {
  const { check } = await author.ask(z.object({ check: Check.nullable() }), at(question, "/check"))
  if (!check) throw new Error("It was never checked")
  return check
}

function over(question: { id: string }): Promise<Check> {
  return expect
    .poll(() => statusOf(question), { timeout: 30_000, interval: 150 })
    .toSatisfy(({ state }: Check) => state !== "queued" && state !== "running")
    .then(() => statusOf(question))
}

const publish = (question: { id: string }, digest: string) =>
  author.ask(QuestionDetail, at(question, "/publish"), { method: "POST", body: { digest } })

async function bring(name: string, bytes: Uint8Array): Promise<ImportReport> {
  const answer = await fetch(`${server.url}${ALL}/import?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: {
      cookie: author.cookie,
      origin: server.url,
      "content-type": "application/octet-stream",
    },
    body: Buffer.from(bytes),
  })
  return ImportReport.parse(await answer.json())
}

const textOf = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]))

test("[LIB1] a team sees its own questions and the built-in ones, narrowed by words and properties, and no other team's", async () => {
  const made = await create("A needle in the hay")
  const other = await createTeam(server)
  expect((await list(viewer, "?text=needle")).map(({ id }) => id)).toEqual([made.id])
  expect(await list(other.owner, "?text=needle")).toEqual([])
  await expect(other.owner.ask(QuestionDetail, at(made))).rejects.toMatchObject({ code: "question-unknown" })
  await expect(
    other.owner.ask(QuestionDetail, at(made, "/archive"), { method: "POST" }),
  ).rejects.toMatchObject({ code: "question-unknown" })

  const builtIn = await list(other.owner, "?origin=built-in&kind=bug-hunt&level=junior&language=go&tag=money")
  expect(builtIn.map(({ id }) => id)).toContain("shared-tab")
  expect(builtIn.every(({ kind, level }) => kind === "bug-hunt" && level === "junior")).toBe(true)
  expect(await list(other.owner, "?status=draft")).toEqual([])
})

test("[LIB2] what a template makes is a whole question, whatever its kind and languages", () => {
  for (const kind of QuestionKind.options) {
    const wanted = { slug: "till", title: "Till", kind, level: "mid", languages: Language.options } as const
    expect(readFolderFiles("till", templateFiles(wanted))).toMatchObject({ ok: true })
  }
})

test("[LIB3] a draft is published only as it was checked whole and green, and interviews get the latest version", async () => {
  const made = await create("Published with care")
  const solution = "solutions/python/till.py"
  await expect(publish(made, made.digest)).rejects.toMatchObject({ code: "question-not-checked" })
  expect(await server.library.published(team.id, made.id)).toBeNull()

  const good = (await read(made, solution)).content
  const check = await checked(made)
  expect(check).toMatchObject({ state: "passed", claims: 4, digest: made.digest })
  expect(check.steps.map(({ claim, ok }) => [claim, ok])).toEqual([
    ["solution", true],
    ["starter", true],
    ["wrong", true],
    ["wrong", true],
  ])
  const first = await publish(made, made.digest)
  expect(first).toMatchObject({ status: "published", version: 1 })

  const edited = await save(made, solution, `${good}\n# said more clearly\n`)
  expect(edited).toMatchObject({
    status: "changed",
    changes: { added: [], changed: [solution], removed: [] },
  })
  await expect(publish(made, edited.digest)).rejects.toMatchObject({ code: "question-not-checked" })
  expect(await checked(made)).toMatchObject({ state: "passed" })
  const second = await publish(made, edited.digest)
  expect(second.versions.map(({ number, changes }) => [number, changes.changed])).toEqual([
    [2, [solution]],
    [1, []],
  ])
  const latest = await server.library.published(team.id, made.id)
  expect(latest?.files.get(solution)?.toString()).toContain("said more clearly")
  const old = await author.ask(DraftFileContent, at(made, `/versions/1/file?path=${solution}`))
  expect(old.content).toBe(good)
})

test("[LIB4] a file somebody else saved meanwhile is not overwritten, and other files of the draft can be saved beside", async () => {
  const made = await create("Two at once")
  const path = "starter/python/till.py"
  const { digest, content } = await read(made, path)
  await save(made, path, `${content}# mine\n`, digest)
  await expect(save(made, path, `${content}# theirs\n`, digest)).rejects.toMatchObject({
    code: "draft-stale",
    detail: expect.stringContaining(author.name) as string,
  })
  expect((await read(made, path)).content).toBe(`${content}# mine\n`)
  await expect(save(made, "README.md", "new", digest)).rejects.toMatchObject({ code: "draft-stale" })
  await save(made, "README.md", "new", null)
  await expect(save(made, "README.md", "newer", null)).rejects.toMatchObject({ code: "draft-stale" })
})

test("[LIB5] viewers read a question but its hidden tests and solutions, right or wrong, and change nothing", async () => {
  const made = await create("Kept back")
  await author.ask(QuestionDetail, at(made, "/rename"), {
    method: "POST",
    body: { from: "tests/hidden/python/test_till_hidden.py", to: "tests/hidden/python/test_other.py" },
  })
  const seen = await viewer.ask(QuestionDetail, at(made))
  const paths = seen.files.map(({ path }) => path)
  expect(paths).toEqual(["question.yaml", "starter/python/till.py", "tests/visible/python/test_till.py"])
  expect(JSON.stringify(seen)).not.toMatch(/hidden\/|solutions\/|wrong\//)
  for (const path of ["tests/hidden/python/test_other.py", "solutions/python/till.py"])
    await expect(read(made, path, viewer)).rejects.toMatchObject({ code: "role-needed" })
  for (const built of ["tests/hidden/python/test_tab_hidden.py", "solutions/python/tab/group.py"])
    await expect(read({ id: "shared-tab" }, built, viewer)).rejects.toMatchObject({ code: "role-needed" })
  await expect(viewer.ask(QuestionDetail, at(made, "/archive"), { method: "POST" })).rejects.toMatchObject({
    code: "role-needed",
  })
  await expect(viewer.ask(z.unknown(), `${ALL}/export?ids=${made.id}`)).rejects.toMatchObject({
    code: "role-needed",
  })
})

test("[LIB6] checks of a team run one after the other, say how many come first, and can be cancelled", async () => {
  const [one, next] = [await create("Runs first"), await create("Waits")]
  const first = await author.ask(Check, at(one, "/check"), { method: "POST" })
  expect(first).toMatchObject({ state: "queued", before: 0 })
  const second = await author.ask(Check, at(next, "/check"), { method: "POST" })
  expect(second).toMatchObject({ state: "queued", before: 1 })
  await expect(author.ask(Check, at(next, "/check"), { method: "POST" })).rejects.toMatchObject({
    code: "check-running",
  })
  const cancelled = await author.ask(Check, at(one, "/check"), { method: "DELETE" })
  expect(cancelled.state).toBe("cancelled")
  expect(await over(next)).toMatchObject({ state: "passed" })
  expect(await statusOf(one)).toMatchObject({ state: "cancelled" })
  await expect(author.ask(Check, at(one, "/check"), { method: "DELETE" })).rejects.toMatchObject({
    code: "no-check",
  })
})

test("[LIB7] a folder with faults is told them, and nothing of it is run", async () => {
  const made = await create("Not whole")
  await author.ask(QuestionDetail, at(made, "/file?path=wrong/python/refunds-added"), { method: "DELETE" })
  const check = await author.ask(Check, at(made, "/check"), { method: "POST" })
  expect(check).toMatchObject({ state: "faulty", steps: [], faults: [{ path: "wrong/python" }] })
})

test("[LIB8] questions go out as folders in a zip and come back the same, with what could not be taken and why", async () => {
  const made = await create("There and back")
  const copy = await author.ask(QuestionDetail, ALL, {
    method: "POST",
    body: { from: "copy", question: "shared-tab" },
  })
  expect(copy).toMatchObject({ origin: "authored", slug: "shared-tab-copy", faults: [] })
  const answer = await author.fetch(`${ALL}/export?ids=${made.id},${copy.id}`)
  const zip = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  const report = await bring(
    "questions.zip",
    zipSync({ ...zip, ...textOf({ "notes.txt": "mine", [`${made.slug}/../../evil.py`]: "out" }) }),
  )
  expect(report.taken.map(({ source, open }) => [source, open])).toEqual(
    expect.arrayContaining([
      [`${made.slug}/`, []],
      ["shared-tab-copy/", []],
    ]),
  )
  expect(report.refused.map(({ source }) => source).toSorted()).toEqual([
    "notes.txt",
    `${made.slug}/../../evil.py`,
  ])
  const back = report.taken.find(({ source }) => source === `${made.slug}/`)
  const again = await author.ask(QuestionDetail, at({ id: back?.id ?? "" }))
  expect(again).toMatchObject({ digest: made.digest, origin: "imported", status: "draft" })
})

test("[LIB9] exercises and tasks of other collections become drafts that say what is left to do", async () => {
  const config = { files: { solution: ["leap.py"], test: ["leap_test.py"], example: [".meta/example.py"] } }
  const exercise = textOf({
    "leap/.meta/config.json": JSON.stringify(config),
    "leap/.meta/example.py": "def leap_year(year): return True\n",
    "leap/.docs/instructions.md": "Tell leap years.",
    "leap/leap.py": "def leap_year(year): pass\n",
    "leap/leap_test.py": "def test_leap(): pass\n",
    "cobol/.meta/config.json": JSON.stringify({ files: { solution: ["leap.cob"], test: ["leap.t"] } }),
  })
  const exercises = await bring("python.zip", zipSync(exercise))
  expect(exercises.taken).toMatchObject([{ title: "Leap", source: "leap/" }])
  expect(exercises.taken[0]?.open.join()).toContain("write hidden tests")
  expect(exercises.refused).toMatchObject([
    { source: "cobol/", why: expect.stringContaining("language") as string },
  ])

  const task = {
    task_id: "Mine/1",
    prompt: "def inc(n):\n    '''Adds one.'''\n",
    entry_point: "inc",
    canonical_solution: "    return n + 1\n",
    test: "def check(candidate):\n    assert candidate(1) == 2\n",
  }
  const lines = `${JSON.stringify(task)}\n{"task_id": 7}\n`
  const tasks = await bring("tasks.jsonl", Buffer.from(lines))
  expect(tasks).toMatchObject({ taken: [{ title: "inc" }], refused: [{ source: "tasks.jsonl, line 2" }] })
})

test("[LIB10] a preview and a practice session hold the starter and the visible tests, and no hidden part", async () => {
  const made = await create("Looked at")
  const preview = await viewer.ask(QuestionPreview, at(made, "/preview"))
  expect(preview.files.map(({ path, test }) => [path, test])).toEqual([
    ["test_till.py", true],
    ["till.py", false],
  ])
  expect(preview).toMatchObject({ title: "Looked at", entry: "till.py", language: "python" })

  const { path } = await author.ask(z.object({ path: z.string() }), at(made, "/try"), { method: "POST" })
  const opened = await fetch(server.url + path, { redirect: "manual" })
  expect(opened.headers.get("location")).toMatch(/^\/interview\//)
  const practice = (await server.store.sessions.list()).find(({ title }) => title === "Practice: Looked at")
  expect(await server.store.sessions.organizationOf(practice?.id ?? "")).toBe(team.id)
})

test("[LIB11] an archived question leaves the list and comes back; only what was never published can be deleted; built-in ones only copied", async () => {
  const made = await create("Put away")
  await author.ask(QuestionDetail, at(made, "/archive"), { method: "POST" })
  expect(await list(viewer, "?text=put+away")).toEqual([])
  expect(await list(viewer, "?text=put+away&status=archived")).toMatchObject([{ id: made.id }])
  const back = await author.ask(QuestionDetail, at(made, "/restore"), { method: "POST" })
  expect(back.status).toBe("draft")
  await author.ask(z.object({}), at(made), { method: "DELETE" })
  await expect(author.ask(QuestionDetail, at(made))).rejects.toMatchObject({ code: "question-unknown" })

  const [published] = await list(author, "?text=published+care")
  await expect(author.ask(z.object({}), at(published!), { method: "DELETE" })).rejects.toMatchObject({
    code: "question-published",
  })
  const builtIn = { id: "shared-tab" }
  for (const ask of [
    () => save(builtIn, "question.yaml", "id: mine"),
    () => author.ask(QuestionDetail, at(builtIn, "/archive"), { method: "POST" }),
    () => author.ask(z.object({}), at(builtIn), { method: "DELETE" }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "question-built-in" })
})

test("[LIB12] a question keeps to its limits, and its files to its folder", async () => {
  const bomb = zipSync({ "bomb/question.yaml": Buffer.alloc(LIMITS.question.fileBytes + 1) })
  expect(await bring("bomb.zip", bomb)).toMatchObject({
    taken: [],
    refused: [{ source: "bomb/question.yaml" }],
  })
  const made = await create("Within limits")
  const big = "x".repeat(LIMITS.question.fileBytes + 1)
  await expect(save(made, "starter/python/big.txt", big, null)).rejects.toMatchObject({ code: "too-large" })
  for (const path of ["../out.py", "/etc/passwd"])
    await expect(save(made, path, "x", null)).rejects.toMatchObject({ code: "path-escapes" })
  await expect(save(made, "starter/python/till.py/deep.py", "x", null)).rejects.toMatchObject({
    code: "file-exists",
  })
})
