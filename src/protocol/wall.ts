/**
 * The wall of a team's interviews: a row of each, and what is told of it as it changes. Everything in here may be known
 * to whoever looks on: nothing of notes and ratings.
 */
import { z } from "zod"
import { AssistanceLevel } from "./assistance.ts"
import { Language } from "./ctrf.ts"
import { EndReason } from "./events.ts"
import { Moment } from "./watch.ts"

/** Whose acts are counted, in this order. */
export const LANES = ["candidate", "agent", "assessor", "shell"] as const
export const Lane = z.enum(LANES)
export type Lane = z.infer<typeof Lane>

/** Acts are counted in stretches of this length, and told of as many stretches. */
export const BUCKET_MS = 10_000
export const BUCKETS = 60

const Count = z.number().int().nonnegative()
/** Number of the stretch (time divided by its length, floored), then the acts in it by lane. */
export const WallBucket = z.tuple([Count, Count, Count, Count, Count])
export type WallBucket = z.infer<typeof WallBucket>

/** What somebody is at, from the last act that is no moment of its own. */
export const Doing = z.object({
  by: Lane,
  what: z.enum(["text", "shell", "chat", "view"]),
  at: z.number(),
})
export type Doing = z.infer<typeof Doing>

/** What of an interview changes with every key: told a few times a second at most. */
export const WallPulse = z.object({
  session: z.string(),
  /** Of the candidate's last act of any kind; null before the first. */
  actedAt: z.number().nullable(),
  doing: Doing.nullable(),
  /** Those that changed, or all where nothing was told before; stretches without an act are left out. */
  buckets: z.array(WallBucket).max(BUCKETS),
})
export type WallPulse = z.infer<typeof WallPulse>

export const WallPhase = z.enum(["invited", "consented", "running", "paused", "ended"])
export type WallPhase = z.infer<typeof WallPhase>

export const WallRun = z.object({
  status: z.enum(["running", "passed", "failed", "error", "cancelled"]),
  /** Only some of the tests were asked for. */
  partial: z.boolean(),
  /** 0 until they are known. */
  tests: Count,
  passed: Count,
  failed: Count,
  skipped: Count,
  at: z.number(),
})
export type WallRun = z.infer<typeof WallRun>

export const WallAgent = z.object({
  /** `failed`: the model could not answer the last time; `over`: an assessor ended its part; `spent`: its budget did. */
  state: z.enum(["waiting", "ready", "working", "held", "failed", "over", "spent"]),
  since: z.number(),
  level: AssistanceLevel,
})
export type WallAgent = z.infer<typeof WallAgent>

/** Times are the server's clock in milliseconds. */
export const WallRow = z.object({
  session: z.string(),
  title: z.string(),
  candidate: z.string(),
  createdAt: z.number(),
  /** False where the row is read from the record now and then: nobody is in it, or another server runs it. */
  live: z.boolean(),
  phase: WallPhase,
  phaseSince: z.number(),
  ended: EndReason.nullable(),
  clock: z.object({ durationMs: z.number(), spentMs: z.number(), runningSince: z.number().nullable() }),
  questions: z.array(z.object({ id: z.string(), title: z.string() })),
  submitted: Count,
  /** The open one, by its place. */
  question: z.object({ index: Count, language: Language }).nullable(),
  /** The last run of the open question. */
  run: WallRun.nullable(),
  /** Null in interviews without an agent. */
  agent: WallAgent.nullable(),
  /** Whether the candidate has a window open, and since when that is so; null before they first came. */
  here: z.object({ yes: z.boolean(), since: z.number() }).nullable(),
  /** Names of those who look on, each once. */
  watchers: z.array(z.string()),
  last: Moment.nullable(),
  /** Since when the test runs say that the candidate is stuck. */
  stuckSince: z.number().nullable(),
  /** After one bug: the last runs failed alike. */
  debugging: z.boolean(),
  sandbox: z.object({ status: z.enum(["closed", "preparing", "ready", "failed"]), since: z.number() }),
})
export type WallRow = z.infer<typeof WallRow>

/** All there is; first on every connection, and again for who reads too slowly for changes. `now` is the server's clock. */
export const WallWhole = z.object({
  now: z.number(),
  rows: z.array(WallRow),
  pulses: z.array(WallPulse),
})
export type WallWhole = z.infer<typeof WallWhole>

/** What changed: whole rows, the ids of those that are on the wall no more, and pulses. */
export const WallChanges = z.object({
  now: z.number(),
  rows: z.array(WallRow),
  gone: z.array(z.string()),
  pulses: z.array(WallPulse),
})
export type WallChanges = z.infer<typeof WallChanges>
