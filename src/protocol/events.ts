/**
 * The journal's vocabulary: every act in an interview is one of these events. What a person sees is a fold of them.
 * An event is never changed once stored; a new shape of one gets a higher `v`.
 */
import { z } from "zod"
import {
  AgentContext,
  AssistanceLevel,
  AssistancePolicy,
  Attachment,
  Hunk,
  LevelReason,
  ModelFault,
  ModelLabel,
  ModelUsage,
  NudgeKind,
} from "./assistance.ts"
import { ACT_DATA } from "./acts.ts"
import { Language, TestResult, TestSummary } from "./ctrf.ts"

export const ActorKind = z.enum(["candidate", "agent", "assessor", "viewer", "shell", "system"])
export type ActorKind = z.infer<typeof ActorKind>

export const Actor = z.object({ kind: ActorKind, id: z.string().min(1).max(128) })
export type Actor = z.infer<typeof Actor>

/** A workspace path: relative, `/`-separated, normal. `core/path.ts` holds the rule. */
const Path = z.string().min(1).max(1_024)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Base64 = z.base64()

/** A CodeMirror `ChangeSet` as JSON: lengths kept, and `[deleted, ...inserted lines]`. */
export const Changes = z.array(
  z.union([z.number().int().nonnegative(), z.tuple([z.number().int().nonnegative()], z.string())]),
)
export type Changes = z.infer<typeof Changes>

/** One collab update: who typed it (a client's own id, not a person) and what it changed. */
export const DocumentUpdate = z.object({ clientID: z.string().min(1).max(64), changes: Changes })
export type DocumentUpdate = z.infer<typeof DocumentUpdate>

export const EndReason = z.enum(["submitted", "expired", "withdrawn", "ended-by-assessor"])
export type EndReason = z.infer<typeof EndReason>

export const SessionQuestion = z.object({
  id: z.string(),
  version: Sha256,
  title: z.string(),
  languages: z.array(Language).min(1),
  minutes: z.number(),
})
export type SessionQuestion = z.infer<typeof SessionQuestion>

const language = Language

/** Payload of each event type, version 1. The key is the type's name everywhere. */
export const EVENT_DATA = {
  "session.created": z.object({
    title: z.string(),
    candidate: z.object({ name: z.string() }),
    /** The name of the team that invites; left out in interviews of no team. */
    team: z.string().optional(),
    durationMs: z.number().int().positive(),
    questions: z.array(SessionQuestion).min(1),
    /** May the candidate see that assessors watch? */
    watchersVisible: z.boolean(),
    consent: z.object({ text: z.string(), digest: Sha256 }),
    /** Left out in interviews without an agent. */
    assistance: AssistancePolicy.optional(),
  }),
  "session.consented": z.object({ digest: Sha256 }),
  "session.started": z.object({}),
  /** `name` is of who paused it. */
  "session.paused": z.object({ reason: z.string().max(500), name: z.string().optional() }),
  "session.resumed": z.object({}),
  "session.extended": z.object({ byMs: z.number().int().positive(), reason: z.string().max(500) }),
  /** `text` is what an assessor who ended it gave as the reason. */
  "session.ended": z.object({ reason: EndReason, text: z.string().max(500).optional() }),

  "question.opened": z.object({ language }),
  "question.submitted": z.object({ language, by: z.enum(["candidate", "clock", "assessor"]) }),
  "question.graded": z.object({
    language,
    outcome: z.enum(["graded", "failed"]),
    visible: z.object({ passed: z.number().int(), total: z.number().int() }),
    hidden: z.object({ passed: z.number().int(), total: z.number().int() }),
    message: z.string().optional(),
  }),
  "language.changed": z.object({ from: language, to: language }),

  /**
   * A file became a document: `version` (0 when left out) is this text. It is higher than that of any document before,
   * so that edits made on another file of the same path never pass for edits of this one.
   */
  "doc.opened": z.object({
    language,
    path: Path,
    text: z.string(),
    eol: z.enum(["\n", "\r\n"]),
    version: z.number().int().nonnegative().optional(),
  }),
  /** `version` counts updates and is the document's after these. */
  "doc.changed": z.object({
    language,
    path: Path,
    version: z.number().int().positive(),
    updates: z.array(DocumentUpdate).min(1),
  }),
  "doc.saved": z.object({ language, path: Path, version: z.number().int().nonnegative(), digest: Sha256 }),
  /** A file or folder that is no document came to be (an upload, a new folder, a file made in the shell). */
  "file.created": z.object({
    language,
    path: Path,
    kind: z.enum(["file", "folder"]),
    size: z.number().int().nonnegative(),
    digest: Sha256.nullable(),
  }),
  /** Both hold for a folder and all below it too. */
  "doc.renamed": z.object({ language, from: Path, to: Path }),
  "doc.deleted": z.object({ language, path: Path }),

  "terminal.opened": z.object({
    language,
    terminal: z.string(),
    cols: z.number().int(),
    rows: z.number().int(),
  }),
  /** Raw bytes from `offset` on. A flood keeps its head and tail; `omitted` tells of the middle. */
  "terminal.output": z.object({
    terminal: z.string(),
    offset: z.number().int().nonnegative(),
    head: Base64,
    omitted: z.object({ bytes: z.number().int().positive(), digest: Sha256 }).optional(),
    tail: Base64.optional(),
  }),
  "terminal.input": z.object({ terminal: z.string(), data: Base64 }),
  "terminal.resized": z.object({ terminal: z.string(), cols: z.number().int(), rows: z.number().int() }),
  "terminal.exited": z.object({
    terminal: z.string(),
    code: z.number().int().nullable(),
    signal: z.string().nullable(),
  }),

  "test.started": z.object({ run: z.string(), language, only: z.array(z.string()) }),
  "test.collected": z.object({
    run: z.string(),
    tests: z.array(TestResult.pick({ id: true, name: true, suite: true, filePath: true, line: true })),
  }),
  "test.result": z.object({ run: z.string(), result: TestResult }),
  "test.finished": z.object({
    run: z.string(),
    outcome: z.enum(["passed", "failed", "error", "cancelled"]),
    summary: TestSummary,
    /** What to tell the person when the suite itself could not run or was cut short. */
    message: z.string().optional(),
    output: z.string().optional(),
    /** What ended the run; absent when its server did not live to see it. */
    reason: z.enum(["exited", "timeout", "memory", "output", "killed", "lost", "cancelled"]).optional(),
    /** Ids of the tests that were under way when the run was cut short. */
    running: z.array(TestResult.shape.id).max(64).optional(),
  }),

  "presence.joined": z.object({
    client: z.string(),
    name: z.string(),
    role: z.enum(["candidate", "assessor", "viewer"]),
  }),
  /** `takenOverBy` is the window that went on in this one's place. */
  "presence.left": z.object({ client: z.string(), takenOverBy: z.string().optional() }),
  "presence.focus": z.object({ focused: z.boolean(), clientAt: z.number() }),
  "presence.paste": z.object({
    path: Path.nullable(),
    characters: z.number().int().nonnegative(),
    inside: z.boolean(),
    clientAt: z.number(),
  }),
  "presence.selection": z.object({
    path: Path,
    from: z.number().int().nonnegative(),
    to: z.number().int().nonnegative(),
    clientAt: z.number(),
  }),

  /** What the candidate has before them: a file from its first line in sight, the lower pane, the shell in it. */
  "presence.viewed": z.object({
    path: Path.nullable(),
    line: z.number().int().positive(),
    bottom: z.enum(["tests", "terminal"]).nullable(),
    terminal: z.string().nullable(),
    clientAt: z.number(),
  }),

  ...ACT_DATA,

  /** The agent takes part from here on, with what it is told of the interview. */
  "agent.begun": z.object({ model: ModelLabel, context: AgentContext }),
  /** An assessor holds the agent: it says and does nothing until it is let go on. */
  "agent.paused": z.object({}),
  "agent.resumed": z.object({}),
  "agent.ended": z.object({ reason: z.enum(["assessor", "budget"]) }),

  /** A person's words to the agent. The conversation is the envelope's question's: nothing crosses. */
  "chat.message": z.object({
    message: z.string(),
    text: z.string().max(32_768),
    language,
    /** The file the person had before them. */
    looking: Path.nullable(),
    attached: z.array(Attachment).max(16),
    quality: z.object({ score: z.number().int().min(1).max(5), features: z.array(z.string()) }),
  }),
  /** The agent takes up what waits, or goes on when asked to. All that follows of a turn names it. */
  "chat.started": z.object({ turn: z.string(), continues: z.boolean().optional() }),
  /**
   * The model is asked, with all that was said and done before: a step begins. Every block that follows is of this
   * step, numbered from 0 in order.
   */
  "chat.asked": z.object({ turn: z.string(), model: z.string(), level: AssistanceLevel }),
  /** More of a block of the answer. */
  "chat.delta": z.object({
    turn: z.string(),
    block: z.number().int().nonnegative(),
    kind: z.enum(["text", "thinking"]),
    text: z.string(),
  }),
  /** The model begins to call a tool; its input is still to come. */
  "chat.tool": z.object({
    turn: z.string(),
    block: z.number().int().nonnegative(),
    call: z.string(),
    tool: z.string(),
  }),
  /** The input as the model wrote it, JSON when `whole`, else as far as it came. */
  "chat.input": z.object({ turn: z.string(), call: z.string(), input: z.string(), whole: z.boolean() }),
  /** What a tool that takes its time has printed since. */
  "chat.output": z.object({ turn: z.string(), call: z.string(), text: z.string() }),
  /** What the tool answered, as the model reads it. */
  "chat.result": z.object({ turn: z.string(), call: z.string(), ok: z.boolean(), text: z.string() }),
  /** The level does not allow the tool; `text` is what the model is told. */
  "chat.refused": z.object({
    turn: z.string(),
    call: z.string(),
    tool: z.string(),
    level: AssistanceLevel,
    text: z.string(),
  }),
  /**
   * The step's answer is whole, or was cut off and its usage is an estimate. `seals`: what a provider wants back with a
   * block, unchanged, by the block's number.
   */
  "chat.stepped": z.object({
    turn: z.string(),
    stop: z.enum(["end", "tools", "length", "refusal", "pause", "context", "cut"]),
    usage: ModelUsage,
    seals: z.record(z.string(), z.string()),
  }),
  /** The step came to nothing: what it said counts no more. The model is asked again in `retryInMs`, or not at all. */
  "chat.failed": z.object({
    turn: z.string(),
    code: ModelFault,
    message: z.string(),
    retryInMs: z.number().int().nonnegative().nullable(),
  }),
  /** The conversation had grown too long for the model: what stands before `before` (a number of an event) is left out from here on. */
  "chat.compacted": z.object({ turn: z.string(), before: z.number().int().positive() }),
  "chat.ended": z.object({
    turn: z.string(),
    /** interrupted: the server stopped. left: the question or its language was, or the agent's part ended. */
    outcome: z.enum(["done", "stopped", "interrupted", "left", "refused", "failed", "budget", "steps"]),
  }),

  /**
   * The candidate decided about a change of the agent's: `hunk` is its place at `version`, null for all of the file's.
   * A rejection is followed by the edit that carries it out, by the candidate.
   */
  "review.decided": z.object({
    language,
    path: Path,
    version: z.number().int().nonnegative(),
    verdict: z.enum(["accepted", "rejected"]),
    hunk: Hunk.nullable(),
    /** What the agent had written, and what stood there before. */
    after: z.string(),
    before: z.string(),
  }),

  /** A nudge too: it is accepted by `level.changed`, or dismissed as one. */
  "level.proposed": z.object({
    nudge: z.string(),
    from: AssistanceLevel,
    to: AssistanceLevel,
    reason: LevelReason,
  }),
  /** By the policy (actor system, with its reason), the candidate who agreed, or an assessor, whose word stands. */
  "level.changed": z.object({
    from: AssistanceLevel,
    to: AssistanceLevel,
    reason: z.union([LevelReason, z.literal("asked")]),
  }),
  "nudge.offered": z.object({ nudge: z.string(), kind: NudgeKind }),
  "nudge.accepted": z.object({ nudge: z.string() }),
  "nudge.dismissed": z.object({ nudge: z.string() }),
  /** "Only when I ask": the candidate's switch. */
  "nudge.muted": z.object({ muted: z.boolean() }),
  /** How the candidate's solution grew with its input: the slope of time over size, both as logarithms. */
  "growth.measured": z.object({
    language,
    exponent: z.number(),
    target: z.number(),
    points: z.array(z.object({ size: z.number(), ms: z.number() })),
  }),

  /** What every changed document was since the last snapshot, each as one composed change. */
  "snapshot.taken": z.object({
    language,
    files: z.array(
      z.object({ path: Path, version: z.number().int().nonnegative(), digest: Sha256, changes: Changes }),
    ),
  }),
  /** A signed note over events 1 to `size`. */
  "checkpoint.signed": z.object({ size: z.number().int().nonnegative(), note: z.string() }),
} as const

export type EventType = keyof typeof EVENT_DATA
export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>

/** An event as somebody decided it, before the journal gave it a number and a time. */
export type Draft = {
  [T in EventType]: { actor: Actor; question: string | null; type: T; data: EventData<T> }
}[EventType]

interface Stored {
  session: string
  /** Dense from 1 within the session. */
  seq: number
  /** Server's clock, milliseconds since the epoch; never goes back within a session. */
  at: number
  v: 1
}

/** An event as it stands in the journal, for ever. */
export type JournalEvent = Draft & Stored
export type EventOf<T extends EventType> = Extract<JournalEvent, { type: T }>
