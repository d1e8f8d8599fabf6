import { resolve } from "node:path"
import { expect, test } from "vitest"
import { ConfigError, readConfig } from "./config.ts"
import { isClosed, OPEN_GROUND } from "./open-ground.ts"

test("[RUN1] with nothing set the server listens on this machine alone, port 3000, with its data in ./data", () => {
  expect(readConfig({}, {})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataFolder: isClosed(resolve("data")) ? OPEN_GROUND : resolve("data"),
    databaseUrl: null,
    publicUrl: null,
    logLevel: "warn",
    secret: null,
    proxies: [],
    webhooksInside: false,
    model: { kind: "coach" },
  })
})

test("[RUN1] the command line wins over the environment and an empty value counts as left out", () => {
  const config = readConfig(
    { PORT: "4000" },
    { PORT: "5000", INTERVIEWLM_DATA: "/srv/data", DATABASE_URL: "" },
  )
  expect(config).toMatchObject({ port: 4000, dataFolder: "/srv/data", databaseUrl: null })
})

test("[RUN1] a public address loses its last slash", () => {
  expect(readConfig({}, { PUBLIC_URL: "https://interviews.example.com/" }).publicUrl).toBe(
    "https://interviews.example.com",
  )
})

const KEY = "sk-ant-0123456789"

test("[MODEL23] a key makes it Anthropic's model, an address alone a server of one's own", () => {
  const baseUrl = "https://api.anthropic.com"
  const anthropic = {
    kind: "anthropic",
    apiKey: KEY,
    baseUrl,
    model: "claude-sonnet-5-5",
    outputTokens: 16_384,
  }
  expect(readConfig({}, { ANTHROPIC_API_KEY: ` ${KEY}\n` }).model).toEqual(anthropic)
  expect(readConfig({}, { ANTHROPIC_API_KEY: KEY, OPENAI_BASE_URL: "http://localhost:1/v1" }).model).toEqual(
    anthropic,
  )
  const own = {
    ANTHROPIC_BASE_URL: "http://localhost:11434/",
    INTERVIEWLM_MODEL: "qwen3-coder:30b",
    INTERVIEWLM_MODEL_TOKENS: "4096",
    INTERVIEWLM_MODEL_CONTEXT: "32768",
  }
  expect(readConfig({}, own).model).toEqual({
    kind: "anthropic",
    apiKey: null,
    baseUrl: "http://localhost:11434",
    model: "qwen3-coder:30b",
    outputTokens: 4_096,
    contextTokens: 32_768,
  })
})

test("[MODEL23] an OpenAI-compatible address is used with the model it is set with; its key alone is nothing", () => {
  const openai = { OPENAI_BASE_URL: "https://openrouter.ai/api/v1", INTERVIEWLM_MODEL: "qwen/qwen3-coder" }
  expect(readConfig({}, openai).model).toEqual({
    kind: "openai",
    apiKey: null,
    baseUrl: "https://openrouter.ai/api/v1",
    model: "qwen/qwen3-coder",
    outputTokens: 16_384,
  })
  expect(readConfig({}, { OPENAI_API_KEY: KEY }).model).toEqual({ kind: "coach" })
})

test.each([
  [{ ANTHROPIC_API_KEY: "sk-ant one" }, "ANTHROPIC_API_KEY must be one word, as the provider gave it."],
  [{ OPENAI_API_KEY: "sk-\u0000" }, "OPENAI_API_KEY must be one word, as the provider gave it."],
  [{ ANTHROPIC_BASE_URL: "localhost:11434" }, "ANTHROPIC_BASE_URL must look like https://api.anthropic.com."],
  [
    { ANTHROPIC_BASE_URL: "https://a:secret@b.example" },
    "ANTHROPIC_BASE_URL must not hold a name or password.",
  ],
  [
    { OPENAI_BASE_URL: "http://localhost:11434/v1" },
    "INTERVIEWLM_MODEL must name a model of the server at OPENAI_BASE_URL.",
  ],
  [
    { INTERVIEWLM_MODEL: "claude sonnet" },
    "INTERVIEWLM_MODEL must be the id of a model, such as claude-sonnet-5-5.",
  ],
  [{ INTERVIEWLM_MODEL_TOKENS: "0" }, "INTERVIEWLM_MODEL_TOKENS must be a number from 1 to 128000."],
  [{ INTERVIEWLM_MODEL_TOKENS: "1e4" }, "INTERVIEWLM_MODEL_TOKENS must be a number from 1 to 128000."],
  [{ INTERVIEWLM_MODEL_CONTEXT: "64" }, "INTERVIEWLM_MODEL_CONTEXT must be a number from 4096 to 10000000."],
  [
    { INTERVIEWLM_MODEL_CONTEXT: "16384" },
    "INTERVIEWLM_MODEL_CONTEXT must be at least twice INTERVIEWLM_MODEL_TOKENS, the longest answer.",
  ],
])(
  "[MODEL24] a setting of the model that cannot be used is named, without its value: %o",
  (environment, message) => {
    expect(() => readConfig({}, environment)).toThrow(new ConfigError(message))
  },
)

test.each([
  [{ PORT: "70000" }, "PORT must be a number from 0 to 65535."],
  [{ PORT: "http" }, "PORT must be a number from 0 to 65535."],
  [{ HOST: "a b" }, "HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0."],
  [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must look like postgres://user:password@host:5432/name."],
  [{ PUBLIC_URL: "example.com" }, "PUBLIC_URL must look like https://interviews.example.com."],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of warn, silent."],
])("[RUN2] a setting that cannot be used is named with what it must be: %o", (environment, message) => {
  expect(() => readConfig({}, environment)).toThrow(new ConfigError(message))
})

test("[RUN2] every unusable setting has its own line", () => {
  expect(() => readConfig({}, { PORT: "x", LOG_LEVEL: "x" })).toThrow(/^PORT .*\nLOG_LEVEL .*$/)
})
