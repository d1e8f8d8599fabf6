/** What the pane says of levels, offers, ends and failures. */
import { PROMPT_FEATURES, type PromptFeature } from "../../core/agent/quality.ts"
import type {
  AssistanceLevel,
  AssistancePolicy,
  LevelReason,
  ModelFault,
  ModelUsage,
  NudgeKind,
} from "../../protocol/assistance.ts"
import type { MessageEntry, NudgeEntry, TurnEntry } from "../../protocol/chat.ts"
import type { Actor } from "../../protocol/events.ts"
import { cameToNothing } from "../../core/chat.ts"
import type { Role } from "../../protocol/messages.ts"
import { inputOf, pathOf } from "./tool-input.ts"

export const LEVELS: readonly AssistanceLevel[] = ["consultant", "pair-programming", "full-copilot"]

export const LEVEL_WORDS: Record<AssistanceLevel, { name: string; allows: string }> = {
  consultant: {
    name: "Consultant",
    allows: "Reads and searches the files and runs the tests. Explains ideas, and changes nothing itself.",
  },
  "pair-programming": {
    name: "Pair programming",
    allows: "Also edits files and runs commands. Its hints go as far as pseudo-code.",
  },
  "full-copilot": {
    name: "Full copilot",
    allows: "Edits files, runs commands and may write whole solutions.",
  },
}

/** How the level moves. */
export function changesWords(changes: AssistancePolicy["changes"], role: Role): string {
  const you = role === "candidate"
  const told = `${you ? "You are" : "The candidate is"} told of each change.`
  switch (changes) {
    case "fixed":
      return `Only an assessor changes it. ${told}`
    case "suggest":
      return `It goes up by itself only when ${you ? "you agree" : "the candidate agrees"}; it may go down, or be set by an assessor, at any time. ${told}`
    case "automatic":
      return `It may go up and down by itself, or be set by an assessor, at any time. ${told}`
  }
}

const REASONS: Record<LevelReason | "asked" | "start", string> = {
  stuck: "because the work seemed stuck",
  "over-assisted": "because most of the code came from the agent, with few checks",
  "help-abuse": "because hints were asked for in quick succession",
  asked: "as asked for",
  start: "as this interview sets it",
}

/** Who put the level where it is, and why. */
export function levelReason(by: Actor | null, reason: LevelReason | "asked" | "start"): string {
  if (by?.kind === "assessor") return "set by an assessor"
  if (by?.kind === "candidate") return "agreed to by the candidate"
  return REASONS[reason]
}

const OFFERS: Record<NudgeKind, { title: string; text: string }> = {
  failing: {
    title: "Several runs have failed in a row",
    text: "The agent can look at the failing test with you.",
  },
  stalled: {
    title: "The tests stand where they were",
    text: "The agent can point to where to look next.",
  },
  errors: {
    title: "The same kind of error comes back",
    text: "The agent can explain what it means.",
  },
  growth: {
    title: "It works, and grows slow with larger input",
    text: "The agent can give a hint about what costs the time.",
  },
}

/** What a nudge asks, and what saying yes does. */
export function nudgeWords({ about }: NudgeEntry): { title: string; text: string; yes: string } {
  if ("offer" in about) return { ...OFFERS[about.offer], yes: "Show me" }
  const { name, allows } = LEVEL_WORDS[about.level.to]
  const more = LEVELS.indexOf(about.level.to) > LEVELS.indexOf(about.level.from)
  return {
    title: more ? `Go on as “${name}” from here?` : `Go back to “${name}”?`,
    text: `Offered ${REASONS[about.reason]}. ${allows}`,
    yes: more ? "Yes, go on so" : "Yes, go back",
  }
}

const ENDS: Record<Exclude<NonNullable<TurnEntry["outcome"]>, "done" | "failed">, EndWords> = {
  stopped: { title: "Stopped.", text: "", again: "Continue" },
  interrupted: { title: "Cut off when the server restarted.", text: "", again: "Continue" },
  left: { title: "Stopped because the work went on elsewhere.", text: "", again: "Continue" },
  refused: {
    title: "The model declined to answer.",
    text: "Say it in another way, or ask for something else.",
    again: null,
  },
  budget: {
    title: "What the agent may use is used up.",
    text: "It takes no further part. You go on by yourself; all it did is kept.",
    again: null,
  },
  steps: {
    title: "Stopped after many steps in one turn.",
    text: "Let it go on, or tell it what to do differently.",
    again: "Continue",
  },
}

export interface EndWords {
  title: string
  text: string
  /** What going on is called; null where it makes no sense. */
  again: "Continue" | "Try again" | null
}

const FAULTS: Record<ModelFault, string> = {
  "no-key": "No key for the model is set up. An assessor can tell whoever runs this server.",
  "wrong-key": "The model does not accept this server's key. An assessor can tell whoever runs this server.",
  "unknown-model":
    "The model that is set up does not exist there. An assessor can tell whoever runs this server.",
  unreachable: "The model's server cannot be reached.",
  overloaded: "The model has too much to do just now.",
  "rate-limited": "The model was asked too often in a short time.",
  timeout: "The model took too long.",
  "cut-off": "The model's answer broke off.",
  "too-long": "The conversation is longer than the model can take.",
  "refused-request": "The model's server did not take the request.",
  "server-error": "The model's server failed.",
}

/** Ends in the middle of something. */
const CUT = new Set<TurnEntry["outcome"]>(["stopped", "interrupted", "left"])

/** What became of edits that had only begun. */
function keptWords(steps: TurnEntry["steps"]): string {
  const begun = steps
    .flatMap((step) => (cameToNothing(step) ? [] : step.blocks))
    .filter((block) => block.kind === "tool" && block.result === null && WRITES.has(block.tool))
  if (begun.length === 0) return "What it had done is kept."
  const paths = begun.flatMap((block) => (block.kind === "tool" ? (pathOf(inputOf(block)) ?? []) : []))
  const where = paths.length > 0 ? ` of ${[...new Set(paths)].join(", ")}` : ""
  return `What it had finished is kept; the edit${where} it had only begun was taken back.`
}

const WRITES = new Set(["Write", "Edit"])

interface Ended extends Pick<TurnEntry, "outcome"> {
  steps?: TurnEntry["steps"]
  failure: Pick<NonNullable<TurnEntry["failure"]>, "code"> | null
}

/** What became of a turn that did not simply end; null while all is well. */
export function endWords({ outcome, failure, steps = [] }: Ended): EndWords | null {
  if (outcome === null) return failure ? { title: FAULTS[failure.code], text: "", again: null } : null
  if (outcome === "done") return null
  if (CUT.has(outcome) && outcome !== "failed") return { ...ENDS[outcome], text: keptWords(steps) }
  if (outcome !== "failed") return ENDS[outcome]
  const text = "Your words are kept, and you can work on by yourself meanwhile."
  return { title: failure ? FAULTS[failure.code] : "The model could not answer.", text, again: "Try again" }
}

/** A number of tokens: `840`, `12.4k`, `1.2M`. */
export function tokens(number: number): string {
  if (number < 1_000) return String(number)
  if (number < 1_000_000) return `${(number / 1_000).toFixed(number < 100_000 ? 1 : 0)}k`
  return `${(number / 1_000_000).toFixed(1)}M`
}

/** What it cost: `$0.03`, `under $0.01`. */
export function dollars(microDollars: number): string {
  if (microDollars > 0 && microDollars < 10_000) return "under $0.01"
  return `$${(microDollars / 1_000_000).toFixed(2)}`
}

/** Together; the price is unknown where one of the two is. */
export function addUsage(one: ModelUsage, other: ModelUsage): ModelUsage {
  return {
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
    microDollars:
      one.microDollars === null || other.microDollars === null ? null : one.microDollars + other.microDollars,
  }
}

/** `82.2k read (73.6k cached) · 2.6k written · $0.09`. */
export function usageWords({ input, cacheRead, cacheWrite, output, microDollars }: ModelUsage): string {
  const cached = cacheRead > 0 ? ` (${tokens(cacheRead)} cached)` : ""
  const words = `${tokens(input + cacheRead + cacheWrite)} read${cached} · ${tokens(output)} written`
  return microDollars === null ? words : `${words} · ${dollars(microDollars)}`
}

const FEATURES: Record<PromptFeature, string> = {
  specific: "specific",
  context: "gives context",
  constraint: "names a constraint",
  "one-goal": "has one goal",
  verification: "asks for verification",
}

/** `Prompt 2 of 5: specific, has one goal`. */
export function qualityWords({ score, features }: MessageEntry["quality"]): string {
  const found = PROMPT_FEATURES.filter((feature) => features.includes(feature)).map((one) => FEATURES[one])
  return `Prompt ${score} of 5: ${found.length > 0 ? found.join(", ") : "none of the five habits was found"}`
}
