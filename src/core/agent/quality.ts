/**
 * How good a request to the agent is, 1 to 5: one point for each of five habits it shows, none for how well it is
 * worded. Marks of structure count first (names, places, code, figures, what is attached); the few words there are of
 * several languages, and a typing mistake costs nothing. It is advice to people, never a gate.
 */

export const PROMPT_FEATURES = ["specific", "context", "constraint", "one-goal", "verification"] as const
export type PromptFeature = (typeof PROMPT_FEATURES)[number]

export interface PromptQuality {
  /** 1 to 5; a request with none of the habits has 1 too. */
  score: number
  features: readonly PromptFeature[]
}

/** What came with the words. */
export interface Attached {
  files: number
  selections: number
  failingTests: number
}

/** A file, a call, a dotted or snake or camel name, a code span, a line number. */
const NAMED =
  /`[^`]+`|\b[\w/-]+\.(?:py|js|ts|tsx|jsx|go|json|ya?ml|md|sh)\b|\b\w+\(\)|\b[a-z]+_[a-z_]+\b|\b[a-z]+[A-Z]\w*\b|\b[A-Z]\w*(?:Error|Exception)\b|:\d+\b/
/** A quoted error, a block of code or a line of output. */
const QUOTED = /```|^\s*(?:>|\$|E\s|at\s|File ")|\b\w*(?:Error|Exception|panic):/m
const CONSTRAINT =
  /\b(?:must|only|without|don'?t|do not|keep|at most|at least|no more than|instead of|rather than|unless|never|nur|ohne|nicht|höchstens|mindestens|sans|seulement|jamais|sin|solo|sólo|nunca|sem|apenas)\b|O\([^)]+\)|[<>≤≥]=?\s*\d/iu
const CHECKED =
  /\b(?:tests?|verify|check|prove|expect(?:ed|s)?|should (?:return|print|be|give)|assert\w*|edge cases?|prüf\w*|teste?n?|vérifi\w*|verific\w*|prueba\w*|comprueba)\b|=>|->|==/iu
/** Each asks for one thing more. */
const FURTHER =
  /^\s*(?:[-*•]|\d+[.)])\s|\?(?=\s|$)|\b(?:and also|also|und auch|außerdem|et aussi|además|também)\b/gimu

/** Words beyond which a request without structure has more than one goal. */
const LONG = 120

export function promptQuality(text: string, attached: Attached): PromptQuality {
  const has: Record<PromptFeature, boolean> = {
    specific: NAMED.test(text) || attached.selections + attached.failingTests > 0,
    context: QUOTED.test(text) || attached.files + attached.selections + attached.failingTests > 0,
    constraint: CONSTRAINT.test(text),
    "one-goal": isOneGoal(text),
    verification: CHECKED.test(text) || attached.failingTests > 0,
  }
  const features = PROMPT_FEATURES.filter((feature) => has[feature])
  return { score: Math.max(1, features.length), features }
}

function isOneGoal(text: string): boolean {
  const words = text.split(/\s+/).filter(Boolean).length
  return words >= 3 && words <= LONG && (text.match(FURTHER)?.length ?? 0) <= 1
}
