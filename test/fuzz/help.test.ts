import * as fc from "fast-check"
import { expect, test } from "vitest"
import { advise } from "../../src/core/help/policy.ts"
import { HELP_RULES as RULES } from "../../src/core/help/rules.ts"
import { beginHelp, evolveHelp } from "../../src/core/help/signals.ts"
import { AssistancePolicy } from "../../src/protocol/assistance.ts"
import { PROFILES } from "../simulate/profiles.ts"
import { simulate, type Act, type Profile, type Simulated } from "../simulate/simulation.ts"

const LEVELS = ["consultant", "pair-programming", "full-copilot"] as const

const act: fc.Arbitrary<Act> = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 400_000 })),
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant("type" as const),
          characters: fc.integer({ min: 1, max: 300 }),
        }),
      },
      {
        weight: 8,
        arbitrary: fc.record({
          do: fc.constant("run" as const),
          passed: fc.nat(4),
          failing: fc.subarray(["a", "b", "c"]),
          error: fc.constantFrom("TypeError", "ValueError"),
        }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant("ask" as const), text: fc.constant("?") }) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant("agent-edit" as const),
          characters: fc.integer({ min: 1, max: 600 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("shell" as const), line: fc.constant("ls") }) },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant("growth" as const),
          exponent: fc.double({ min: 0, max: 3, noNaN: true }),
        }),
      },
    ),
  )
  .map(([after, what]) => ({ after, ...what }))

const profile: fc.Arbitrary<Profile> = fc.record({
  answer: fc.constantFrom("accept", "dismiss", "ignore"),
  acts: fc.array(act, { maxLength: 120, size: "max" }),
})

const policy = fc
  .record({
    start: fc.constantFrom(...LEVELS),
    changes: fc.constantFrom("fixed" as const, "suggest" as const, "automatic" as const),
    proactive: fc.boolean(),
  })
  .map((given) => AssistancePolicy.parse(given))

function always(
  name: string,
  holds: (simulated: Simulated, policy: AssistancePolicy, profile: Profile) => void,
): void {
  test(name, () => {
    fc.assert(
      fc.property(profile, policy, (who, how) => holds(simulate(who, how), how, who)),
      { numRuns: 400 },
    )
  })
}

const unasked = ({ help }: Simulated) => help.filter(({ advice }) => advice.type !== "change")
const moved = ({ events }: Simulated) => events.filter((event) => event.type === "level.changed")

always(
  "[HELP1] unasked words are few and far apart, farther after each dismissal",
  (simulated, _, { answer }) => {
    const said = unasked(simulated)
    expect(said.length).toBeLessThanOrEqual(RULES.offersPerQuestion)
    said.slice(1).forEach(({ at }, index) => {
      const wait = RULES.cooldownMs * (answer === "dismiss" ? 2 ** (index + 1) : 1)
      expect(at - said[index]!.at).toBeGreaterThanOrEqual(wait)
    })
  },
)

always("[HELP2] a level holds, longer after each reversal, and stays in its range", (simulated) => {
  let dwell: number = RULES.dwellMs
  let before: { at: number; step: number } | null = null
  for (const { at, data } of moved(simulated)) {
    const step = LEVELS.indexOf(data.to) - LEVELS.indexOf(data.from)
    expect(Math.abs(step)).toBe(1)
    if (before) expect(at - before.at).toBeGreaterThanOrEqual(dwell)
    if (before && before.step !== step) dwell *= 2
    before = { at, step }
  }
})

always("[HELP3] nothing that an assessment turned off happens", ({ help }, { changes, proactive }) => {
  if (changes === "fixed") expect(help.filter(({ advice }) => advice.type !== "offer")).toEqual([])
  if (changes !== "automatic")
    expect(help.filter(({ advice }) => advice.type === "change" && advice.reason === "stuck")).toEqual([])
  if (!proactive) expect(help.filter(({ advice }) => advice.type !== "change")).toEqual([])
})

always(
  "[HELP12] each decision follows from the journal before it, whoever replays it",
  ({ events, help }) => {
    let state = beginHelp()
    const replayed: unknown[] = []
    for (const event of events) {
      if (event.actor.id === "monitor" && /^(?:nudge|level)\./.test(event.type))
        replayed.push(advise(state, event.at))
      state = evolveHelp(state, event)
    }
    expect(replayed).toEqual(help.map(({ advice }) => advice))
  },
)

test("[HELP4] an assessor's word on the level stands", () => {
  fc.assert(
    fc.property(profile, policy, fc.constantFrom(...LEVELS), fc.nat(120), (who, how, to, at) => {
      const acts: Act[] = who.acts.toSpliced(at, 0, { after: 0, do: "override", to })
      const { events, state } = simulate({ ...who, acts }, how)
      const override = events.findIndex(
        ({ type, actor }) => type === "level.changed" && actor.kind === "assessor",
      )
      expect(events.slice(override + 1).filter(({ type }) => type.startsWith("level."))).toEqual([])
      expect(state.level.now).toBe(to)
    }),
    { numRuns: 300 },
  )
})

test("[HELP5] who wants to be left alone is", () => {
  fc.assert(
    fc.property(profile, policy, (who, how) => {
      const acts: Act[] = [{ after: 0, do: "mute", muted: true }, ...who.acts]
      expect(unasked(simulate({ ...who, acts }, how))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

const seen = (name: keyof typeof PROFILES, how: object = {}) => {
  const { help } = simulate(PROFILES[name]!, AssistancePolicy.parse(how))
  return help.map(({ advice }) =>
    advice.type === "offer" ? advice.kind : `${advice.type} ${advice.to} ${advice.reason}`,
  )
}

test("[HELP6] help comes to who needs it and to nobody else", () => {
  expect(seen("stuck on one error")).toEqual(["failing", "failing", "propose pair-programming stuck"])
  expect(seen("thrashing")).toEqual(["failing"])
  expect(seen("slow but right")).toEqual(["growth"])
  expect(seen("stuck on one error", { changes: "automatic" })).toContain("change pair-programming stuck")
  expect(seen("lets the agent write", { start: "full-copilot" })).toEqual([
    "change pair-programming over-assisted",
  ])
  expect(seen("help abuser", { start: "full-copilot" })).toContain("change pair-programming help-abuse")
  for (const calm of ["steady", "silent expert", "slow reader", "typist who never runs", "tests by shell"])
    expect(seen(calm)).toEqual([])
  expect(seen("works with the agent and checks", { start: "full-copilot" })).toEqual([])
})

test("[HELP7] in a debug session help is offered to who has been still for 90 s, and to nobody who fails otherwise", () => {
  const { help, events } = simulate(PROFILES["at a loss"]!, AssistancePolicy.parse({}))
  expect(help.map(({ advice }) => advice)).toEqual([{ type: "offer", kind: "failing" }])
  const run = events.findLast((event) => event.type === "test.started")!
  expect(help[0]!.at + events[0]!.at - run.at).toBe(RULES.debugging.stillMs)
  const other = PROFILES["at a loss"]!.acts.map((act, index) => {
    return act.do === "run" ? { ...act, failing: [`${act.failing[0]} ${index}`] } : act
  })
  expect(simulate({ answer: "accept", acts: other }, AssistancePolicy.parse({})).help).toEqual([])
})

test("[HELP8] who has just asked the agent is not offered what they asked for", () => {
  expect(seen("asks instead of waiting")).toEqual([])
})

test("[HELP9] an edit that is streamed in many changes is one edit of the agent's", () => {
  const edits: Act[] = Array.from({ length: 40 }, () => ({
    after: 16,
    do: "agent-piece" as const,
    characters: 20,
  }))
  const acts: Act[] = [
    ...edits,
    { after: 16, do: "agent-edit", characters: 20 },
    { after: 1_000, do: "shell", line: "python3 a.py" },
    { after: 600_000, do: "wait" },
  ]
  const { help, state } = simulate(
    { answer: "accept", acts },
    AssistancePolicy.parse({ start: "full-copilot" }),
  )
  expect(state.agentEdits.count).toBe(1)
  expect(help).toEqual([])
})
