import { expect, onTestFinished, test } from "vitest"
import { createOpenAIModel } from "../../src/server/agent/model/openai.ts"
import { serveOpenAI } from "../support/wire/openai.ts"
import { raw } from "../support/wire/script.ts"
import type { Script } from "../support/wire/script.ts"
import { blocksOf, modelContract, stepOf } from "./model.ts"

modelContract("openai", {
  serve: serveOpenAI,
  open: (baseUrl, settings) => createOpenAIModel({ baseUrl, ...settings }),
  stops: [["refusal", "refusal"]],
})

const open = (baseUrl: string) =>
  createOpenAIModel({ baseUrl, apiKey: null, model: "qwen3-coder", outputTokens: 4_096 })

async function serving(script: Script) {
  const server = await serveOpenAI(script)
  onTestFinished(() => server.close())
  return server
}

const chunk = (delta: object, finish_reason: string | null = null) =>
  raw(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`)

test("[MODEL20] other servers' habits are understood: calls told whole, `stop` after a call, words around a call, no usage", async () => {
  const called = { index: 0, id: "t", function: { name: "Edit", arguments: '{"path":"a"}' } }
  const server = await serving(() => [
    chunk({ reasoning: "Hm" }),
    chunk({ content: "I will." }),
    chunk({ tool_calls: [called] }),
    chunk({ content: "Done." }, "stop"),
  ])
  const parts = await stepOf(open(`${server.url}/v1`))
  expect(blocksOf(parts)).toMatchObject([
    { kind: "thinking", text: "Hm", ended: true },
    { kind: "text", text: "I will.", ended: true },
    { kind: "tool", call: "t", text: '{"path":"a"}', ended: true },
    { kind: "text", text: "Done.", ended: true },
  ])
  expect(parts.at(-1)).toMatchObject({ stop: "tools", usage: { input: 0, output: 0, microDollars: null } })
  expect(server.requests[0]?.headers.authorization).toBeUndefined()
})

test("[MODEL21] calls whose inputs are mixed, an answer without an end, and what is no JSON fail and lose nothing silently", async () => {
  const part = (index: number, id: string | null, text: string) =>
    chunk({ tool_calls: [{ index, id, function: { name: id ? "Edit" : null, arguments: text } }] })
  const server = await serving((_, index) =>
    index === 0
      ? [part(0, "a", '{"path"'), part(1, "b", '{"path"'), part(0, null, ':"a"}')]
      : index === 1
        ? [chunk({ content: "Hm" })]
        : [raw("data: {oh\n\n")],
  )
  for (const fault of ["server-error", "cut-off", "server-error"])
    await expect(stepOf(open(server.url))).rejects.toMatchObject({ fault, retryable: true })
})
