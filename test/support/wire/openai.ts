/** A scripted model that speaks OpenAI's chat completions as compatible servers do. */
import { array, object, serve } from "./http.ts"
import type { Format, Sink } from "./http.ts"
import { pieces, split } from "./script.ts"
import type { Item, Script, StopReason, WireModel, WireOptions, WireRequest } from "./script.ts"

/**
 * Serves at a free port of this machine. Thinking comes as `reasoning_content`; what has no counterpart in this format
 * (signatures, redacted thinking) is left out. The script's own failures come out of `close`.
 */
export function serveOpenAI(script: Script, options: WireOptions = {}): Promise<WireModel> {
  let before = ""
  const format: Format = {
    path: "/v1/chat/completions",
    key: ({ authorization }) => authorization?.replace(/^Bearer /, ""),
    read,
    problem,
    failure: (type, message) => ({ error: { message, type, param: null, code: type } }),
    model: (id) => ({ id, object: "model", created: 1_760_000_000, owned_by: "test" }),
    answer: (items, request, sink) => {
      const prompt = JSON.stringify([request.body.tools, request.body.messages])
      let same = 0
      while (same < prompt.length && prompt[same] === before[same]) same++
      before = prompt
      return answer(items, request, sink, {
        prompt_tokens: Math.ceil(prompt.length / 4),
        prompt_tokens_details: { cached_tokens: Math.floor(same / 4) },
      })
    },
  }
  return serve(script, options, format)
}

const FINISHES: Readonly<Record<StopReason, string>> = {
  end_turn: "stop",
  tool_use: "tool_calls",
  max_tokens: "length",
  refusal: "content_filter",
  pause_turn: "stop",
  model_context_window_exceeded: "length",
}

async function answer(
  items: readonly Item[],
  request: WireRequest,
  sink: Sink,
  usage: { prompt_tokens: number; prompt_tokens_details: { cached_tokens: number } },
): Promise<void> {
  const chunk = (choices: readonly object[], rest: object = {}): Promise<void> =>
    sink.write(
      `data: ${JSON.stringify({
        id: "chatcmpl-1",
        object: "chat.completion.chunk",
        created: 1_760_000_000,
        model: request.body.model,
        choices,
        ...rest,
      })}\n\n`,
    )
  const delta = (change: object): Promise<void> => chunk([{ index: 0, delta: change, finish_reason: null }])
  let written = 0
  let calls = 0
  let reason: StopReason = "end_turn"

  await delta({ role: "assistant", content: "" })
  for (const item of items) {
    switch (item.kind) {
      case "text":
      case "thinking": {
        const start = performance.now()
        for (const [sent, piece] of split(item.text, item.splitEvery).entries()) {
          await sink.pace(start, sent, item.perSecond)
          await delta(item.kind === "text" ? { content: piece } : { reasoning_content: piece })
        }
        written += item.text.length
        break
      }
      case "redacted":
        break
      case "call": {
        reason = "tool_use"
        const index = calls++
        const id = item.id ?? `call_${Math.random().toString(36).slice(2)}`
        const head = { name: item.tool, arguments: "" }
        await delta({ tool_calls: [{ index, id, type: "function", function: head }] })
        let sent = 0
        for (const piece of pieces(item)) {
          for (const { at, until } of item.holds) if (at === sent) await sink.wait(until)
          await delta({ tool_calls: [{ index, function: { arguments: piece } }] })
          sent += piece.length
        }
        written += item.json.length
        break
      }
      case "hold":
        await sink.wait(item.until)
        break
      case "ping":
        await sink.write(": OPENROUTER PROCESSING\n\n")
        break
      case "error":
        await sink.write(
          `data: ${JSON.stringify({ error: { message: item.message, type: item.type, code: item.type } })}\n\n`,
        )
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
  await chunk([{ index: 0, delta: {}, finish_reason: FINISHES[reason] }])
  const completion_tokens = Math.ceil(written / 4)
  const total_tokens = usage.prompt_tokens + completion_tokens
  if (object(request.body.stream_options).include_usage === true)
    await chunk([], { usage: { ...usage, completion_tokens, total_tokens } })
  await sink.write("data: [DONE]\n\n")
}

const words = (content: unknown): string =>
  typeof content === "string"
    ? content
    : array(content)
        .map((part) => object(part).text)
        .filter((text) => typeof text === "string")
        .join("\n")

function read(body: WireRequest["body"]): Pick<WireRequest, "lastUser" | "results"> {
  const messages = array(body.messages).map(object)
  const lastUser = messages.findLast(({ role }) => role === "user")
  const answered = messages.findLastIndex(({ role }) => role === "assistant")
  return {
    lastUser: lastUser ? words(lastUser.content) : "",
    // The format does not say which failed.
    results: messages
      .slice(answered + 1)
      .filter(({ role }) => role === "tool")
      .map((result) => ({ call: String(result.tool_call_id), text: words(result.content), ok: true })),
  }
}

/** What strict servers refuse. */
function problem(body: WireRequest["body"]): string | null {
  const messages = array(body.messages).map(object)
  for (const [at, { role, tool_calls }] of messages.entries()) {
    if (role === "system" && at > 0) return "System message must be at the beginning."
    if (role === "user" && messages[at + 1]?.role === "user") return "Conversation roles must alternate"
    for (const [which, called] of array(tool_calls).entries())
      if (messages[at + 1 + which]?.tool_call_id !== object(called).id)
        return "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
  }
  return messages.at(-1)?.role === "assistant" ? "The last message must not be the assistant's" : null
}
