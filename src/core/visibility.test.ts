import { expect, test } from "vitest"
import { CANDIDATE, createConversation } from "../../test/support/conversation.ts"
import type { Conversation } from "../../test/support/conversation.ts"
import { createdDraft, stored } from "../../test/support/created.ts"
import { AssistancePolicy } from "../protocol/assistance.ts"
import type { ChatState } from "../protocol/chat.ts"
import type { JournalEvent } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import type { Role } from "../protocol/messages.ts"
import { begin, evolve } from "./session.ts"
import type { SessionState } from "./session.ts"
import { isVisible, mayKnow, visibleChat, visibleEvent, visibleState } from "./visibility.ts"

const AGENT = { kind: "agent", id: "agent" } as const
const usage = { input: 7, cacheRead: 8, cacheWrite: 9, output: 10, microDollars: 11 }
const COSTLY = /"(?:input|cacheRead|cacheWrite|output|microDollars)":[1-9]/

function interview(showCost: boolean): SessionState {
  return begin(stored(createdDraft({ assistance: AssistancePolicy.parse({ showCost }) }), 1))
}

/** The events of a conversation as those that follow the first of an interview. */
function after({ events }: Conversation): JournalEvent[] {
  return events.map((event) => ({ ...event, seq: event.seq + 1 }))
}

function costly(): Conversation {
  const talk = createConversation()
  talk.says("Why?")
  talk.asks("t")
  talk.answers("t", 0, "Because.")
  talk.calls("t", 1, "c", "Read", { file_path: "a.py" })
  talk.happens(AGENT, {
    type: "chat.stepped",
    data: { turn: "t", stop: "tools", usage, seals: { 0: "SEAL", 2: "SEAL" } },
  })
  talk.results("t", "c", "line\n".repeat(5_000))
  talk.ends("t", "done")
  return talk
}

test.each([
  ["candidate", false],
  ["candidate", true],
  ["assessor", false],
] satisfies [Role, boolean][])(
  "[VIS1] [VIS2] what a %s is told as it happens folds to what they are sent at once (showCost %s)",
  (role, showCost) => {
    const created = interview(showCost)
    let whole = created
    let told = visibleState(created, role)
    for (const event of after(costly())) {
      whole = evolve(whole, event)
      if (isVisible(event, role, whole)) told = evolve(told, visibleEvent(event, role, whole))
      const sent = visibleState(whole, role)
      expect(told.chat).toEqual(sent.chat)
      expect(told.agent).toEqual(sent.agent)
    }
    const [turn] = told.chat.entries.filter((entry) => entry.kind === "turn")
    expect(turn?.steps[0]?.stop).toBe("tools")
    const shown = role === "assessor" || showCost
    expect(COSTLY.test(JSON.stringify(told))).toBe(shown)
    expect(JSON.stringify(told)).not.toContain("SEAL")
    expect(told.agent?.used.turns).toBe(1)
    expect(JSON.stringify(whole)).toContain("SEAL")
  },
)

test("[VIS1] the record has a step as it is or not at all, so that a copy of it verifies", () => {
  const stepped = after(costly()).find(({ type }) => type === "chat.stepped")!
  expect(mayKnow(stepped, "candidate", interview(false))).toBe(false)
  expect(mayKnow(stepped, "candidate", interview(true))).toBe(true)
  expect(mayKnow(stepped, "assessor", interview(false))).toBe(true)
})

test("[VIS2] what a tool answered and what went along is sent short, and says so", () => {
  const text = "x".repeat(LIMITS.chat.textSent + 5)
  const talk = createConversation()
  talk.happens(CANDIDATE, {
    type: "chat.message",
    data: {
      message: "message-1",
      text: "See.",
      language: "python",
      looking: null,
      attached: [{ kind: "file", path: "a.py", text }],
      quality: { score: 1, features: [] },
    },
  })
  talk.asks("t")
  talk.calls("t", 0, "c", "Read", {})
  talk.results("t", "c", text)
  const { chat } = visibleState(after(talk).reduce(evolve, interview(false)), "assessor")
  const cut = `${text.slice(5)}\n… (5 characters more; the record has all)`
  expect(chat.entries).toMatchObject([
    { attached: [{ text: cut }] },
    { steps: [{ blocks: [{ result: { text: cut } }] }] },
  ])
})

const size = (chat: ChatState): number => JSON.stringify(chat.entries).length
const words = "w".repeat(30_000)

test("[VIS3] a window begins with no more than so many characters, and gets no more at a time", () => {
  const talk = createConversation()
  for (let message = 0; message < 100; message++) talk.says(words)
  const state = interview(false)
  let rest = talk.chat
  const pages: number[] = []
  for (let page = visibleChat(rest, "candidate", state); ; page = visibleChat(rest, "candidate", state)) {
    expect(size(page)).toBeLessThan(LIMITS.chat.charactersSent + 1_000)
    pages.push(page.entries.length)
    if (!page.earlier) break
    rest = { ...rest, entries: rest.entries.slice(0, -page.entries.length) }
  }
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.reduce((sum, length) => sum + length)).toBe(100)
})

test("[VIS3] the turn under way is sent with all that was said since, however long, and one entry at least", () => {
  const talk = createConversation()
  const state = interview(false)
  for (let message = 0; message < 10; message++) talk.says(words)
  talk.asks("t")
  for (let message = 0; message < 50; message++) talk.says(words)
  const underWay = visibleChat(talk.chat, "candidate", state)
  expect(underWay.entries.map(({ kind }) => kind)).toEqual(["turn", ...Array<string>(50).fill("message")])
  expect(underWay.earlier).toBe(true)
  talk.answers("t", 0, words.repeat(50))
  talk.ends("t", "done")
  const entries = talk.chat.entries.filter(({ kind }) => kind === "turn")
  expect(visibleChat({ ...talk.chat, entries }, "candidate", state).entries).toHaveLength(1)
})
