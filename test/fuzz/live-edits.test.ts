/** The agent writes and the candidate types, in the same file at the same moment: neither loses a character. */
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { FileSession } from "../../src/web/editor/file-session.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { openAgent, textOf, told } from "../agent/harness.ts"
import type { Streaming, TestAgent } from "../agent/harness.ts"
import { fileIs, openFile, textOf as editorText } from "../room/moves.ts"
import { begin, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 12)
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000)

let server: TestServer
let created: CreatedSession
let view: LiveSession
let agent: TestAgent
let files = 0

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  view = await begin(server, created)
  agent = await openAgent(server, created)
})

afterAll(async () => {
  view.close()
  await server.remove()
})

/** What the candidate types is in nobody else's text: each word once. */
const word = (index: number): string => `<${index}>`
const WORDS = /<\d+>/g

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "\n", "é", "😀"), maxLength: 120 }),
  fc.string({ unit: fc.constantFrom("alpha\n", "beta\n", "gamma\n", "\n", "é"), maxLength: 20 }),
)
const scene = fc.record({
  before: text,
  old: text.filter((text) => text !== ""),
  after: text,
  fresh: text,
  tool: fc.constantFrom("Write" as const, "Edit" as const),
  end: fc.constantFrom("finish" as const, "drop" as const, "drop-after" as const),
  acts: fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ by: fc.constant("agent" as const), length: fc.integer({ min: 1, max: 40 }) }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          by: fc.constant("candidate" as const),
          at: fc.nat(1_000),
          near: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ by: fc.constant("wait" as const), ms: fc.nat(20) }) },
    ),
    { minLength: 4, maxLength: 30 },
  ),
})

/** Types a word letter by letter, at a place or where the agent's last text ends. */
function typeWord(file: FileSession, index: number, at: number, near: boolean): void {
  const cursor = near ? agent.cursors.at(-1)?.head : undefined
  let place = (cursor ?? at) % ((file.state()?.doc.length ?? 0) + 1)
  const before = file.state()!.doc.sliceString(Math.max(0, place - 1), place)
  if (/[\ud800-\udbff]/.test(before)) place--
  // Not into a word typed before: it would be cut by its own author.
  for (const { 0: found, index: from } of editorText(file).matchAll(WORDS))
    if (from < place && place < from + found.length) place = from
  for (const letter of word(index)) {
    file.update([file.state()!.update({ changes: { from: place, insert: letter } })])
    place++
  }
}

const sorted = (text: string): string => text.split("").toSorted().join("")

function inputOf({ tool, old, fresh }: { tool: string; old: string; fresh: string }, path: string): string {
  return JSON.stringify(
    tool === "Write"
      ? { file_path: path, content: fresh }
      : { file_path: path, old_string: `[${old}]`, new_string: fresh },
  )
}

async function play(
  call: Streaming,
  file: FileSession,
  json: string,
  acts: readonly Act[],
  whole: boolean,
): Promise<number> {
  let from = json.indexOf("^") + 1
  let words = 0
  call.write(json.slice(0, from))
  await told(agent, () => textOf(agent, file.source.path)!.includes("^"))
  for (const act of acts) {
    if (act.by === "agent") {
      const most = whole ? json.length : json.length - 2
      call.write(json.slice(from, Math.min(most, from + act.length)))
      from = Math.max(from, Math.min(most, from + act.length))
    } else if (act.by === "candidate") typeWord(file, words++, act.at, act.near)
    else await new Promise((resolve) => setTimeout(resolve, act.ms))
    await new Promise(setImmediate)
  }
  if (whole) call.write(json.slice(from))
  return words
}

type Act =
  | { by: "agent"; length: number }
  | { by: "candidate"; at: number; near: boolean }
  | { by: "wait"; ms: number }

test(
  `[WRITE9] whatever the candidate types while the agent writes, neither loses a character (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(scene, async (scene) => {
        const { before, old, after, end, tool, acts } = scene
        // The mark by which it is seen that the edit has begun: what is typed before that is what it replaces.
        const fresh = `^${scene.fresh}`
        const path = `fuzz/${files++}.txt`
        const original = `${before}[${old}]${after}`
        await agent.call("Write", { file_path: path, content: original })
        const file = await openFile(view, path)
        const call = agent.begin(tool)
        const words = await play(call, file, inputOf({ tool, old, fresh }, path), acts, end !== "drop")
        if (end !== "drop") expect(await call.finish()).toMatchObject({ ok: true })
        if (end !== "finish") await call.drop()
        await until(view, ({ unacknowledged }) => unacknowledged === 0)
        await agent.room.log.settled()
        const result = textOf(agent, path)!
        const asked = tool === "Write" ? fresh : `${before}${fresh}${after}`
        const typed = Array.from({ length: words }, (_, index) => word(index))
        if (end === "finish") {
          expect(result.replaceAll(WORDS, "")).toBe(asked)
          for (const one of typed) expect(result.split(one)).toHaveLength(2)
        } else {
          // What comes back may come between two letters on their way to where it comes back.
          expect(result.replaceAll(/[<>\d]/g, "")).toBe(original)
          expect(sorted(result.replaceAll(/[^<>\d]/g, ""))).toBe(sorted(typed.join("")))
        }
        await fileIs(file, () => editorText(file) === result)
        file.close()
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(agent.problems).toEqual([])
  },
)
