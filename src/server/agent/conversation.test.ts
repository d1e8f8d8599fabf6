import fc from "fast-check"
import { expect, test } from "vitest"
import { createConversation } from "../../../test/support/conversation.ts"
import { AGENT, CANDIDATE } from "../../../test/support/conversation.ts"
import { compactionOf, conversationOf } from "./conversation.ts"
import type { ModelMessage } from "./model/model.ts"

const told = (made: ReturnType<typeof createConversation>): ModelMessage[] =>
  conversationOf(made.chat, "consultant")

test("[TURN1] what is said while the agent works comes after the results of what it was doing", () => {
  const made = createConversation()
  made.says("one")
  made.asks("t1")
  made.calls("t1", 0, "c1", "Read", { file_path: "a.py" })
  made.says("two")
  made.steps("t1", "tools")
  made.results("t1", "c1", "the text")
  expect(told(made).map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool", "user"])
})

test("[TURN2] every call has its result, also when its turn was cut off; thinking without its seal is left out", () => {
  const made = createConversation()
  made.says("one")
  made.asks("t1")
  made.happens(AGENT, { type: "chat.delta", data: { turn: "t1", block: 0, kind: "thinking", text: "hm" } })
  made.answers("t1", 1, "I look.")
  made.calls("t1", 2, "c1", "Read", { file_path: "a.py" })
  made.ends("t1", "interrupted")
  const [, , assistant, tool, note] = told(made)
  expect(assistant).toMatchObject({
    role: "assistant",
    blocks: [{ kind: "text" }, { kind: "tool", call: "c1" }],
  })
  expect(tool).toMatchObject({ role: "tool", results: [{ call: "c1", ok: false }] })
  expect(note?.role).toBe("system")
})

test("[TURN3] a step that failed or was refused is not told", () => {
  const made = createConversation()
  made.says("one")
  made.asks("t1")
  made.answers("t1", 0, "half an ans")
  const data = { turn: "t1", code: "cut-off", message: "", retryInMs: 0 } as const
  made.happens(AGENT, { type: "chat.failed", data })
  made.asks("t1")
  made.answers("t1", 0, "I will not.")
  made.steps("t1", "refusal")
  made.ends("t1", "refused")
  expect(told(made).map(({ role }) => role)).toEqual(["system", "user"])
})

const act = fc.oneof(
  fc.record({ do: fc.constant("say" as const) }),
  fc.record({ do: fc.constant("level" as const) }),
  fc.record({ do: fc.constant("nudge" as const) }),
  fc.record({ do: fc.constant("step" as const), calls: fc.nat(3), end: fc.boolean(), between: fc.boolean() }),
)

/** Lives a conversation, and answers what the model was asked with each time. */
function live(acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[]) {
  const made = createConversation()
  const asked: ModelMessage[][] = []
  let turn = 0
  let calls = 0
  for (const one of acts) {
    if (one.do === "say") made.says(`words ${made.events.length}`)
    if (one.do === "level") {
      const data = { from: "consultant", to: "full-copilot", reason: "stuck" } as const
      made.happens(CANDIDATE, { type: "level.changed", data })
    }
    if (one.do === "nudge") {
      const nudge = `n${made.events.length}`
      made.happens(AGENT, { type: "nudge.offered", data: { nudge, kind: "failing" } })
      made.happens(CANDIDATE, { type: "nudge.accepted", data: { nudge } })
    }
    if (one.do !== "step") continue
    const id = `t${turn}`
    asked.push(told(made))
    made.asks(id)
    made.answers(id, 0, "words")
    const names = Array.from({ length: one.calls }, () => `c${calls++}`)
    names.forEach((call, index) => made.calls(id, index + 1, call, "Read", {}))
    if (one.between) made.says("steering")
    made.steps(id, names.length > 0 ? "tools" : "end")
    for (const call of names) made.results(id, call, "text")
    if (!one.end) continue
    made.ends(id, "done")
    turn++
  }
  return { made, asked }
}

test("[TURN4] each asking begins with all of the one before, so that what is cached stays good", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const { asked } = live(acts)
      asked.slice(1).forEach((messages, index) => {
        expect(messages.slice(0, asked[index]!.length)).toEqual(asked[index])
      })
    }),
  )
})

test("[TURN5] a compaction keeps the end of a conversation, with every call beside its result", () => {
  fc.assert(
    fc.property(
      fc.array(act, { minLength: 5, maxLength: 40 }),
      fc.integer({ min: 100, max: 2_000 }),
      (acts, size) => {
        const { made } = live(acts)
        const before = compactionOf(made.chat, size)
        if (before === null) return
        const whole = told(made)
        made.happens(AGENT, { type: "chat.compacted", data: { turn: "t", before } })
        const left = told(made)
        expect(left.length).toBeLessThan(whole.length + 2)
        expect(left.slice(2)).toEqual(whole.slice(whole.length - left.length + 2))
        left.forEach((message, index) => {
          if (message.role === "tool") expect(left[index - 1]?.role).toBe("assistant")
        })
        expect(left.slice(0, 2).map(({ role }) => role)).toEqual(["system", "user"])
      },
    ),
  )
})
