/** Bodies of the HTTP API; `server/http` validates with them and describes itself by them. */
import { z } from "zod"
import { AgentContext, Attach } from "./assistance.ts"
import { Language, TestResult, TestSummary } from "./ctrf.ts"
import { LIMITS } from "./limits.ts"
import { Observation, Role } from "./messages.ts"

export const InitializeReply = z.object({
  session: z.string(),
  title: z.string(),
  candidate: z.string(),
  phase: z.enum(["invited", "consented", "running", "paused", "ended"]),
  remainingMs: z.number(),
  now: z.number(),
  role: Role,
  consent: z.object({ text: z.string(), digest: z.string() }),
  questions: z.number().int(),
})
export type InitializeReply = z.infer<typeof InitializeReply>

/** The open question as the person sees it. */
export const QuestionReply = z.object({
  id: z.string(),
  title: z.string(),
  statement: z.string(),
  kind: z.string(),
  level: z.string(),
  minutes: z.number(),
  tags: z.array(z.string()),
  languages: z.array(Language),
  language: Language,
  entry: z.string(),
})
export type QuestionReply = z.infer<typeof QuestionReply>

export const FileWrite = z.object({
  path: z.string().min(1),
  content: z.string(),
  encoding: z.enum(["utf8", "base64"]).default("utf8"),
})

export const TerminalInput = z.object({ terminal: z.string(), data: z.string() })

export const RunTests = z.object({ only: z.array(z.string()).max(1_000).default([]) })
export const RunReply = z.object({
  run: z.string(),
  outcome: z.enum(["passed", "failed", "error", "cancelled"]),
  summary: TestSummary,
  tests: z.array(TestResult),
  message: z.string().optional(),
})
export type RunReply = z.infer<typeof RunReply>

/** Words to the agent; sent again under the same `message`, they count once. Left out, `question` is the open one. */
export const AgentMessage = z.object({
  question: z.string().max(128).optional(),
  message: z
    .string()
    .regex(/^[A-Za-z0-9-]{8,64}$/)
    .optional(),
  text: z.string().min(1).max(LIMITS.chat.messageCharacters),
  attach: z.array(Attach).max(LIMITS.chat.attachments).default([]),
})
/** The message, the event that recorded it, and the turn that takes it up, where one has begun. */
export const AgentMessageReply = z.object({
  message: z.string(),
  seq: z.number().int(),
  turn: z.string().nullable(),
})
export type AgentMessageReply = z.infer<typeof AgentMessageReply>

/** `context` is what the agent is told of the interview when it begins; left out, what the assessment says. */
export const AgentAction = z.object({
  action: z.enum(["begin", "pause", "resume", "end"]),
  context: AgentContext.optional(),
})

/** Only what a client can know; anything else is refused. */
export const EventReport = Observation
export const EventBatch = z.object({ events: z.array(Observation).min(1).max(100) })
