/**
 * What the model is told of a conversation: a pure reading of its fold, so that a server that starts anew asks with the
 * same words. It only ever grows at its end, but for a compaction, so that what a provider has cached stays good.
 */
import type { AssistanceLevel, Attachment } from "../../protocol/assistance.ts"
import type { ChatEntry, ChatState, MessageEntry, Step, ToolBlock, TurnEntry } from "../../protocol/chat.ts"
import { levelNotice } from "./level-notice.ts"
import { fenced } from "./fence.ts"
import type { AssistantBlock, ModelMessage, ToolResult } from "./model/model.ts"

/** A message and the number of the event by which it came; those of one step share theirs. */
interface Said {
  seq: number
  message: ModelMessage
}

/** The messages of a conversation that began at level `start`, oldest first, that the model is to be asked with. */
export function conversationOf(chat: ChatState, start: AssistanceLevel): ModelMessage[] {
  const said = sayings(chat)
  const kept = said.filter(({ seq }) => seq >= chat.compactedBefore).map(({ message }) => message)
  if (kept.length === said.length) return [{ role: "system", text: levelNotice(start, "start") }, ...kept]
  return [...resumption(chat, said, start), ...kept]
}

/**
 * From which event on a conversation is kept so that about `characters` of it stay; null when nothing can be left out.
 * A step is kept or left out whole, with its tools' results.
 */
export function compactionOf(chat: ChatState, characters: number): number | null {
  const kept = sayings(chat).filter(({ seq }) => seq >= chat.compactedBefore)
  let length = 0
  let before: number | null = null
  for (const { seq, message } of kept.toReversed()) {
    length += JSON.stringify(message).length
    if (length > characters && before !== null) break
    if (message.role === "user" || message.role === "assistant") before = seq
  }
  const first = kept[0]?.seq ?? 0
  return before !== null && before > first ? before : null
}

/** What stands in the place of what was left out: the level, that something was, and what was asked last. */
function resumption(chat: ChatState, said: readonly Said[], start: AssistanceLevel): ModelMessage[] {
  const { compactedBefore: before } = chat
  const levels = chat.entries.filter((entry) => entry.kind === "level" && entry.seq < before)
  const level = levels.at(-1)
  const asked = said.findLast(({ seq, message }) => seq < before && message.role === "user")?.message
  const note = "Earlier parts of this conversation were left out because it had grown too long."
  return [
    {
      role: "system",
      text: level?.kind === "level" ? levelNotice(level.to, level.reason) : levelNotice(start, "start"),
    },
    { role: "user", text: asked?.role === "user" ? `${note} This was asked last:\n\n${asked.text}` : note },
  ]
}

function sayings({ entries }: ChatState): Said[] {
  return entries
    .flatMap((entry) => sayingsOf(entry))
    .toSorted((a, b) => a.seq - b.seq || order(a.message) - order(b.message))
}

/** Within one event: the answer, the results of its tools, then what is said of them. */
const order = ({ role }: ModelMessage): number => ["assistant", "tool", "system", "user"].indexOf(role)

function sayingsOf(entry: ChatEntry): Said[] {
  switch (entry.kind) {
    case "message":
      return [{ seq: entry.seq, message: { role: "user", text: wordsOf(entry) } }]
    case "nudge":
      if (entry.answer !== "accepted" || !("offer" in entry.about)) return []
      return [
        { seq: entry.answeredBy ?? entry.seq, message: { role: "user", text: OFFERS[entry.about.offer] } },
      ]
    case "level":
      return [{ seq: entry.seq, message: { role: "system", text: levelNotice(entry.to, entry.reason) } }]
    case "turn":
      return turnOf(entry)
  }
}

const OFFERS = {
  failing: "I took up the offer of help: my tests have failed several times in a row. Help me with that.",
  stalled: "I took up the offer of help: my last runs did not get further. Help me with that.",
  errors: "I took up the offer of help: I keep getting errors of the same kind. Help me with that.",
  growth: "I took up the offer of help: my solution passes but may be slow on large inputs. Help me see why.",
}

/** What a person wrote, with where they were and what they sent along. */
function wordsOf({ text, language, looking, attached, by }: MessageEntry): string {
  const place = looking === null ? "" : `, ${looking} open`
  const who = by.kind === "assessor" ? "an assessor" : "the candidate"
  return [`[${who}; ${language}${place}]`, text, ...attached.map(attachmentText)].join("\n\n")
}

function attachmentText(attached: Attachment): string {
  switch (attached.kind) {
    case "file":
      return fenced("file", attached.path, attached.text)
    case "selection":
      return fenced("selection", `${attached.path}:${attached.fromLine}-${attached.toLine}`, attached.text)
    case "test":
      return fenced("test", attached.id, attached.text)
  }
}

function turnOf({ seq, continues, steps, outcome }: TurnEntry): Said[] {
  const asked: Said = { seq, message: { role: "user", text: "Go on where you left off." } }
  const told = steps.filter((step) => !step.failed && step.stop !== "refusal").flatMap(stepOf)
  const note = outcome ? ENDINGS[outcome] : undefined
  const last = steps.at(-1)
  if (note && last) told.push({ seq: last.seq, message: { role: "system", text: note } })
  return continues ? [asked, ...told] : told
}

const ENDINGS: Partial<Record<NonNullable<TurnEntry["outcome"]>, string>> = {
  stopped: "The candidate stopped you here. What you were in the middle of writing was taken back.",
  interrupted: "You were cut off here. What you were in the middle of writing was taken back.",
  left: "You were cut off here because the candidate went on elsewhere. What you were in the middle of writing was taken back.",
  steps: "You were stopped here after many steps in a row. Say where things stand before you go on.",
}

function stepOf(step: Step): Said[] {
  const calls = step.blocks.filter((block) => block.kind === "tool").filter(({ input }) => input !== null)
  const blocks = step.blocks.flatMap(blockOf)
  const { seq } = step
  if (blocks.length === 0) return []
  const said: Said[] = [{ seq, message: { role: "assistant", blocks } }]
  if (calls.length > 0) said.push({ seq, message: { role: "tool", results: calls.map(resultOf) } })
  if (step.stop === "length")
    said.push({
      seq,
      message: { role: "system", text: "Your answer was cut at its greatest length. Go on from there." },
    })
  return said
}

/** Thinking without its seal, and calls of which not even a part of the input came, are nothing to give back. */
function blockOf(block: Step["blocks"][number]): AssistantBlock[] {
  switch (block.kind) {
    case "text":
      return block.text.trim() === "" ? [] : [{ kind: "text", text: block.text }]
    case "thinking":
      return block.seal === null ? [] : [{ kind: "thinking", text: block.text, seal: block.seal }]
    case "tool":
      return block.input === null
        ? []
        : [{ kind: "tool", call: block.call, tool: nameOf(block.tool), input: inputOf(block.input.text) }]
  }
}

/** A provider takes back only objects; what else the model wrote is told in the result. */
function inputOf(text: string): unknown {
  try {
    const input: unknown = JSON.parse(text)
    return isPlain(input) ? input : {}
  } catch {
    return {}
  }
}

/** An object, and no deeper than anything we ask for by far. */
function isPlain(input: unknown): boolean {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return false
  let level: unknown[] = [input]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []))
  }
  return true
}

const DEEPEST = 32

/** A model may make a name up; providers take back only what could be one. */
const nameOf = (tool: string): string => tool.replaceAll(/[^\w-]/g, "_").slice(0, 64) || "unknown"

function resultOf({ call, tool, result }: ToolBlock): ToolResult {
  const name = nameOf(tool)
  if (result) return { call, tool: name, ok: result.ok, text: result.text }
  return { call, tool: name, ok: false, text: "This call was not carried out: the turn ended before." }
}
