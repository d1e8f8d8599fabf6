import { expect, onTestFinished, test } from "vitest"
import { serveAnthropic } from "../../../test/support/wire/anthropic.ts"
import { serveOpenAI } from "../../../test/support/wire/openai.ts"
import { fail, hang, say } from "../../../test/support/wire/script.ts"
import type { Script } from "../../../test/support/wire/script.ts"
import { checkModel } from "./model.ts"

const settings = {
  kind: "anthropic",
  apiKey: "sk-right",
  model: "claude-sonnet-5-5",
  outputTokens: 16_384,
} as const

async function serving(script: Script, serve = serveAnthropic) {
  const server = await serve(script, { key: "sk-right", models: ["claude-sonnet-5-5"] })
  onTestFinished(() => server.close())
  return server
}

test("[DOCTOR5] a model that answers is named, at the price of a few tokens", async () => {
  for (const [kind, serve] of [
    ["anthropic", serveAnthropic],
    ["openai", serveOpenAI],
  ] as const) {
    const { url: baseUrl, requests } = await serving(() => say("yes"), serve)
    const { state, text } = await checkModel({ ...settings, kind, baseUrl })
    expect({ state, text }).toEqual({
      state: "ok",
      text: expect.stringContaining(`claude-sonnet-5-5 at ${new URL(baseUrl).host} answers`),
    })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.body.max_tokens).toBe(64)
  }
})

test("[DOCTOR5] without a model doctor says that the coach answers, and how to connect one", async () => {
  expect(await checkModel({ kind: "coach" })).toEqual({
    area: "model",
    state: "weak",
    text: "no language model is connected; the built-in coach answers",
    mend: expect.stringContaining("ANTHROPIC_API_KEY"),
  })
})

test("[DOCTOR5] a wrong key, no key, an unknown model and an address where nobody is are told apart, without the key", async () => {
  const { url: baseUrl } = await serving(() => say("yes"))
  const told = async (change: object) => {
    const { state, text } = await checkModel({ ...settings, baseUrl, ...change })
    expect(state).toBe("missing")
    expect(text).not.toContain("sk-")
    return text
  }
  expect(await told({ apiKey: "sk-wrong" })).toContain("refused the key (401). Check the key of the model")
  expect(await told({ apiKey: null })).toContain("wants a key (401). Set one for the model")
  expect(await told({ model: "claude-9" })).toContain(
    "knows no model claude-9 (404). Check the name and the address",
  )
  expect(await told({ baseUrl: "http://nowhere.invalid" })).toContain("cannot be reached")
})

test("[DOCTOR5] what may pass is weak: too much to do, no answer in time", async () => {
  const { url: baseUrl } = await serving((_, index) => (index === 0 ? fail(529) : hang()))
  expect(await checkModel({ ...settings, baseUrl })).toMatchObject({ state: "weak" })
  expect(await checkModel({ ...settings, baseUrl }, 200)).toMatchObject({
    state: "weak",
    text: expect.stringContaining("did not answer in 0.2 s"),
  })
})
