/** What a candidate and a model get to know when the installation's model, or what is asked of it, is wrong. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { ModelSettings } from "../../src/server/agent/model/source.ts"
import { startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { serveAnthropic } from "../support/wire/anthropic.ts"
import { serveOpenAI } from "../support/wire/openai.ts"
import { call, say } from "../support/wire/script.ts"
import type { WireModel } from "../support/wire/script.ts"
import { ask, beginWithAgent, toolsOf, turnsOf, chatOf, send, wordsOf } from "./moves.ts"
import { until } from "../support/server.ts"

const closers: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closers.toReversed()) await close()
})

async function serverWith(model: ModelSettings): Promise<TestServer> {
  const server = await startTestServer({ model })
  closers.push(() => server.remove())
  return server
}

function anthropic(baseUrl: string, apiKey: string | null = "test-key"): ModelSettings {
  return { kind: "anthropic", apiKey, baseUrl, model: "claude-sonnet-5-5", outputTokens: 16_384 }
}

let picky: WireModel
beforeAll(async () => {
  picky = await serveAnthropic(() => say("Here."), { key: "right-key", models: ["claude-sonnet-5-5"] })
  closers.push(() => picky.close())
})

test.each([
  ["a wrong key", () => anthropic(picky.url, "wrong-key"), "wrong-key", /key/i],
  ["no key", () => anthropic(picky.url, null), "no-key", /key/i],
  [
    "an unknown model",
    () => ({ ...anthropic(picky.url, "right-key"), model: "claude-none-0" }) as ModelSettings,
    "unknown-model",
    /claude-none-0/,
  ],
])(
  "[FAULT1] %s ends the turn by name, with what to do and without the key",
  async (_name, settings, code, says) => {
    const server = await serverWith(settings())
    const { view } = await beginWithAgent(server)
    const turn = await ask(view, "Where do I start?")
    expect(turn).toMatchObject({ outcome: "failed", failure: { code, retryInMs: null } })
    expect(turn.failure?.message).toMatch(says)
    expect(JSON.stringify(chatOf(view))).not.toMatch(/right-key|"wrong-key [^"]/)
    view.close()
  },
)

test("[FAULT2] a model that cannot be reached is tried again, and the candidate is told so and can stop", async () => {
  const closed = createServer().listen(0)
  const { port } = closed.address() as AddressInfo
  closed.close()
  const server = await serverWith(anthropic(`http://127.0.0.1:${port}`))
  const { view } = await beginWithAgent(server)
  await send(view, "Where do I start?")
  const failing = (): boolean => turnsOf(chatOf(view)).some(({ failure }) => failure?.code === "unreachable")
  await until(view, failing, "the failure")
  expect(turnsOf(chatOf(view))[0]?.failure?.retryInMs).toBeGreaterThan(0)
  await view.command({ type: "stop-agent" })
  await until(view, () => turnsOf(chatOf(view))[0]?.outcome === "stopped")
  view.close()
})

test("[FAULT3] behind an OpenAI-compatible address the agent works all the same", async () => {
  const model = await serveOpenAI((_request, index) =>
    index === 0 ? [say("I look."), call("Read", { file_path: "tab/money.py" })] : say("It rounds."),
  )
  closers.push(() => model.close())
  const server = await serverWith({
    kind: "openai",
    apiKey: null,
    baseUrl: model.url,
    model: "local",
    outputTokens: 4_096,
  })
  const { view } = await beginWithAgent(server)
  const turn = await ask(view, "Where do cents go?")
  expect(wordsOf(turn)).toBe("I look.It rounds.")
  expect(toolsOf(turn)).toMatchObject([{ tool: "Read", result: { ok: true } }])
  expect(model.requests.at(-1)?.results[0]?.text).toContain("def split")
  view.close()
})

test("[FAULT4] with no model configured the coach answers, says what it is, and runs the tests", async () => {
  const server = await serverWith({ kind: "coach" })
  const { view } = await beginWithAgent(server)
  expect(view.getState().session?.agent?.model).toEqual({ name: "Built-in coach", languageModel: false })
  const turn = await ask(view, "My tests fail and I do not see why.")
  expect(toolsOf(turn).map(({ tool }) => tool)).toContain("run_tests")
  expect(wordsOf(turn)).toMatch(/built-in coach/i)
  view.close()
})
