/** The wall of live interviews, told by a server that says all there is once, or nothing, or hangs up. */
import { useState, type JSX } from "react"
import { BUCKET_MS, BUCKETS } from "../../src/protocol/wall.ts"
import type { WallBucket, WallPulse, WallRow, WallWhole } from "../../src/protocol/wall.ts"
import { LivePage } from "../../src/web/live-wall/LivePage.tsx"
import type { TeamScreen } from "./team.tsx"

const NOW = Date.now()
const MINUTE = 60_000
const ago = (minutes: number): number => NOW - minutes * MINUTE

const PLAIN: WallRow = {
  session: "",
  title: "Backend engineer",
  candidate: "",
  createdAt: ago(90),
  live: true,
  phase: "running",
  phaseSince: ago(20),
  ended: null,
  clock: { durationMs: 60 * MINUTE, spentMs: 0, runningSince: ago(20) },
  questions: [
    { id: "q1", title: "The tab that doesn't add up" },
    { id: "q2", title: "Alert storms" },
    { id: "q3", title: "Webhook retries" },
  ],
  submitted: 0,
  question: { index: 0, language: "python" },
  run: null,
  agent: { state: "ready", since: ago(20), level: "consultant" },
  here: { yes: true, since: ago(22) },
  watchers: [],
  last: null,
  stuckSince: null,
  debugging: false,
  sandbox: { status: "ready", since: ago(20) },
}

function ran(passed: number, tests: number, at: number): Pick<WallRow, "run" | "last"> {
  const failed = tests - passed
  const outcome = failed > 0 ? "failed" : "passed"
  const counts = { tests, passed, failed, skipped: 0 }
  return {
    run: { status: outcome, partial: false, ...counts, at },
    last: {
      seq: 900,
      at,
      question: "q1",
      actor: "candidate",
      type: "test.finished",
      data: { outcome, summary: { ...counts, pending: 0, other: 0, start: at, stop: at } },
    },
  }
}

const later = { submitted: 1, question: { index: 1, language: "python" } } as const
const NOT_BEGUN = {
  question: null,
  here: null,
  clock: { ...PLAIN.clock, runningSince: null },
  sandbox: { status: "closed", since: ago(60) },
} as const

const PEOPLE: readonly (Partial<WallRow> & { candidate: string })[] = [
  { candidate: "Robin Okafor", ...ran(3, 11, ago(1)), stuckSince: ago(4), watchers: ["Mira Lindqvist"] },
  {
    candidate: "Mei Tanaka",
    ...later,
    ...ran(24, 26, ago(0.2)),
    agent: { state: "working", since: ago(0.5), level: "pair-programming" },
  },
  { candidate: "Jonas Weber", here: { yes: false, since: ago(2) }, ...ran(2, 6, ago(6)), agent: null },
  {
    candidate: "Priya Raman",
    title: "Platform engineer",
    phase: "paused",
    clock: { durationMs: 60 * MINUTE, spentMs: 31 * MINUTE, runningSince: null },
    ...later,
    watchers: ["Mira Lindqvist", "Bo Chen"],
    last: {
      seq: 700,
      at: ago(3),
      question: "q2",
      actor: "assessor",
      type: "session.paused",
      data: { reason: "The fire alarm" },
    },
  },
  {
    candidate: "Luís Ferreira",
    phaseSince: ago(56),
    clock: { ...PLAIN.clock, runningSince: ago(56) },
    submitted: 2,
    question: { index: 2, language: "go" },
    ...ran(9, 9, ago(2)),
    agent: { state: "held", since: ago(5), level: "full-copilot" },
  },
  {
    candidate: "Sofia Marin",
    title: "Platform engineer",
    sandbox: { status: "failed", since: ago(1) },
    agent: { state: "failed", since: ago(1), level: "consultant" },
  },
  {
    candidate: "Omar Haddad",
    title: "Platform engineer",
    phase: "invited",
    phaseSince: ago(300),
    ...NOT_BEGUN,
  },
  { candidate: "Kateryna Bondar", phase: "consented", ...NOT_BEGUN, here: { yes: true, since: ago(1) } },
  {
    candidate: "Noah Svensson",
    phase: "ended",
    phaseSince: ago(12),
    ended: "submitted",
    submitted: 3,
    question: null,
    here: { yes: false, since: ago(11) },
    live: false,
    ...ran(8, 9, ago(13)),
  },
]

/** An uneven hand, the same each time. */
function buckets(kind: number): WallBucket[] {
  const newest = Math.floor(NOW / BUCKET_MS)
  return Array.from({ length: BUCKETS }, (_, place): WallBucket => {
    const wave = Math.max(
      0,
      Math.round(28 * Math.sin((place + kind * 11) / 5) + ((place * 7 + kind * 13) % 17)),
    )
    const agent = kind % 3 === 1 && place % 13 > 8 ? 40 : 0
    const shell = (place + kind) % 19 === 0 ? 6 : 0
    return [newest - BUCKETS + 1 + place, wave, agent, 0, shell]
  }).filter(([, ...acts]) => acts.some((count) => count > 0))
}

function wholeOf(people: typeof PEOPLE): WallWhole {
  const rows = people.map((one, index): WallRow => ({ ...PLAIN, session: `s${index}`, ...one }))
  const pulses = rows.map(({ session, phase }, index): WallPulse => {
    const works = phase === "running"
    const by = index % 3 === 1 ? "agent" : "candidate"
    return {
      session,
      actedAt: works ? NOW - 2_000 : null,
      doing: works && index % 2 === 1 ? { by, what: "text", at: NOW } : null,
      buckets: phase === "invited" || phase === "consented" ? [] : buckets(index),
    }
  })
  return { now: NOW, rows, pulses }
}

/** Says all there is, if anything; then hangs up where it is told to. */
function serve(whole: WallWhole | null, hangsUp: boolean): void {
  class Told extends EventTarget {
    readyState = 1
    constructor() {
      super()
      setTimeout(() => {
        if (whole) this.dispatchEvent(new MessageEvent("wall", { data: JSON.stringify(whole) }))
        if (hangsUp) this.dispatchEvent(new Event("error"))
      })
    }
    close(): void {
      this.readyState = 2
    }
  }
  Object.defineProperty(globalThis, "EventSource", { value: Told, configurable: true })
}

function screen(address: string, whole: WallWhole | null, hangsUp = false): TeamScreen {
  function Page(): JSX.Element {
    useState(() => serve(whole, hangsUp))
    return <LivePage />
  }
  return { address, page: Page }
}

const MANY = Array.from({ length: 200 }, (_, index) => {
  const one = PEOPLE[index % PEOPLE.length]!
  return { ...one, candidate: `${one.candidate} ${index + 1}` }
})

export const WALL: Record<string, TeamScreen> = {
  wall: screen("/live", wholeOf(PEOPLE)),
  "wall-many": screen("/live", wholeOf(MANY)),
  "wall-filtered": screen("/live?standing=ended&sort=candidate", wholeOf(PEOPLE.slice(0, 8))),
  "wall-empty": screen("/live", { now: NOW, rows: [], pulses: [] }),
  "wall-viewer": { ...screen("/live", { now: NOW, rows: [], pulses: [] }), role: "viewer" },
  "wall-waiting": screen("/live", null),
  "wall-offline": screen("/live", wholeOf(PEOPLE), true),
}
