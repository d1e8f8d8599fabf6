/** How assessments and invitations are spoken of. */
import { keptDays } from "../../core/consent.ts"
import {
  minutesWith,
  type AssessmentSettings,
  type ExtraTime,
  type InvitationStatus,
} from "../../protocol/assessments.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { ListedQuestion } from "../../protocol/library.ts"
import { LEVEL_WORDS } from "../chat/words.ts"
import type { StatusTone } from "../ui/Status.tsx"
import { count, roughly } from "../ui/format.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"

export const STATUS_WORDS: Record<InvitationStatus, readonly [tone: StatusTone, word: string]> = {
  invited: ["waiting", "Not sent"],
  sent: ["waiting", "Sent"],
  opened: ["waiting", "Opened"],
  consented: ["waiting", "Consented"],
  running: ["live", "Under way"],
  paused: ["warn", "Paused"],
  submitted: ["good", "Submitted"],
  ended: ["quiet", "Ended early"],
  expired: ["warn", "Link expired"],
  revoked: ["quiet", "Withdrawn"],
}

/** `45 min`, `1 h 5 min`. */
export const minutesWords = (minutes: number): string => roughly(minutes * 60_000)

export function extraWords(extra: ExtraTime | null): string {
  if (!extra) return ""
  return extra.kind === "minutes" ? `+${extra.amount} min` : `+${extra.amount}%`
}

/** How long it takes for somebody with extra time. */
export const lengthWords = (minutes: number, extra: ExtraTime | null): string =>
  minutesWords(minutesWith(minutes, extra))

export function languageWords(languages: readonly Language[]): string {
  return languages.map((language) => LANGUAGE_NAMES[language]).join(", ")
}

/** What candidates are told of the agent, in a sentence or two. */
export function agentWords(policy: AssessmentSettings["assistance"]): string {
  if (!policy) return "No agent takes part."
  const { start, range, changes, proactive } = policy
  const begins = `It begins as ${LEVEL_WORDS[start].name}`
  const moves =
    range.lowest === range.highest
      ? "and stays there unless an assessor changes it."
      : changes === "fixed"
        ? "and only an assessor changes that."
        : `and may go from ${LEVEL_WORDS[range.lowest].name} to ${LEVEL_WORDS[range.highest].name}${changes === "suggest" ? ", upwards when the candidate agrees." : " by itself."}`
  return `${begins} ${moves} ${proactive ? "It may offer help unasked." : "It speaks when it is asked."}`
}

/** `mid bug hunt`. */
export function levelAndKind({ level, kind }: Pick<ListedQuestion, "level" | "kind">): string {
  return [level, kind?.replaceAll("-", " ")].filter(Boolean).join(" ")
}

/** How long a record is kept: the shorter of what the assessment and the installation say. */
export function recordWords(own: number | null, installation: number | null | undefined): string {
  if (installation === undefined)
    return own === null ? "Kept as long as others" : `Erased after ${count(own, "day")} at most`
  const days = keptDays(own, installation)
  if (days === null) return "Kept until you erase it"
  const erased = `Erased after ${count(days, "day")}`
  return days === own ? erased : `${erased}, as everywhere here`
}
