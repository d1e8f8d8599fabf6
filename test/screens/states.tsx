import { problem } from "../../src/protocol/errors.ts"
import { latestOf } from "../../src/core/chat.ts"
import type { AssistancePolicy } from "../../src/protocol/assistance.ts"
import { accessAllowed, accessAsked, answered, asked, judged, pointed, said } from "./acts.tsx"
import {
  agentBegun,
  agentEnded,
  coachBegun,
  declined,
  dismissed,
  endedAs,
  failing as modelFailing,
  held,
  levelChanged,
  levelProposed,
  muted,
  offered,
  policy,
  refusedAtLevel,
  running,
  streaming,
  talk,
  turnEnded,
  wholeTurn,
  writing,
} from "./agent.tsx"
import {
  collected,
  consented,
  edited,
  ended,
  extended,
  finished,
  focused,
  graded,
  many,
  MINUTE,
  notGraded,
  opened,
  pasted,
  paused,
  play,
  playWith,
  results,
  runStarted,
  started,
  submitted,
  submittedByClock,
  terminalOpened,
  uploaded,
  unfinished,
  wait,
  type Step,
} from "./journal.tsx"
import { ASSESSOR, CANDIDATE, viewOf, type ScreenView } from "./view.tsx"

const begun = [consented, started, opened("shared-tab"), terminalOpened]
const working = (...steps: Step[]) => play(...begun, wait(38 * MINUTE), ...steps)
const run = [runStarted, collected]
const failing = [...run, ...results(8, [1, 4]), finished("failed")]
const you = { role: "assessor", client: "a1", id: "assessor", name: "Mira Lindqvist" } as const

/** Interviews with an agent that has taken part since the beginning. */
const withAgent = (steps: readonly Step[], more: Partial<AssistancePolicy> = {}, begins = agentBegun) =>
  playWith(policy(more), ...begun, begins, wait(20 * MINUTE), ...failing, ...steps)
const chat = (...steps: Step[]) => viewOf({ session: withAgent(steps) })

/** Every state worth a look, by name. */
export const SCREENS: Record<string, () => ScreenView> = {
  "chat-waiting": () => viewOf({ session: playWith(policy(), ...begun, wait(MINUTE)) }),
  "chat-empty": () => chat(),
  "chat-coach": () => viewOf({ session: withAgent([], { start: "consultant" }, coachBegun) }),
  chat: () => chat(...wholeTurn),
  "chat-streaming": () => chat(...wholeTurn, ...streaming),
  "chat-writing": () =>
    viewOf({
      session: withAgent([...wholeTurn, ...writing]),
      agentAt: { path: "tests/test_paging.py", lines: 24 },
    }),
  "chat-answered": () => chat(...wholeTurn, ...streaming, turnEnded("t2", "done")),
  "chat-running": () => chat(...wholeTurn, ...running),
  "chat-refused": () => viewOf({ session: withAgent(refusedAtLevel, { start: "consultant" }) }),
  "chat-stopped": () => chat(...wholeTurn, ...endedAs("stopped")),
  "chat-declined": () => chat(...wholeTurn, ...declined),
  "chat-retry": () => chat(...wholeTurn, ...modelFailing("rate-limited", 12_000)),
  "chat-failed": () => chat(...wholeTurn, ...modelFailing("wrong-key", null)),
  "chat-interrupted": () => chat(...endedAs("interrupted")),
  "chat-steps": () => chat(...endedAs("steps")),
  "chat-budget": () => chat(...endedAs("budget"), agentEnded("budget")),
  "chat-held": () => chat(...wholeTurn, held),
  "chat-ended": () => chat(...wholeTurn, agentEnded("assessor")),
  "chat-paused": () => chat(...wholeTurn, ...streaming, paused),
  "chat-nudge": () => chat(...wholeTurn, offered("failing")),
  "chat-level-proposed": () =>
    viewOf({ session: withAgent([...refusedAtLevel, levelProposed], { start: "consultant" }) }),
  "chat-level-changed": () => chat(...wholeTurn, offered("stalled"), dismissed(), levelChanged),
  "chat-muted": () => chat(...wholeTurn, muted),
  "chat-cost": () => viewOf({ session: withAgent(wholeTurn, { showCost: true }) }),
  "chat-many": () => chat(...talk(2_500)),
  "chat-window": () => {
    const session = withAgent(talk(300))
    return viewOf(
      { session: { ...session, chat: latestOf(session.chat, 50) } },
      { chat: session.chat.entries },
    )
  },
  "chat-offline": () =>
    viewOf({
      session: withAgent(wholeTurn),
      connection: { status: "offline", since: Date.now() - 12_000, retryAt: Date.now() + 8_000, attempt: 3 },
    }),
  "chat-review": () => viewOf({ session: withAgent(wholeTurn) }, { reviewed: true }),
  "watch-chat": () => viewOf({ session: withAgent([...wholeTurn, offered("errors")]), you }),
  "watch-review": () => viewOf({ session: withAgent(wholeTurn), you }, { reviewed: true }),
  "watch-agent-waiting": () => viewOf({ session: playWith(policy(), ...begun, wait(MINUTE)), you }),
  connecting: () => viewOf({ connection: { status: "connecting" } }),
  consent: () => viewOf({ session: play() }),
  check: () => viewOf({ session: play(consented), people: [CANDIDATE] }),
  "check-poor": () => viewOf({ session: play(consented), workspace: { status: "preparing" } }),
  "in-use": () => viewOf({ connection: { status: "in-use" } }),
  "taken-over": () =>
    viewOf({ session: working(), connection: { status: "closed", problem: problem("taken-over") } }),
  workspace: () => viewOf({ session: working() }),
  preparing: () => viewOf({ session: play(...begun), workspace: { status: "preparing" } }, { noFiles: true }),
  "workspace-failed": () =>
    viewOf(
      { session: play(...begun), workspace: { status: "failed", problem: problem("sandbox-unavailable") } },
      { noFiles: true },
    ),
  collecting: () => viewOf({ session: working(runStarted) }),
  running: () => viewOf({ session: working(...run, ...results(4, [1])), unacknowledged: 2 }),
  failed: () => viewOf({ session: working(...failing), unsaved: new Set(["tab/money.py"]) }),
  passed: () => viewOf({ session: working(...run, ...results(8, []), finished("passed")) }),
  "suite-error": () =>
    viewOf({
      session: working(
        runStarted,
        finished("error", {
          message:
            "File \"tab/money.py\", line 12\n    share = round(amount / people\n                 ^\nSyntaxError: '(' was never closed\n\ntests/test_tab.py:3: in <module>\n    from tab.money import split",
          output: "\n",
        }),
      ),
    }),
  "not-loaded": () =>
    viewOf({ session: working(...run, finished("error", { message: "tab/money.py does not compile" })) }),
  "timed-out": () =>
    viewOf({
      session: working(
        ...run,
        ...results(5, []),
        ...unfinished(5),
        finished(
          "error",
          { message: "The run was stopped: it took longer than 30 s.", reason: "timeout", running: [5] },
          30_000,
        ),
      ),
    }),
  cancelled: () =>
    viewOf({
      session: working(...run, ...results(3, []), ...unfinished(3), finished("cancelled", { running: [3] })),
    }),
  "passed-before": () => viewOf({ session: working(...run, ...results(8, []), finished("passed"), edited) }),
  "many-results": () => viewOf({ session: working(runStarted, ...many(300), finished("failed")) }),
  "time-short": () => viewOf({ session: play(...begun, wait(80 * MINUTE + 20_000), ...failing) }),
  offline: () =>
    viewOf({
      session: working(...failing),
      connection: { status: "offline", since: Date.now() - 12_000, retryAt: Date.now() + 8_000, attempt: 3 },
      unacknowledged: 14,
    }),
  paused: () => viewOf({ session: play(...begun, wait(20 * MINUTE), ...failing, paused) }),
  ended: () =>
    viewOf({
      session: play(
        ...begun,
        submitted("shared-tab"),
        graded("shared-tab", 8, 8),
        opened("alert-storms"),
        submitted("alert-storms"),
        opened("lease-queue"),
        submitted("lease-queue", 30 * MINUTE),
        graded("alert-storms", 5, 7),
        ended("submitted"),
      ),
    }),
  expired: () =>
    viewOf({
      session: play(...begun, submitted("shared-tab"), graded("shared-tab", 6, 8), ended("expired")),
      unacknowledged: 3,
    }),
  watch: () =>
    viewOf({
      session: working(
        pasted(240),
        pasted(31),
        pasted(12, true),
        uploaded("data/rates.csv", 3_400),
        focused(false),
        focused(true, 130_000),
        ...failing,
        extended,
        focused(false),
      ),
      you,
    }),
  "acts-asked": () => viewOf({ session: working(...failing, said, ...asked) }),
  "acts-pointed": () => viewOf({ session: working(...failing, pointed, accessAsked("edit")) }),
  "acts-together": () =>
    viewOf({ session: working(...failing, accessAsked("edit"), accessAllowed("edit"), ...asked, answered) }),
  "acts-agent": () => chat(...wholeTurn, said, ...asked),
  "acts-paused": () => viewOf({ session: working(...failing, said, ...asked, paused) }),
  "watch-together": () =>
    viewOf({
      session: working(
        ...failing,
        said,
        ...asked,
        answered,
        pointed,
        accessAsked("edit"),
        accessAllowed("edit"),
        ...judged,
      ),
      you,
      people: [
        CANDIDATE,
        ASSESSOR,
        { client: "a2", name: "Owen Park", role: "assessor", path: "tab/money.py" },
      ],
    }),
  "watch-viewer": () =>
    viewOf({
      session: working(...failing, said, ...asked, answered),
      you: { role: "viewer", client: "v1", id: "viewer", name: "Vic" },
    }),
  "watch-judged": () =>
    viewOf({
      session: play(
        ...begun,
        ...failing,
        ...judged,
        submitted("shared-tab"),
        graded("shared-tab", 8, 8),
        ended("expired"),
      ),
      you,
      people: [ASSESSOR],
    }),
  "watch-paused": () => viewOf({ session: play(...begun, wait(20 * MINUTE), paused), you }),
  "watch-ended": () =>
    viewOf({
      session: play(
        ...begun,
        ...failing,
        submitted("shared-tab"),
        opened("alert-storms"),
        graded("shared-tab", 8, 8),
        submitted("alert-storms"),
        notGraded("alert-storms"),
        opened("lease-queue"),
        submittedByClock("lease-queue", 30 * MINUTE),
        ended("expired"),
      ),
      you,
      people: [ASSESSOR],
    }),
  "watch-ended-agent": () =>
    viewOf({
      session: withAgent([
        ...talk(60),
        ...wholeTurn,
        ...declined,
        offered("stalled"),
        levelChanged,
        submitted("shared-tab"),
        graded("shared-tab", 8, 8),
        opened("alert-storms"),
        submitted("alert-storms"),
        graded("alert-storms", 5, 7),
        agentEnded("assessor"),
        ended("submitted"),
      ]),
      you,
      people: [ASSESSOR],
    }),
  "watch-ended-early": () =>
    viewOf({ session: play(consented, ended("ended-by-assessor")), you, people: [ASSESSOR] }),
  "watch-waiting": () => viewOf({ session: play(), you, people: [ASSESSOR] }),
}
