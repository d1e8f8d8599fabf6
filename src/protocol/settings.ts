/** What the people who run an installation can set on its pages, and how it stands. Keys are told to nobody. */
import { z } from "zod"
import { ModelFault } from "./assistance.ts"
import { TeamRole } from "./team.ts"

const Word = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]*$/, "must be one word, as the provider gave it")
  .max(1_000)
const Address = z
  .string()
  .trim()
  .max(1_000)
  .regex(
    /^https?:\/\/[^/?#@\s]+([/?#]\S*)?$/i,
    "must look like https://models.example.com, without a name or password",
  )
  .transform((text) => text.replace(/\/+$/, ""))

/** A key left out stays as it was; an empty one is taken away. */
const Key = Word.optional()

/** Anthropic's own address, which answers nobody without a key. */
export const ANTHROPIC_ADDRESS = "https://api.anthropic.com"

/** Whether the model at that address is asked with a key or not at all. */
export function needsKey(baseUrl: string): boolean {
  return /^https?:\/\/api\.anthropic\.com(?![^/:?#])/i.test(baseUrl)
}

export const ModelChoice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("coach") }),
  z.object({
    kind: z.enum(["anthropic", "openai"]),
    apiKey: Key,
    baseUrl: Address,
    model: Word.min(1, "name a model, such as claude-sonnet-5-5").max(200),
    outputTokens: z.number("must be a number of tokens").int().min(1).max(128_000).default(16_384),
  }),
])
export type ModelChoice = z.infer<typeof ModelChoice>

export const MailChoice = z.object({
  host: Word.min(1, "name the server, such as smtp.example.com").max(255),
  port: z.number("must be a port, such as 587").int().min(1).max(65_535),
  /** tls: from the first byte. starttls: asked for, and insisted on. none: for a server on this machine. */
  security: z.enum(["tls", "starttls", "none"]),
  user: Word.default(""),
  password: z.string().max(1_000).optional(),
  from: z.email("must be an address mail can come from").max(254),
})
export type MailChoice = z.infer<typeof MailChoice>

export const SsoChoice = z.object({
  name: z.string().trim().min(1, "say what the button says").max(60),
  /** The issuer; its configuration is at `/.well-known/openid-configuration` below it. */
  issuer: Address,
  clientId: Word.min(1),
  clientSecret: Key,
  /** Somebody new with an address there joins the team. */
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must look like example.com"),
    )
    .max(20),
  role: TeamRole.exclude(["owner"]).default("assessor"),
})
export type SsoChoice = z.infer<typeof SsoChoice>

export const RetentionChoice = z.object({
  /** After so many days from its end an interview is erased; null keeps it. An assessment may say less. */
  days: z.number("must be a number of days").int().min(1).max(3_650).nullable(),
})
export type RetentionChoice = z.infer<typeof RetentionChoice>

/** By topic; null takes back what was set. */
export const CHOICES = {
  model: ModelChoice,
  mail: MailChoice.nullable(),
  sso: SsoChoice.nullable(),
  retention: RetentionChoice,
} as const
export type Topic = keyof typeof CHOICES
export type Choice<T extends Topic> = z.infer<(typeof CHOICES)[T]>

/** As it stands, without keys: `hasKey` and the like tell whether there is one. */
export const SettingsReply = z.object({
  /** The environment's stands, and cannot be changed here. */
  model: z.object({
    from: z.enum(["environment", "page", "default"]),
    kind: z.enum(["coach", "anthropic", "openai"]),
    baseUrl: z.string().nullable(),
    model: z.string().nullable(),
    outputTokens: z.number().nullable(),
    hasKey: z.boolean(),
  }),
  mail: MailChoice.omit({ password: true }).extend({ hasPassword: z.boolean() }).nullable(),
  sso: SsoChoice.omit({ clientSecret: true })
    .extend({ hasSecret: z.boolean(), callback: z.string() })
    .nullable(),
  /** Where the provider sends people back to. */
  ssoCallback: z.string(),
  retention: RetentionChoice,
  sandbox: z.object({
    engine: z.string(),
    isolation: z.string(),
    memory: z.string(),
    diskQuota: z.boolean(),
    egressAllowlist: z.boolean(),
    problems: z.array(z.string()),
  }),
})
export type SettingsReply = z.infer<typeof SettingsReply>

/** What came of trying something that was set. */
export const Trial = z.object({ ok: z.boolean(), message: z.string() })
export type Trial = z.infer<typeof Trial>

export const HealthReply = z.object({
  version: z.string(),
  upSince: z.number(),
  nodes: z.number().int(),
  sandboxes: z.object({ running: z.number().int(), ok: z.boolean(), problems: z.array(z.string()) }),
  queue: z.array(
    z.object({
      name: z.string(),
      waiting: z.number(),
      later: z.number(),
      active: z.number(),
      failed: z.number(),
    }),
  ),
  database: z.object({
    version: z.string(),
    bytes: z.number(),
    /** Of one small question, in ms. */
    answerMs: z.number(),
    /** Events that are not yet durable. */
    pending: z.number(),
  }),
  /** Of the team's interviews in the last seven days. */
  model: z.object({
    name: z.string(),
    steps: z.number().int(),
    /** Millionths of a dollar; null where a price is not known. */
    microDollars: z.number().nullable(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    failures: z.array(
      z.object({ code: ModelFault, count: z.number().int(), last: z.number(), message: z.string() }),
    ),
  }),
  process: z.object({
    memoryBytes: z.number(),
    /** How long something else kept it from answering, since this was asked last; 99 of 100 times less. */
    eventLoopMs: z.number(),
  }),
})
export type HealthReply = z.infer<typeof HealthReply>
