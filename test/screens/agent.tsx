/** Conversations for the screens: what people, the agent and the policy do, as events. */
import { AssistancePolicy, type ModelFault, type NudgeKind } from "../../src/protocol/assistance.ts"
import type { Actor, EventData, EventType } from "../../src/protocol/events.ts"
import { assessor, candidate, step, system, type Step } from "./journal.tsx"

const agent: Actor = { kind: "agent", id: "agent" }
const question = "shared-tab"

export const policy = (more: Partial<AssistancePolicy> = {}): { assistance: AssistancePolicy } => ({
  assistance: { ...AssistancePolicy.parse({ start: "pair-programming" }), ...more },
})

const act = <T extends EventType>(actor: Actor, type: T, data: EventData<T>, after = 1_000): Step =>
  step({ actor, question, type, data } as Parameters<typeof step>[0], after)

export const agentBegun = act(system, "agent.begun", {
  model: { name: "claude-sonnet-5-5", languageModel: true },
  context: {},
})
export const coachBegun = act(system, "agent.begun", {
  model: { name: "Built-in coach", languageModel: false },
  context: {},
})
export const held = act(assessor, "agent.paused", {})
export const agentEnded = (reason: "assessor" | "budget") => act(system, "agent.ended", { reason })

let messages = 0
export const said = (
  text: string,
  attached: EventData<"chat.message">["attached"] = [],
  after = 20_000,
): Step =>
  act(
    candidate,
    "chat.message",
    {
      message: `m-${messages++}-0000`,
      text,
      language: "python",
      looking: "tab/money.py",
      attached,
      quality: { score: 4, features: ["specific", "context", "one-goal", "verification"] },
    },
    after,
  )

const usage = { input: 1_240, cacheRead: 18_400, cacheWrite: 900, output: 640, microDollars: 21_400 }

/** One step of a turn: what the model says and calls, with what became of each call. */
export interface Call {
  tool: string
  input: Record<string, unknown> | string
  /** Left out while its input is still being written. */
  result?: { ok: boolean; text: string } | { refused: string } | { output: string }
}
export type Part = { text: string } | { thinking: string } | Call

let calls = 0
export function asked(turn: string, parts: readonly Part[], open = false): Step[] {
  const events = parts.flatMap((part, block): Step[] => {
    if ("text" in part) return [act(agent, "chat.delta", { turn, block, kind: "text", text: part.text })]
    if ("thinking" in part)
      return [act(agent, "chat.delta", { turn, block, kind: "thinking", text: part.thinking })]
    const call = `call-${calls++}`
    const { tool, input, result } = part
    const begun = act(agent, "chat.tool", { turn, block, call, tool })
    if (typeof input === "string")
      return [begun, act(agent, "chat.input", { turn, call, input, whole: false })]
    const whole = act(agent, "chat.input", { turn, call, input: JSON.stringify(input), whole: true })
    if (!result) return [begun, whole]
    if ("output" in result)
      return [begun, whole, act(agent, "chat.output", { turn, call, text: result.output })]
    const level = "consultant"
    return [
      begun,
      whole,
      "refused" in result
        ? act(system, "chat.refused", { turn, call, tool, level, text: result.refused })
        : act(agent, "chat.result", { turn, call, ...result }),
    ]
  })
  const ask = act(agent, "chat.asked", { turn, model: "claude-sonnet-5-5", level: "pair-programming" })
  if (open) return [ask, ...events]
  return [ask, ...events, act(agent, "chat.stepped", { turn, stop: "tools", usage, seals: {} })]
}

export const turnStarted = (turn: string) => act(agent, "chat.started", { turn })
export const turnEnded = (turn: string, outcome: EventData<"chat.ended">["outcome"]) =>
  act(agent, "chat.ended", { turn, outcome })
export const modelFailed = (turn: string, code: ModelFault, retryInMs: number | null) =>
  act(agent, "chat.failed", { turn, code, message: "HTTP 429", retryInMs })
export const offered = (kind: NudgeKind, nudge = "n1") => act(system, "nudge.offered", { nudge, kind })
export const dismissed = (nudge = "n1") => act(candidate, "nudge.dismissed", { nudge })
export const muted = act(candidate, "nudge.muted", { muted: true })
export const levelProposed = act(system, "level.proposed", {
  nudge: "l1",
  from: "consultant",
  to: "pair-programming",
  reason: "stuck",
})
export const levelChanged = act(assessor, "level.changed", {
  from: "pair-programming",
  to: "full-copilot",
  reason: "asked",
})

const FAILING = {
  kind: "test",
  id: "tests/test_tab.py::test_the_first_people_carry_the_extra_cents",
  text: "assert [334, 334, 334] == [334, 333, 333]",
} as const

const ANSWER = `The shares are **rounded**, so 10.00 among three becomes 3 × 3.34. Two ways to keep the sum:

1. give everyone \`amount // people\`, and the first \`amount % people\` one cent more;
2. work with running totals and take differences.

The first is the shorter one:

\`\`\`python
def split(amount: int, people: int) -> list[int]:
    sign = -1 if amount < 0 else 1
    share, rest = divmod(abs(amount), people)
    return [sign * (share + (1 if i < rest else 0)) for i in range(people)]
\`\`\`

| amount | shares |
| --- | --- |
| 1000 | 334, 333, 333 |
| -1000 | -334, -333, -333 |

See [the standard library](https://docs.python.org/3/library/functions.html#divmod) for how \`divmod\` rounds.`

/** A question that is looked into, mended and tested, with a failure on the way. */
export const wholeTurn: Step[] = [
  said("Why does this test lose a cent? Please keep split's name and signature.", [
    FAILING,
    { kind: "selection", path: "tab/money.py", fromLine: 6, toLine: 13, text: "def split…" },
  ]),
  turnStarted("t1"),
  ...asked("t1", [
    {
      thinking: "**Looking at the rounding**\n\nThe shares are rounded each by itself, so their sum drifts.",
    },
    { text: "Let me look at how the shares are computed." },
    {
      tool: "Read",
      input: { file_path: "tab/money.py" },
      result: { ok: true, text: "     1\tCENTS = 100\n     2\t" },
    },
    {
      tool: "Grep",
      input: { pattern: "split\\(", path: "tab" },
      result: { ok: true, text: "tab/group.py:31" },
    },
  ]),
  ...asked("t1", [
    {
      tool: "Edit",
      input: {
        file_path: "tab/money.py",
        old_string: "    share = round(amount / people)\n    return [share] * people",
        new_string:
          "    share, rest = divmod(amount, people)\n    return [share + (1 if i < rest else 0)\n            for i in range(people)]",
      },
      result: { ok: true, text: "Edited tab/money.py." },
    },
    {
      tool: "run_tests",
      input: {},
      result: {
        ok: false,
        text: "7 of 8 tests passed.\n\ntest_a_refund_undoes_its_expense failed:\nassert [-333, -333, -334] == [-334, -333, -333]\ntests/test_tab.py:26",
      },
    },
  ]),
  ...asked("t1", [
    {
      tool: "Edit",
      input: {
        file_path: "tab/money.py",
        old_string: "    share, rest = divmod(amount, people)",
        new_string: "    sign = -1 if amount < 0 else 1\n    share, rest = divmod(abs(amount), people)",
      },
      result: { ok: true, text: "Edited tab/money.py." },
    },
    { tool: "run_tests", input: {}, result: { ok: true, text: "8 of 8 tests passed." } },
  ]),
  ...asked("t1", [{ text: ANSWER }]),
  turnEnded("t1", "done"),
]

export const streaming: Step[] = [
  said("And the labels?"),
  turnStarted("t2"),
  ...asked(
    "t2",
    [
      {
        text: "Every group shares one list, because the default is made once:\n\n```python\ndef __init__(self, labels=[])",
      },
    ],
    true,
  ),
]

export const writing: Step[] = [
  said("Write tests for paging, please."),
  turnStarted("t2"),
  ...asked(
    "t2",
    [
      { text: "I add a file of its own for them." },
      {
        tool: "Write",
        input:
          '{"file_path": "tests/test_paging.py", "content": "import pytest\\n\\nfrom tab.paging import page\\n\\n\\ndef test_the',
      },
    ],
    true,
  ),
]

export const running: Step[] = [
  said("Does it also hold for many people?"),
  turnStarted("t2"),
  ...asked(
    "t2",
    [
      { thinking: "Trying it with random amounts is quickest." },
      {
        tool: "Bash",
        input: {
          command: "python3 -m pytest -q tests -k many --maxfail=1",
          description: "Run the slow tests",
        },
        result: {
          output: Array.from({ length: 30 }, (_, at) => `tests/test_many.py::test_${at} PASSED`).join("\n"),
        },
      },
    ],
    true,
  ),
]

export const refusedAtLevel: Step[] = [
  said("Can you mend it yourself?"),
  turnStarted("t2"),
  ...asked("t2", [
    { text: "I try to put the fix in." },
    {
      tool: "Edit",
      input: { file_path: "tab/money.py", old_string: "a", new_string: "b" },
      result: { refused: "Editing is not allowed at the level consultant. Explain the idea instead." },
    },
    {
      tool: "Bash",
      input: { command: "cat /etc/hosts" },
      result: { refused: "Commands are not allowed at the level consultant." },
    },
  ]),
  ...asked("t2", [
    {
      text: "At this level I only explain. Think of what is left over when you divide: who should carry it?",
    },
  ]),
  turnEnded("t2", "done"),
]

/** A turn that came to this end in the middle of its work. */
export const endedAs = (outcome: EventData<"chat.ended">["outcome"]): Step[] => [
  said("Please mend the paging too."),
  turnStarted("t2"),
  ...asked(
    "t2",
    [
      { text: "The last page begins one entry too early." },
      {
        tool: "Edit",
        input: '{"file_path": "tab/paging.py", "old_string": "start = (number - 1) * size - 1", "new',
      },
    ],
    true,
  ),
  turnEnded("t2", outcome),
]

/** A model that began to answer and then would not. */
export const declined: Step[] = [
  said("Tell me what the hidden tests check."),
  turnStarted("t2"),
  ...asked("t2", [{ text: "The hidden tests begin with" }], true),
  act(agent, "chat.stepped", { turn: "t2", stop: "refusal", usage, seals: {} }),
  turnEnded("t2", "refused"),
]

export const failing = (code: ModelFault, retryInMs: number | null): Step[] => [
  said("Please mend the paging too."),
  turnStarted("t2"),
  ...asked("t2", [{ text: "The last pa" }], true),
  modelFailed("t2", code, retryInMs),
  ...(retryInMs === null ? [turnEnded("t2", "failed")] : []),
]

/** So many short exchanges. */
export function talk(exchanges: number): Step[] {
  return Array.from({ length: exchanges }, (_, at) => {
    const turn = `talk-${at}`
    return [
      said(`Question ${at}: what does \`split\` do with ${at} cents?`, [], 500),
      turnStarted(turn),
      ...asked(turn, [
        {
          text: `It gives **${at}** cents to the first of them, and nothing to the others.\n\n- exact\n- in order`,
        },
      ]),
      turnEnded(turn, "done"),
    ]
  }).flat()
}
