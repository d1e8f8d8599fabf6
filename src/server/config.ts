import { isIP } from "node:net"
import { resolve } from "node:path"
import { z } from "zod"
import type { ModelSettings } from "./agent/model/source.ts"
import { isClosed, OPEN_GROUND } from "./open-ground.ts"

/** Everything the person who runs the server can set. The only reader of the environment. */
export interface Config {
  /** 0 takes any free port. */
  port: number
  host: string
  /** Absolute. */
  dataFolder: string
  /** A PostgreSQL of one's own; null runs the embedded one in the data folder. */
  databaseUrl: string | null
  /** How people reach this server, without a slash at the end; null means its own address. */
  publicUrl: string | null
  logLevel: (typeof logLevels)[number]
  /** What cookies are signed and links are made with; null keeps one of its own in the data folder. */
  secret: string | null
  /** Addresses and subnets of proxies before this server, beside this machine's own. */
  proxies: readonly string[]
  /** May webhooks go to addresses inside this network? */
  webhooksInside: boolean
  /** Anthropic's where its key or address is set, else the OpenAI-compatible one whose address is set. */
  model: ModelSettings
}

/** What can be given by name, in the environment or by the command line, which wins. */
export type Settings = Partial<Record<keyof typeof fields, string | undefined>>

/** Settings that cannot be used; `message` has one line for each of them. */
export class ConfigError extends Error {}

/** `./data`, unless a server run by root could not let the database and the sandboxes in there. */
const defaultFolder = (): string => (isClosed(resolve("data")) ? OPEN_GROUND : "data")

/** All the server says is a warning or an error. */
const logLevels = ["warn", "silent"] as const

const url = (schemes: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `must look like ${example}`,
    )

/** An address that requests go to; a name and password in it would never be sent. */
const address = (example: string) =>
  url(["http:", "https:"], example)
    .refine((text) => {
      const { username, password } = URL.parse(text) ?? {}
      return !username && !password
    }, "must not hold a name or password")
    .transform((text) => text.replace(/\/+$/, ""))
    .nullable()
    .default(null)

const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/, "must be one word, as the provider gave it")
  .nullable()
  .default(null)

const ANTHROPIC_URL = "https://api.anthropic.com"
const DEFAULT_MODEL = "claude-sonnet-5-5"
const MOST_TOKENS = 128_000
const LEAST_CONTEXT = 4_096
const MOST_CONTEXT = 10_000_000

/** An address, or a subnet of so many bits. */
function isAddress(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/")
  const most = isIP(address) === 6 ? 128 : 32
  return (
    isIP(address) !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  )
}

const CONTEXT_RULE = `must be a number from ${LEAST_CONTEXT} to ${MOST_CONTEXT}`

const fields = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a number from 0 to 65535")
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, "must be an address to listen on, such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  INTERVIEWLM_DATA: z
    .string()
    .default(defaultFolder)
    .transform((path) => resolve(path)),
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/name")
    .nullable()
    .default(null),
  PUBLIC_URL: url(["http:", "https:"], "https://interviews.example.com")
    .transform((text) => text.replace(/\/+$/, ""))
    .nullable()
    .default(null),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("warn"),
  INTERVIEWLM_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{32,200}$/, "must be at least 32 characters without spaces, the same on each server")
    .nullable()
    .default(null),
  INTERVIEWLM_PROXIES: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .refine((all) => all.every(isAddress), "must be addresses or subnets, such as 10.0.0.5,172.16.0.0/12")
    .default([]),
  INTERVIEWLM_WEBHOOKS_INSIDE: z
    .enum(["yes", "no"], "must be yes or no")
    .default("no")
    .transform((answer) => answer === "yes"),
  ANTHROPIC_API_KEY: key,
  ANTHROPIC_BASE_URL: address(ANTHROPIC_URL),
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: address("http://127.0.0.1:11434/v1"),
  INTERVIEWLM_MODEL: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,200}$/, "must be the id of a model, such as claude-sonnet-5-5")
    .optional(),
  INTERVIEWLM_MODEL_TOKENS: z
    .string()
    .regex(/^\d{1,6}$/, `must be a number from 1 to ${MOST_TOKENS}`)
    .transform(Number)
    .refine((count) => count >= 1 && count <= MOST_TOKENS, `must be a number from 1 to ${MOST_TOKENS}`)
    .default(16_384),
  INTERVIEWLM_MODEL_CONTEXT: z
    .string()
    .regex(/^\d{1,8}$/, CONTEXT_RULE)
    .transform(Number)
    .refine((count) => count >= LEAST_CONTEXT && count <= MOST_CONTEXT, { error: CONTEXT_RULE, abort: true })
    .optional(),
}

const Fields = z
  .object(fields)
  .refine(
    ({ ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, OPENAI_BASE_URL, INTERVIEWLM_MODEL }) =>
      ANTHROPIC_API_KEY ?? ANTHROPIC_BASE_URL ?? INTERVIEWLM_MODEL ?? OPENAI_BASE_URL === null,
    { path: ["INTERVIEWLM_MODEL"], message: "must name a model of the server at OPENAI_BASE_URL" },
  )
  .refine(
    ({ INTERVIEWLM_MODEL_CONTEXT: context = Infinity, INTERVIEWLM_MODEL_TOKENS: answer }) =>
      context >= 2 * answer,
    {
      path: ["INTERVIEWLM_MODEL_CONTEXT"],
      message: "must be at least twice INTERVIEWLM_MODEL_TOKENS, the longest answer",
    },
  )

/**
 * The configuration from `given` and, for what it leaves out, the environment. An empty value counts as left out;
 * a relative data folder is taken from the current one. Throws `ConfigError`.
 */
export function readConfig(given: Settings = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.keys(fields).map((name) => [name, given[name as keyof Settings] ?? environment[name]])
  const parsed = Fields.safeParse(
    Object.fromEntries(named.filter(([, value]) => value !== "" && value !== undefined)),
  )
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n"),
    )
  const { PORT, HOST, INTERVIEWLM_DATA, DATABASE_URL, PUBLIC_URL, LOG_LEVEL, INTERVIEWLM_SECRET } =
    parsed.data
  return {
    port: PORT,
    host: HOST,
    dataFolder: INTERVIEWLM_DATA,
    databaseUrl: DATABASE_URL,
    publicUrl: PUBLIC_URL,
    logLevel: LOG_LEVEL,
    secret: INTERVIEWLM_SECRET,
    proxies: parsed.data.INTERVIEWLM_PROXIES,
    webhooksInside: parsed.data.INTERVIEWLM_WEBHOOKS_INSIDE,
    model: modelOf(parsed.data),
  }
}

function modelOf(given: z.infer<typeof Fields>): ModelSettings {
  const { INTERVIEWLM_MODEL: model, INTERVIEWLM_MODEL_CONTEXT: contextTokens } = given
  const sizes = {
    outputTokens: given.INTERVIEWLM_MODEL_TOKENS,
    ...(contextTokens !== undefined && { contextTokens }),
  }
  if (given.ANTHROPIC_API_KEY !== null || given.ANTHROPIC_BASE_URL !== null)
    return {
      kind: "anthropic",
      apiKey: given.ANTHROPIC_API_KEY,
      baseUrl: given.ANTHROPIC_BASE_URL ?? ANTHROPIC_URL,
      model: model ?? DEFAULT_MODEL,
      ...sizes,
    }
  if (given.OPENAI_BASE_URL !== null && model !== undefined)
    return {
      kind: "openai",
      apiKey: given.OPENAI_API_KEY,
      baseUrl: given.OPENAI_BASE_URL,
      model,
      ...sizes,
    }
  return { kind: "coach" }
}
