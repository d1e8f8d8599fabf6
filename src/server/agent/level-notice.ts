/**
 * How the model is told of the level: a message of the product's own, after the fact, so that what is cached stays good.
 * What a level allows is enforced by the executor; this only says it.
 */
import { DEPTHS, mayHint, mayUse, TOOL_NAMES } from "../../core/agent/levels.ts"
import { AssistanceLevel } from "../../protocol/assistance.ts"
import type { LevelReason } from "../../protocol/assistance.ts"
import type { ModelMessage } from "./model/model.ts"

const BEGINNING = "Level of assistance from here on: "

const BECAUSE: Record<LevelReason | "asked" | "start", string> = {
  start: "the interview begins so",
  asked: "an assessor asked for it",
  stuck: "the candidate does not get on",
  "over-assisted": "most of the text is the agent's and little of it was checked",
  "help-abuse": "one request came after another with nothing of the candidate's own between",
}

/** The text of a message with role `system`, for the start of a conversation and for every change of level. */
export function levelNotice(level: AssistanceLevel, reason: LevelReason | "asked" | "start"): string {
  const allowed = TOOL_NAMES.filter((tool) => mayUse(level, tool))
  const refused = TOOL_NAMES.filter((tool) => !mayUse(level, tool))
  const deepest = DEPTHS.filter((depth) => mayHint(level, depth)).at(-1)
  return [
    `${BEGINNING}${level}, because ${BECAUSE[reason]}.`,
    `You may use ${allowed.join(", ")}.`,
    ...(refused.length > 0 ? [`${refused.join(", ")} will be refused.`] : []),
    ...(deepest === "code" ? ["You may give code."] : [`No hint may go deeper than: ${deepest}.`]),
  ].join(" ")
}

/** The level the conversation was last told of; the lowest when it was told of none. Nobody else's words count. */
export function levelOf(messages: readonly ModelMessage[]): AssistanceLevel {
  const told = messages.findLast(
    ({ role, ...rest }) => role === "system" && "text" in rest && levelIn(rest.text),
  )
  return (told?.role === "system" && levelIn(told.text)) || "consultant"
}

function levelIn(text: string): AssistanceLevel | null {
  if (!text.startsWith(BEGINNING)) return null
  const [word] = text.slice(BEGINNING.length).split(",", 1)
  return AssistanceLevel.safeParse(word).data ?? null
}
