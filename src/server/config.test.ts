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
