import type { StatusTone } from "../ui/Status.tsx"
import type {
  Check,
  CheckStep,
  QuestionKind,
  QuestionLevel,
  QuestionOrigin,
  QuestionStatus,
} from "../../protocol/library.ts"

export const KIND_NAMES: Record<QuestionKind, string> = {
  algorithm: "Algorithm",
  "bug-hunt": "Bug hunt",
  feature: "Feature",
  review: "Code review",
}

export const KIND_HINTS: Record<QuestionKind, string> = {
  algorithm: "Write something small that is right and fast enough.",
  "bug-hunt": "Find out why code that is used goes wrong.",
  feature: "Add to a project of several files.",
  review: "Judge and mend a flawed change an AI made.",
}

export const LEVEL_NAMES: Record<QuestionLevel, string> = { junior: "Junior", mid: "Mid", senior: "Senior" }

export const ORIGIN_NAMES: Record<QuestionOrigin, string> = {
  "built-in": "Built-in",
  authored: "Your team",
  imported: "Imported",
}

export const STATUS_NAMES: Record<QuestionStatus, string> = {
  draft: "Draft",
  published: "Published",
  changed: "Changed",
  archived: "Archived",
}

export const STATUS_TONES: Record<QuestionStatus, StatusTone> = {
  draft: "waiting",
  published: "good",
  changed: "warn",
  archived: "quiet",
}

/** What a check stands at, in a few words. */
export function saidOf({ state, before, steps, claims, faults }: Check): string {
  const holding = steps.filter(({ ok }) => ok).length
  switch (state) {
    case "queued":
      return before > 0 ? `Waits for ${before} other ${before === 1 ? "check" : "checks"}` : "Starts"
    case "running":
      return `${steps.length} of ${claims} claims tried`
    case "passed":
      return `All ${claims} claims hold`
    case "faulty":
      return faults.length > 0
        ? `${faults.length} ${faults.length === 1 ? "fault" : "faults"} in the folder`
        : `${holding} of ${claims} claims hold`
    case "cancelled":
      return "Cancelled"
    case "failed":
      return "Could not be tried"
  }
}

export const CHECK_TONES: Record<Check["state"], StatusTone> = {
  queued: "waiting",
  running: "live",
  passed: "good",
  faulty: "bad",
  cancelled: "quiet",
  failed: "warn",
}

/** A claim as a sentence. */
export function claimOf({ claim, name }: CheckStep): string {
  if (claim === "solution") return "The solution passes every test"
  if (claim === "starter") return "The starter fails a visible test"
  if (claim === "wrong") return `The wrong solution “${name}” fails a hidden test`
  return "The growth suite measures every size"
}
