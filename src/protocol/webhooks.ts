/** What a team's programs are told of its interviews, by Standard Webhooks. */
import { z } from "zod"
import type { EventType } from "./events.ts"

/** Of the journal, by the names it has there. */
export const WebhookEvent = z.enum([
  "session.created",
  "session.consented",
  "session.started",
  "session.paused",
  "session.resumed",
  "session.extended",
  "session.ended",
  "question.opened",
  "question.submitted",
  "question.graded",
] as const satisfies readonly EventType[])
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** The body of a message. `data` is the journal's own, where it holds no more than what happened. */
export const WebhookMessage = z.object({
  type: z.union([WebhookEvent, z.literal("test")]),
  /** ISO 8601, of the event. */
  timestamp: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type WebhookMessage = z.infer<typeof WebhookMessage>

const Address = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with https:// or http://" })
  .max(2_000)
  .regex(
    /^https?:\/\/[^/?#@]+([/?#]|$)/i,
    "must hold no name or password: receivers check the signature instead",
  )

export const NewWebhook = z.object({
  url: Address,
  events: z.array(WebhookEvent).min(1, "choose at least one event"),
  enabled: z.boolean().default(true),
})
export type NewWebhook = z.infer<typeof NewWebhook>

export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  enabled: z.boolean(),
  at: z.number(),
})
export type Webhook = z.infer<typeof Webhook>

export const Delivery = z.object({
  /** The message's own id, the same in each attempt. */
  id: z.string(),
  event: z.union([WebhookEvent, z.literal("test")]),
  interview: z.string().nullable(),
  at: z.number(),
  state: z.enum(["waiting", "delivered", "failed"]),
  attempts: z.number().int(),
  /** Of the last attempt: what was answered, or why nothing was. */
  status: z.number().int().nullable(),
  problem: z.string().nullable(),
  triedAt: z.number().nullable(),
  nextAt: z.number().nullable(),
})
export type Delivery = z.infer<typeof Delivery>
