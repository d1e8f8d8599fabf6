/** What assessors read of the work with the agent over HTTP: the first product's tables, as folds of the journal. */
import { z } from "zod"
import { AssistanceLevel, LevelReason } from "./assistance.ts"
import { ActorKind } from "./events.ts"

const Count = z.number().int().nonnegative()

/** The agent's part in one question. Times are the server's clock, in milliseconds since the epoch. */
export const AiSession = z.object({
  /** The interview's and the question's. */
  id: z.string(),
  sessionRecordingId: z.string(),
  question: z.string(),
  initialHelpfulness: AssistanceLevel,
  currentHelpfulness: AssistanceLevel,
  /** When the policy first had the level rise, with the candidate's word or without; null when it never did. */
  autoEscalationTime: z.number().nullable(),
  /** Help and levels offered unasked. */
  proactiveSuggestionsCount: Count,
  autonomousTestRuns: Count,
  /** Calls of tools by which the agent changed a file. */
  fileModificationsCount: Count,
  /** Milliseconds from asking the model to its first word; null when it said none. */
  averageLatency: z.number().nullable(),
  /** Read and written, cached or not. */
  totalTokensUsed: Count,
  createdAt: z.number(),
  updatedAt: z.number(),

  /** Millionths of a dollar; null where a price is not known. */
  microDollars: z.number().nullable(),
  messages: Count,
  turns: Count,
  nudges: z.object({ offered: Count, accepted: Count, dismissed: Count }),
  hunks: z.object({ accepted: Count, rejected: Count }),
  /** From the start on, each with the event that changed it. */
  levels: z.array(
    z.object({
      seq: z.number().int(),
      at: z.number(),
      level: AssistanceLevel,
      by: ActorKind,
      reason: z.union([LevelReason, z.enum(["asked", "start"])]),
    }),
  ),
  /** Characters that stand in the question's documents, by author. */
  authorship: z.record(z.enum(["starter", ...ActorKind.exclude(["viewer"]).options]), Count),
})
export type AiSession = z.infer<typeof AiSession>

export const AiSessionReply = z.object({ sessions: z.array(AiSession) })
export type AiSessionReply = z.infer<typeof AiSessionReply>

export const QualityMetric = z.enum([
  /** Of one message, 1 to 5: how many of five habits it shows (`core/agent/quality.ts`). */
  "prompt-quality",
  /** Of the agent's changes that were decided about, the share that was accepted. */
  "acceptance",
  /** Of the agent's turns that changed files, the share that the candidate tested or ran something after. */
  "verification",
  /** The agent's share of the characters that stand and were not there at the start. */
  "agent-authorship",
  /** Of the help offered unasked, the share that was taken up. */
  "help-taken",
])
export type QualityMetric = z.infer<typeof QualityMetric>

/** Advice with evidence, never a verdict: `evidence` are the numbers of the events it was made from. */
export const AiInteractionQuality = z.object({
  id: z.string(),
  aiSessionId: z.string(),
  metricType: QualityMetric,
  score: z.number(),
  description: z.string(),
  /** Of the last event it was made from. */
  timestamp: z.number(),
  evidence: z.array(z.number().int()),
})
export type AiInteractionQuality = z.infer<typeof AiInteractionQuality>

export const AiInteractionQualityReply = z.object({ metrics: z.array(AiInteractionQuality) })
export type AiInteractionQualityReply = z.infer<typeof AiInteractionQualityReply>
