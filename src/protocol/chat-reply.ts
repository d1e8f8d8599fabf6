/** A question's conversation as an assessor asks for it over HTTP. */
import { z } from "zod"
import { AssistanceLevel, Attachment, LevelReason, ModelUsage, NudgeKind } from "./assistance.ts"
import type { ChatEntry } from "./chat.ts"
import { Actor, EVENT_DATA } from "./events.ts"

const Seq = z.number().int()
const entered = { seq: Seq, at: z.number() }

const ToolBlock = z.object({
  kind: z.literal("tool"),
  number: z.number().int(),
  call: z.string(),
  tool: z.string(),
  input: z.object({ text: z.string(), whole: z.boolean() }).nullable(),
  output: z.string(),
  result: z.object({ ok: z.boolean(), text: z.string(), refused: z.boolean() }).nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  seal: z.string().nullable(),
})

const Block = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["text", "thinking"]),
    number: z.number().int(),
    text: z.string(),
    seal: z.string().nullable(),
  }),
  ToolBlock,
])

const Step = z.object({
  ...entered,
  model: z.string(),
  level: AssistanceLevel,
  blocks: z.array(Block).readonly(),
  stop: EVENT_DATA["chat.stepped"].shape.stop.nullable(),
  usage: ModelUsage.nullable(),
  failed: z.boolean(),
})

const Message = EVENT_DATA["chat.message"].omit({ message: true }).extend({
  ...entered,
  kind: z.literal("message"),
  id: z.string(),
  by: Actor,
  attached: z.array(Attachment).readonly(),
})

const Turn = z.object({
  ...entered,
  kind: z.literal("turn"),
  id: z.string(),
  continues: z.boolean(),
  steps: z.array(Step).readonly(),
  outcome: EVENT_DATA["chat.ended"].shape.outcome.nullable(),
  endedAt: z.number().nullable(),
  endedBy: Seq.nullable(),
  failure: EVENT_DATA["chat.failed"].extend({ failedAt: z.number() }).nullable(),
})

const Nudge = z.object({
  ...entered,
  kind: z.literal("nudge"),
  id: z.string(),
  about: z.union([
    z.object({ offer: NudgeKind }),
    z.object({ level: z.object({ from: AssistanceLevel, to: AssistanceLevel }), reason: LevelReason }),
  ]),
  answer: z.enum(["accepted", "dismissed"]).nullable(),
  answeredBy: Seq.nullable(),
})

const Level = EVENT_DATA["level.changed"].extend({ ...entered, kind: z.literal("level"), by: Actor })

/** Entries that follow each other, the last of those asked for; `earlier` where more stands before them. */
export const ChatReply = z.object({
  chat: z
    .array(z.discriminatedUnion("kind", [Message, Turn, Nudge, Level]) satisfies z.ZodType<ChatEntry>)
    .readonly(),
  earlier: z.boolean(),
})
export type ChatReply = z.infer<typeof ChatReply>
