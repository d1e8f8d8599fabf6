/**
 * A scripted model that speaks the Anthropic Messages API: server-sent events, prompt caching by prefix, and the
 * refusals of the real service that a client can run into by its own fault.
 */
import { createPromptCache } from "./prompt-cache.ts"
import { array, object, serve } from "./http.ts"
import type { Format, Sink } from "./http.ts"
import { pieces, split } from "./script.ts"
import type { Item, Script, StopReason, WireModel, WireOptions, WireRequest } from "./script.ts"

/** Serves at a free port of this machine. The script's own failures come out of `close`. */
export function serveAnthropic(script: Script, options: WireOptions = {}): Promise<WireModel> {
  const cache = createPromptCache()
  let answers = 0
  /** What was paused is taken up by sending it back, which looks like a prefilled answer. */
  let paused = false
  const format: Format = {
    path: "/v1/messages",
    key: (headers) => headers["x-api-key"]?.toString(),
    read,
    problem: (body) => problem(body, paused),
    failure: (type, message) => ({ type: "error", error: { type, message }, request_id: "req_test" }),
    model: (id) => ({ type: "model", id, display_name: id, created_at: "2026-01-01T00:00:00Z" }),
    answer: (items, request, sink) => {
      paused = items.some((item) => item.kind === "stop" && item.reason === "pause_turn")
      return answer(items, request, sink, `msg_${++answers}`, cache(request.body))
    },
  }
  return serve(script, options, format)
}

type Usage = ReturnType<ReturnType<typeof createPromptCache>>

async function answer(
  items: readonly Item[],
  request: WireRequest,
  sink: Sink,
  id: string,
  usage: Usage,
): Promise<void> {
  const send = (type: string, data: object): Promise<void> =>
    sink.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
  let written = 0
  let index = 0
  let reason: StopReason = "end_turn"

  await send("message_start", {
    message: {
      id,
      type: "message",
      role: "assistant",
      model: request.body.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage, output_tokens: 1 },
    },
  })
  await send("ping", {})
  for (const item of items) {
    switch (item.kind) {
      case "text":
      case "thinking": {
        const thinks = item.kind === "thinking"
        const empty = thinks ? { type: "thinking", thinking: "", signature: "" } : { type: "text", text: "" }
        await send("content_block_start", { index, content_block: empty })
        const start = performance.now()
        for (const [sent, piece] of split(item.text, item.splitEvery).entries()) {
          await sink.pace(start, sent, item.perSecond)
          const delta = thinks
            ? { type: "thinking_delta", thinking: piece }
            : { type: "text_delta", text: piece }
          await send("content_block_delta", { index, delta })
        }
        if (thinks)
          await send("content_block_delta", {
            index,
            delta: { type: "signature_delta", signature: item.signature },
          })
        await send("content_block_stop", { index: index++ })
        written += item.text.length
        break
      }
      case "redacted":
        await send("content_block_start", {
          index,
          content_block: { type: "redacted_thinking", data: item.data },
        })
        await send("content_block_stop", { index: index++ })
        break
      case "call": {
        reason = "tool_use"
        const content_block = {
          type: "tool_use",
          id: item.id ?? `toolu_${id}_${index}`,
          name: item.tool,
          input: {},
        }
        await send("content_block_start", { index, content_block })
        await send("content_block_delta", { index, delta: { type: "input_json_delta", partial_json: "" } })
        let sent = 0
        for (const partial_json of pieces(item)) {
          for (const { at, until } of item.holds) if (at === sent) await sink.wait(until)
          await send("content_block_delta", { index, delta: { type: "input_json_delta", partial_json } })
          sent += partial_json.length
        }
        await send("content_block_stop", { index: index++ })
        written += item.json.length
        break
      }
      case "hold":
        await sink.wait(item.until)
        break
      case "ping":
        await send("ping", {})
        break
      case "error":
        await send("error", { error: { type: item.type, message: item.message } })
        return
      case "cut":
        return sink.cut()
      case "hang":
        return sink.gone
      case "stop":
        reason = item.reason
        break
      case "raw":
        await sink.write(item.text)
        break
      case "fail":
        throw new Error("fail(...) stands alone: the answer has begun")
    }
  }
  await send("message_delta", {
    delta: { stop_reason: reason, stop_sequence: null },
    usage: { ...usage, output_tokens: Math.ceil(written / 4) },
  })
  await send("message_stop", {})
}

const blocks = (content: unknown): readonly Readonly<Record<string, unknown>>[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : array(content).map(object)

const words = (content: unknown): string =>
  blocks(content)
    .filter(({ type }) => type === "text")
    .map(({ text }) => String(text))
    .join("\n")

function read(body: WireRequest["body"]): Pick<WireRequest, "lastUser" | "results"> {
  const messages = array(body.messages).map(object)
  const lastUser = messages.findLast(({ role, content }) => role === "user" && words(content) !== "")
  const last = messages.findLast(({ role }) => role === "user")
  return {
    lastUser: lastUser ? words(lastUser.content) : "",
    results: blocks(last?.content)
      .filter(({ type }) => type === "tool_result")
      .map((result) => ({
        call: String(result.tool_use_id),
        text: words(result.content),
        ok: result.is_error !== true,
      })),
  }
}

/** What the service answers 400 to, of what a client of ours could send. */
function problem(body: WireRequest["body"], paused: boolean): string | null {
  const messages = array(body.messages).map(object)
  for (const name of ["temperature", "top_p", "top_k"])
    if (body[name] !== undefined) return `${name}: this model does not take it`
  if (typeof body.max_tokens !== "number") return "max_tokens: Field required"
  if (["any", "tool"].includes(String(object(body.tool_choice).type))) return "tool_choice: cannot be forced"
  if ((JSON.stringify(body).match(/"cache_control":\{/g)?.length ?? 0) > 4)
    return "A maximum of 4 blocks with cache_control may be provided"
  if (messages[0]?.role !== "user") return 'messages: first message must use the "user" role'
  if (messages.at(-1)?.role === "assistant" && !paused)
    return "messages: this model does not take a prefilled answer"
  for (const [at, { role, content }] of messages.entries()) {
    const next = messages[at + 1]
    if (role === next?.role && role !== "system") return `messages.${at + 1}: roles must alternate`
    if (role === "system" && next?.role === "user")
      return `messages.${at}: a system message comes before an answer`
    for (const block of blocks(content))
      if (block.type === "text" && String(block.text).trim() === "")
        return `messages.${at}: text content blocks must be non-empty`
    const calls = blocks(content).filter(({ type }) => type === "tool_use")
    const results = blocks(next?.content).filter(({ type }) => type === "tool_result")
    for (const { id } of calls)
      if (!results.some((result) => result.tool_use_id === id))
        return `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${String(id)}`
  }
  return null
}
