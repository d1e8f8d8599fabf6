import { resolve } from "node:path"
import { z } from "zod"
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
}

/**
 * The configuration from `given` and, for what it leaves out, the environment. An empty value counts as left out;
 * a relative data folder is taken from the current one. Throws `ConfigError`.
 */
export function readConfig(given: Settings = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.keys(fields).map((name) => [name, given[name as keyof Settings] ?? environment[name]])
  const parsed = z
    .object(fields)
    .safeParse(Object.fromEntries(named.filter(([, value]) => value !== "" && value !== undefined)))
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n"),
    )
  const { PORT, HOST, INTERVIEWLM_DATA, DATABASE_URL, PUBLIC_URL, LOG_LEVEL } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataFolder: INTERVIEWLM_DATA,
    databaseUrl: DATABASE_URL,
    publicUrl: PUBLIC_URL,
    logLevel: LOG_LEVEL,
  }
}
