/** A dozen candidates as scripts, for seeing when help comes. Times are milliseconds. */
import type { Act, Profile } from "./simulation.ts"

const SECOND = 1_000
const MINUTE = 60_000

const type = (after: number, characters = 40): Act => ({ after, do: "type", characters })
const fail = (after: number, failing: string, error?: string, passed = 2): Act => ({
  after,
  do: "run",
  passed,
  failing: [failing],
  ...(error ? { error } : {}),
})
const green = (after: number): Act => ({ after, do: "run", passed: 5, failing: [] })
const ask = (after: number, text = "What would you try next?"): Act => ({ after, do: "ask", text })
const agent = (after: number, characters = 300): Act => ({ after, do: "agent-edit", characters })
const wait = (after: number): Act => ({ after, do: "wait" })
const times = (count: number, acts: (round: number) => readonly Act[]): Act[] =>
  Array.from({ length: count }, (_, round) => acts(round)).flat()

export const PROFILES: Record<string, Profile> = {
  steady: {
    answer: "accept",
    acts: [
      ...times(4, (round) => [
        type(30 * SECOND),
        type(20 * SECOND),
        fail(10 * SECOND, `test_${round}`, undefined, round),
      ]),
      type(40 * SECOND),
      green(10 * SECOND),
      wait(5 * MINUTE),
    ],
  },
  "stuck on one error": {
    answer: "accept",
    acts: [
      ...times(12, () => [type(25 * SECOND, 5), fail(10 * SECOND, "test_edges", "IndexError")]),
      wait(2 * MINUTE),
    ],
  },
  "stuck and refuses help": {
    answer: "dismiss",
    acts: [
      ...times(40, () => [type(25 * SECOND, 5), fail(10 * SECOND, "test_edges", "IndexError")]),
      wait(2 * MINUTE),
    ],
  },
  thrashing: {
    answer: "ignore",
    acts: times(20, (round) => [
      type(6 * SECOND, 60),
      fail(3 * SECOND, `test_${round % 4}`, ["TypeError", "KeyError", "NameError"][round % 3], 1),
    ]),
  },
  "help abuser": {
    answer: "accept",
    acts: [
      ...times(4, () => [type(20 * SECOND), fail(15 * SECOND, "test_a", "ValueError")]),
      wait(5 * MINUTE),
      ...times(6, () => [ask(20 * SECOND, "Just give me the code")]),
      wait(MINUTE),
    ],
  },
  "lets the agent write": {
    answer: "accept",
    acts: [
      ...times(3, () => [ask(30 * SECOND, "Write it"), agent(20 * SECOND), agent(5 * SECOND)]),
      type(30 * SECOND, 10),
      wait(6 * MINUTE),
    ],
  },
  "works with the agent and checks": {
    answer: "accept",
    acts: [
      ...times(5, () => [
        ask(40 * SECOND, "Write the parser"),
        agent(15 * SECOND),
        fail(10 * SECOND, "test_p", "E", 3),
        type(20 * SECOND),
        green(10 * SECOND),
      ]),
      wait(6 * MINUTE),
    ],
  },
  "silent expert": {
    answer: "dismiss",
    acts: [...times(20, () => [type(20 * SECOND, 60)]), green(5 * SECOND), wait(3 * MINUTE)],
  },
  "slow reader": {
    answer: "accept",
    acts: [
      wait(8 * MINUTE),
      type(30 * SECOND),
      wait(6 * MINUTE),
      type(SECOND),
      fail(MINUTE, "test_a"),
      wait(5 * MINUTE),
    ],
  },
  "slow but right": {
    answer: "accept",
    acts: [
      type(5 * MINUTE),
      green(SECOND),
      { after: 2 * SECOND, do: "growth", exponent: 2.02 },
      wait(5 * MINUTE),
    ],
  },
  "at a loss": {
    answer: "accept",
    acts: [
      type(MINUTE),
      fail(MINUTE, "test_a", "KeyError"),
      type(4 * MINUTE, 3),
      fail(MINUTE, "test_a", "KeyError"),
      wait(5 * MINUTE),
    ],
  },
  "asks instead of waiting": {
    answer: "accept",
    acts: [
      ...times(2, () => [type(25 * SECOND), fail(15 * SECOND, "test_a", "KeyError")]),
      type(10 * SECOND),
      ask(SECOND, "Why does test_a fail?"),
      wait(5 * MINUTE),
    ],
  },
  "typist who never runs": { answer: "accept", acts: times(120, () => [type(5 * SECOND, 30)]) },
  "tests by shell": {
    answer: "accept",
    acts: [
      ...times(6, () => [type(20 * SECOND), { after: 5 * SECOND, do: "shell", line: "python3 -m pytest" }]),
      wait(5 * MINUTE),
    ],
  },
  "only when I ask": {
    answer: "ignore",
    acts: [
      { after: SECOND, do: "mute", muted: true },
      ...times(10, () => [type(15 * SECOND), fail(10 * SECOND, "test_a", "ValueError")]),
      wait(5 * MINUTE),
    ],
  },
  overruled: {
    answer: "accept",
    acts: [
      { after: SECOND, do: "override", to: "consultant" },
      ...times(20, () => [type(25 * SECOND, 5), fail(10 * SECOND, "test_edges", "IndexError")]),
    ],
  },
}
