/** What an interview says of its agent, and the words its events are made of. */
import { z } from "zod"

/** How much the agent may do, least first. What each allows is `core/agent/levels.ts`. */
export const AssistanceLevel = z.enum(["consultant", "pair-programming", "full-copilot"])
export type AssistanceLevel = z.infer<typeof AssistanceLevel>

const Words = z.string().max(4_000)

/** What the agent is told of the interview. The candidate may read it: they can ask the agent for it anyway. */
export const AgentContext = z.strictObject({
  company: Words.optional(),
  role: Words.optional(),
  seniority: Words.optional(),
  expectations: Words.optional(),
  houseRules: Words.optional(),
})
export type AgentContext = z.infer<typeof AgentContext>

/** Where the agent stops for good; what is left out has no end. */
export const AgentBudget = z.strictObject({
  turns: z.number().int().positive().optional(),
  /** Read and written, cached or not. */
  tokens: z.number().int().positive().optional(),
  microDollars: z.number().int().positive().optional(),
})
export type AgentBudget = z.infer<typeof AgentBudget>

const rank = (level: AssistanceLevel): number => AssistanceLevel.options.indexOf(level)

/** What an assessment says of the agent. */
export const AssistancePolicy = z
  .strictObject({
    /** The level each question begins at. */
    start: AssistanceLevel.default("consultant"),
    /** The lowest and the highest level the policy or the candidate may reach; an assessor may go beyond. */
    range: z
      .strictObject({ lowest: AssistanceLevel, highest: AssistanceLevel })
      .refine(({ lowest, highest }) => rank(lowest) <= rank(highest), {
        path: ["highest"],
        error: "must not be below lowest",
      })
      .default({ lowest: "consultant", highest: "full-copilot" }),
    /** fixed: only an assessor changes it. suggest: the candidate is asked. automatic: it changes, and says why. */
    changes: z.enum(["fixed", "suggest", "automatic"]).default("suggest"),
    /** May help be offered unasked? */
    proactive: z.boolean().default(true),
    /** May the candidate turn unasked help off? */
    mayMute: z.boolean().default(true),
    /** The installation's model when left out. */
    model: z.string().min(1).max(200).optional(),
    budget: AgentBudget.default({}),
    /** May the candidate see what the agent has used? */
    showCost: z.boolean().default(false),
    context: AgentContext.default({}),
  })
  .refine(({ start, range }) => rank(range.lowest) <= rank(start) && rank(start) <= rank(range.highest), {
    path: ["start"],
    error: "must be within range: name the level to start at when the range leaves out consultant",
  })
export type AssistancePolicy = z.infer<typeof AssistancePolicy>

/** Why help is offered unasked. */
export const NudgeKind = z.enum(["failing", "stalled", "errors", "growth"])
export type NudgeKind = z.infer<typeof NudgeKind>

/** Why a level is proposed or changed by the policy. */
export const LevelReason = z.enum(["stuck", "over-assisted", "help-abuse"])
export type LevelReason = z.infer<typeof LevelReason>

/** What answers: `languageModel` is false of the built-in coach, and the page says so. */
export const ModelLabel = z.object({ name: z.string(), languageModel: z.boolean() })
export type ModelLabel = z.infer<typeof ModelLabel>

const Path = z.string().min(1).max(1_024)

/** What a person asks to send along with their words. */
export const Attach = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("file"), path: Path }),
  z.object({
    kind: z.literal("selection"),
    path: Path,
    fromLine: z.number().int().positive(),
    toLine: z.number().int().positive(),
  }),
  z.object({ kind: z.literal("test"), id: z.string().min(1).max(2_048) }),
])
export type Attach = z.infer<typeof Attach>

/** The same with what it was at that moment, which the server adds. */
export const Attachment = z.discriminatedUnion("kind", [
  Attach.options[0].extend({ text: z.string() }),
  Attach.options[1].extend({ text: z.string() }),
  Attach.options[2].extend({ text: z.string() }),
])
export type Attachment = z.infer<typeof Attachment>

/** Tokens, and what they cost in millionths of a dollar where the price is known. */
export const ModelUsage = z.object({
  /** Neither read from the cache nor written to it. */
  input: z.number().int().nonnegative(),
  cacheRead: z.number().int().nonnegative(),
  cacheWrite: z.number().int().nonnegative(),
  output: z.number().int().nonnegative(),
  microDollars: z.number().nonnegative().nullable(),
})
export type ModelUsage = z.infer<typeof ModelUsage>

/** What a person can do about a change the agent made: positions in the text before it and in the present one. */
export const Hunk = z.object({
  fromA: z.number().int().nonnegative(),
  toA: z.number().int().nonnegative(),
  fromB: z.number().int().nonnegative(),
  toB: z.number().int().nonnegative(),
})
export type Hunk = z.infer<typeof Hunk>

/** Why a model could not answer. */
export const ModelFault = z.enum([
  "no-key",
  "wrong-key",
  "unknown-model",
  "unreachable",
  "overloaded",
  "rate-limited",
  "timeout",
  "cut-off",
  "too-long",
  "refused-request",
  "server-error",
])
export type ModelFault = z.infer<typeof ModelFault>
