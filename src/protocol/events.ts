/**
 * The journal's vocabulary: every act in an interview is one of these events. What a person sees is a fold of them.
 * An event is never changed once stored; a new shape of one gets a higher `v`.
 */
import { z } from "zod"
import { Language, TestResult, TestSummary } from "./ctrf.ts"

export const ActorKind = z.enum(["candidate", "agent", "assessor", "shell", "system"])
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
    durationMs: z.number().int().positive(),
    questions: z.array(SessionQuestion).min(1),
    /** May the candidate see that assessors watch? */
    watchersVisible: z.boolean(),
    consent: z.object({ text: z.string(), digest: Sha256 }),
  }),
  "session.consented": z.object({ digest: Sha256 }),
  "session.started": z.object({}),
  "session.paused": z.object({ reason: z.string().max(500) }),
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
    role: z.enum(["candidate", "assessor"]),
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
