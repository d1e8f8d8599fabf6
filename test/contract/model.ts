import { once } from "node:events"
import { createServer } from "node:net"
import { afterEach, describe, expect, test } from "vitest"
import { ModelError } from "../../src/server/agent/model/model.ts"
import type { ModelMessage, ModelPort, StepPart, StepRequest } from "../../src/server/agent/model/model.ts"
import { call, cut, error, fail, hang, hold, ping, say, stop, think } from "../support/wire/script.ts"
import { object } from "../support/wire/http.ts"
import type { Item, Script, StopReason, WireModel, WireOptions } from "../support/wire/script.ts"

/** An adapter and a server of its wire format. */
export interface ModelUnderTest {
  serve(script: Script, options?: WireOptions): Promise<WireModel>
  open(
    url: string,
    settings: { apiKey: string | null; model: string; outputTokens: number; silentMs?: number },
  ): ModelPort
  /** Whether the format can say that a model refused, paused, or ran out of context. */
  stops: readonly (readonly [StopReason, string])[]
}

export const TOOLS: StepRequest["tools"] = [
  {
    name: "Edit",
    description: "Replaces text.",
    inputSchema: { type: "object", properties: { path: { type: "string" }, new: { type: "string" } } },
  },
]
export const hello: StepRequest = {
  system: "Be kind.",
  tools: TOOLS,
  messages: [{ role: "user", text: "Hello" }],
}
const KEY = "sk-test-0123456789"

/** All parts of one step. */
export async function stepOf(
  port: ModelPort,
  request: StepRequest = hello,
  signal = new AbortController().signal,
): Promise<StepPart[]> {
  const parts: StepPart[] = []
  for await (const part of port.step(request, signal)) parts.push(part)
  return parts
}

/** The blocks that parts tell of, with their texts whole. Throws when parts are out of order. */
export function blocksOf(parts: readonly StepPart[]) {
  const blocks: {
    kind: string
    text: string
    ended: boolean
    seal: string | null
    call?: string
    tool?: string
  }[] = []
  for (const [index, part] of parts.entries()) {
    const open = blocks.at(-1)
    if (part.type === "finish") expect(index).toBe(parts.length - 1)
    else if (part.type === "begin") {
      expect(open?.ended ?? true).toBe(true)
      const { type: _, ...rest } = part
      blocks.push({ ...rest, text: "", ended: false, seal: null })
    } else {
      if (!open || open.ended) throw new Error(`${part.type} outside of a block`)
      if (part.type === "text") open.text += part.text
      else Object.assign(open, { ended: true, seal: part.seal })
    }
  }
  return blocks
}

/** What every adapter that asks over a network must do. */
export function modelContract(name: string, { serve, open, stops }: ModelUnderTest): void {
  describe(`model contract: ${name}`, () => {
    const servers: WireModel[] = []
    afterEach(async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()))
    })

    async function model(
      script: Script | Item[],
      options: WireOptions & { model?: string; silentMs?: number; apiKey?: string } = {},
    ) {
      const server = await serve(typeof script === "function" ? script : () => script, options)
      servers.push(server)
      const { silentMs } = options
      const port = open(server.url, {
        apiKey: options.apiKey ?? KEY,
        model: options.model ?? "claude-sonnet-5-5",
        outputTokens: 1_000,
        ...(silentMs !== undefined && { silentMs }),
      })
      return { port, server }
    }
    const failure = async (script: Script | Item[], options: Parameters<typeof model>[1] = {}) => {
      const { port } = await model(script, options)
      const thrown = await stepOf(port).catch((problem: unknown) => problem)
      expect(thrown).toBeInstanceOf(ModelError)
      if (!(thrown instanceof ModelError)) throw thrown
      expect(`${thrown.message} ${thrown.stack}`).not.toContain(options.apiKey ?? KEY)
      return thrown
    }

    test.each([{ chunkBytes: 1 }, { chunkBytes: 7 }, {}])(
      "[MODEL1] blocks come one after another, each begun, written and ended, however the network cuts them: %o",
      async (options) => {
        const text = 'Grüße, 世界 \u{1F600}: "q" \\ \n\u2028'
        const input = { path: "src/ä.ts", new: `${text}\0\u{1F469}\u200D\u{1F680}` }
        const { port } = await model(
          [
            think("hm \u{1F914}"),
            say(text, { splitEvery: 1 }),
            call("Edit", input, { id: "a", splitEvery: 1 }),
            call("Read", { path: "b" }, { id: "b" }),
          ],
          options,
        )
        const parts = await stepOf(port)
        expect(blocksOf(parts)).toMatchObject([
          { kind: "thinking", text: "hm \u{1F914}", ended: true },
          { kind: "text", text, ended: true, seal: null },
          { kind: "tool", call: "a", tool: "Edit", text: JSON.stringify(input), ended: true },
          { kind: "tool", call: "b", tool: "Read", text: JSON.stringify({ path: "b" }), ended: true },
        ])
        expect(parts.at(-1)).toMatchObject({ type: "finish", stop: "tools" })
      },
    )

    test("[MODEL2] a tool's input comes exactly as the model wrote it, also when it is not JSON", async () => {
      const odd = '{"path": "a",, "new": "\\q", "path":\t1e999'
      const { port } = await model([call("Edit", odd, { splitEvery: 3 }), call("Edit", "", { id: "none" })])
      const blocks = blocksOf(await stepOf(port))
      expect(blocks).toMatchObject([
        { text: odd, ended: true },
        { text: "{}", ended: true },
      ])
    })

    test("[MODEL3] a tool call that was cut at the greatest length has no end, one that was whole has", async () => {
      const { port } = await model((_, index) => [
        say("Now"),
        call("Edit", index === 0 ? '{"path":"a","new":"def f(' : { path: "a" }),
        stop("max_tokens"),
      ])
      const [cutOff, whole] = [await stepOf(port), await stepOf(port)]
      expect(blocksOf(cutOff).at(-1)).toMatchObject({
        kind: "tool",
        text: '{"path":"a","new":"def f(',
        ended: false,
      })
      expect(cutOff.at(-1)).toMatchObject({ type: "finish", stop: "length" })
      expect(blocksOf(whole).at(-1)).toMatchObject({ ended: true })
    })

    test("[MODEL4] parts come while the model is still writing", async () => {
      const gate = Promise.withResolvers<void>()
      const { port } = await model([
        call("Edit", { path: "a", new: "b" }, { holds: [{ at: 12, until: gate.promise }] }),
      ])
      const parts = port.step(hello, new AbortController().signal)[Symbol.asyncIterator]()
      let text = ""
      while (text.length < 12) {
        const { value } = await parts.next()
        if (value?.type === "text") text += value.text
      }
      expect(text).toBe('{"path":"a",')
      gate.resolve()
      for (let next = await parts.next(); !next.done; next = await parts.next())
        if (next.value.type === "text") text += next.value.text
      expect(JSON.parse(text)).toEqual({ path: "a", new: "b" })
    })

    test("[MODEL5] a step that is stopped throws an AbortError and hangs up, before the answer and in the middle", async () => {
      const { port, server } = await model((_, index) =>
        index === 0 ? [say("Hm".repeat(100)), hang()] : hang(),
      )
      const stopped = new AbortController()
      const parts = port.step(hello, stopped.signal)[Symbol.asyncIterator]()
      await parts.next()
      stopped.abort()
      await expect(parts.next()).rejects.toMatchObject({ name: "AbortError" })
      await server.requests[0]?.gone

      const early = new AbortController()
      const waiting = stepOf(port, hello, early.signal)
      const refused = expect(waiting).rejects.toMatchObject({ name: "AbortError" })
      while (server.requests.length < 2) await new Promise((resolve) => setImmediate(resolve))
      early.abort()
      await refused
      await server.requests[1]?.gone
      await expect(stepOf(port, hello, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" })
      expect(server.requests).toHaveLength(2)
    })

    test("[MODEL5] a reader that leaves in the middle hangs up", async () => {
      const { port, server } = await model([say("Hm"), hang()])
      for await (const part of port.step(hello, new AbortController().signal)) if (part.type === "text") break
      await server.requests[0]?.gone
    })

    test.each([
      [401, "wrong-key", false],
      [403, "wrong-key", false],
      [404, "unknown-model", false],
      [400, "refused-request", false],
      [413, "too-long", false],
      [422, "refused-request", false],
      [408, "timeout", true],
      [409, "server-error", true],
      [425, "server-error", true],
      [429, "rate-limited", true],
      [500, "server-error", true],
      [502, "server-error", true],
      [503, "overloaded", true],
      [504, "timeout", true],
      [529, "overloaded", true],
    ])(
      "[MODEL6] status %i is %s, worth asking again: %s, and asked once",
      async (status, fault, retryable) => {
        const { port, server } = await model([fail(status)])
        await expect(stepOf(port)).rejects.toMatchObject({ fault, retryable, retryAfterMs: null })
        expect(server.requests).toHaveLength(1)
      },
    )

    test("[MODEL6] a conversation that is too long is told apart from other refusals", async () => {
      const long = "prompt is too long: 1000001 tokens > 1000000 maximum"
      expect(await failure([fail(400, { message: long })])).toMatchObject({
        fault: "too-long",
        retryable: false,
      })
    })

    test("[MODEL7] the wait that a provider asks for is kept, in seconds, as a date and in milliseconds", async () => {
      expect(await failure([fail(429, { retryAfter: 3 })])).toMatchObject({ retryAfterMs: 3_000 })
      expect(await failure([fail(429, { retryAfter: 3, retryAfterMs: 250 })])).toMatchObject({
        retryAfterMs: 250,
      })
      const later = new Date(Date.now() + 3_600_000).toUTCString()
      const { retryAfterMs } = await failure([fail(529, { retryAfter: later })])
      expect(retryAfterMs).toBeGreaterThan(3_000_000)
      expect(retryAfterMs).toBeLessThanOrEqual(3_600_000)
    })

    test("[MODEL8] no message holds the key, also where the provider repeats it", async () => {
      const { message } = await failure([fail(400, { message: `bad key ${KEY} and sk-live-abc` })])
      expect(message).toContain("(key)")
      expect(message).not.toContain("sk-live")
      expect(await failure([say("hi")], { key: "another" })).toMatchObject({ fault: "wrong-key" })
      expect(await failure([say("hi")], { models: ["another"] })).toMatchObject({ fault: "unknown-model" })
    })

    test("[MODEL9] a server that is not there is unreachable", async () => {
      const taken = createServer().listen(0, "127.0.0.1")
      await once(taken, "listening")
      const address = taken.address()
      const port = typeof address === "object" && address ? address.port : 0
      taken.close()
      await once(taken, "close")
      const settings = { apiKey: KEY, model: "m", outputTokens: 10 }
      await expect(stepOf(open(`http://127.0.0.1:${port}`, settings))).rejects.toMatchObject({
        fault: "unreachable",
      })
      await expect(stepOf(open("http://nowhere.invalid", settings))).rejects.toMatchObject({
        fault: "unreachable",
      })
    })

    test("[MODEL10] a connection cut in the middle, an answer without an end and an error told in the middle are worth asking again", async () => {
      expect(await failure([say("Hm"), cut()])).toMatchObject({ fault: "cut-off", retryable: true })
      expect(await failure([cut()])).toMatchObject({ fault: "cut-off", retryable: true })
      expect(await failure([call("Edit", '{"pa'), cut()])).toMatchObject({
        fault: "cut-off",
        retryable: true,
      })
      expect(await failure([say("Hm"), error()])).toMatchObject({ fault: "overloaded", retryable: true })
      expect(await failure([error()])).toMatchObject({ fault: "overloaded", retryable: true })
      expect(await failure([say("Hm"), error("api_error", "Oops")])).toMatchObject({
        fault: "server-error",
        retryable: true,
      })
    })

    test("[MODEL11] a model that says nothing for long is taken for cut off, one that pings is not", async () => {
      expect(await failure([say("Hm"), hang()], { silentMs: 150 })).toMatchObject({
        fault: "timeout",
        retryable: true,
      })
      expect(await failure(() => new Promise(() => undefined), { silentMs: 150 })).toMatchObject({
        fault: "timeout",
      })
      const lively: Script = () => {
        const beats = [1, 2, 3, 4, 5, 6].map((beat) => [hold(passed(100 * beat)), ping()])
        return [say("a"), ...beats.flat(), say("b")]
      }
      const { port } = await model(lively, { silentMs: 400 })
      expect((await stepOf(port)).at(-1)).toMatchObject({ type: "finish" })
    })

    test("[MODEL11] while nobody reads on, nothing counts as silence, whatever still trickles in", async () => {
      const reads = Promise.withResolvers<void>()
      const beats = [1, 2, 3].map((beat) => [hold(passed(30 * beat)), say("b")])
      const script: Script = () => [say("a"), ...beats.flat(), hold(reads.promise), say("c")]
      const { port } = await model(script, { silentMs: 150 })
      const parts: StepPart[] = []
      for await (const part of port.step(hello, new AbortController().signal)) {
        if (parts.length === 0) await passed(400)
        reads.resolve()
        parts.push(part)
      }
      expect(parts.at(-1)).toMatchObject({ type: "finish" })
    })

    test("[MODEL12] usage is told in tokens and, for a model whose price is known, in millionths of a dollar", async () => {
      const { port } = await model([say("x".repeat(400))])
      const finish = (await stepOf(port)).at(-1)
      if (finish?.type !== "finish") throw new Error("no finish")
      const { input, cacheRead, cacheWrite, output, microDollars } = finish.usage
      expect(output).toBe(100)
      expect(input + cacheRead + cacheWrite).toBeGreaterThan(10)
      expect(microDollars).toBe(Math.round(2 * input + 0.2 * cacheRead + 2.5 * cacheWrite + 10 * output))
      const { port: unknown } = await model([say("x")], { model: "qwen3-coder" })
      expect((await stepOf(unknown)).at(-1)).toMatchObject({ usage: { microDollars: null } })
    })

    test("[MODEL13] each reason to stop has its name", async () => {
      const all = [["end_turn", "end"], ["max_tokens", "length"], ...stops] as const
      for (const [reason, name] of all) {
        const { port } = await model([say("Hm"), stop(reason)])
        expect((await stepOf(port)).at(-1)).toMatchObject({ stop: name })
      }
    })

    test("[MODEL14] a request that goes on from another begins with the same bytes, and its beginning is read from the cache", async () => {
      for (const id of ["claude-sonnet-5-5", "qwen3-coder"]) {
        const turn = (index: number): Item[] =>
          index % 2 === 0
            ? [
                think("Thinking"),
                say("I will."),
                call("Edit", { path: "a", new: "b" }, { id: `call-${index}` }),
              ]
            : [say("Done. ")]
        const { port, server } = await model((_, index) => turn(index), { model: id })
        const messages: ModelMessage[] = []
        const reads: number[] = []
        for (let index = 0; index < 12; index++) {
          if (index % 2 === 0) {
            if (index % 4 === 2) messages.push({ role: "system", text: `Level ${index} now.` })
            messages.push({ role: "user", text: `Question ${index}: ${"words ".repeat(50)}` })
          }
          const parts = await stepOf(port, { ...hello, system: "Be kind. ".repeat(200), messages })
          const finish = parts.at(-1)
          if (finish?.type === "finish") reads.push(finish.usage.cacheRead)
          messages.push({ role: "assistant", blocks: assistantOf(parts) })
          if (index % 2 === 0)
            messages.push({
              role: "tool",
              results: [{ call: `call-${index}`, tool: "Edit", ok: index % 4 === 0, text: "ok" }],
            })
          if (index === 7) messages.push({ role: "system", text: "You were stopped here." })
        }
        const bodies = server.requests.map(({ raw }) => partsOf(raw))
        for (const [index, body] of bodies.entries()) {
          const before = bodies[index - 1]
          if (!before) continue
          expect(body.head).toBe(before.head)
          expect(body.messages.startsWith(before.messages)).toBe(true)
          expect(reads[index]).toBeGreaterThan(reads[index - 1] ?? 0)
        }
      }
    })

    test("[MODEL15] what a request says arrives: system prompt, tools in order of their properties, results and failures", async () => {
      const { port, server } = await model([say("Hm")])
      await stepOf(port, {
        ...hello,
        messages: [
          { role: "user", text: "Please" },
          {
            role: "assistant",
            blocks: [{ kind: "tool", call: "c1", tool: "Edit", input: { path: "a", new: "\u{1F600}" } }],
          },
          { role: "tool", results: [{ call: "c1", tool: "Edit", ok: false, text: "No file a" }] },
          { role: "user", text: "And now?" },
        ],
      })
      const [request] = server.requests
      expect(request?.raw).toContain("Be kind.")
      expect(request?.raw).toContain('"properties":{"path":{"type":"string"},"new":{"type":"string"}}')
      expect(request).toMatchObject({ lastUser: "And now?", results: [{ call: "c1", text: "No file a" }] })
      for (const name of ["temperature", "top_p", "top_k", "tool_choice"])
        expect(JSON.stringify(request?.body[name] ?? { type: "auto" })).toMatch(/auto/)
    })
  })
}

const passed = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** What a step said, as it is given back. */
export function assistantOf(
  parts: readonly StepPart[],
): Extract<ModelMessage, { role: "assistant" }>["blocks"] {
  return blocksOf(parts).map(({ kind, text, seal, call: id = "", tool = "" }) => {
    if (kind === "tool") return { kind: "tool", call: id, tool, input: JSON.parse(text) }
    return kind === "thinking" ? { kind: "thinking", text, seal } : { kind: "text", text }
  })
}

/** A body without its marks for the cache: what comes before the messages or beside them, and the messages. */
function partsOf(raw: string): { head: string; messages: string } {
  const plain = raw.replaceAll(',"cache_control":{"type":"ephemeral"}', "")
  const { messages, ...head } = object(JSON.parse(plain))
  const text = JSON.stringify(messages)
  expect(plain).toContain(text)
  return { head: JSON.stringify(head), messages: text.slice(0, -1) }
}
