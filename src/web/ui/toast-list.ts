/** The few messages in the corner, as data. */
export interface Toast {
  id: number
  text: string
  detail?: string
  tone: "plain" | "problem"
  action?: { label: string; run: () => void }
}

const SHOWN = 4

/** One more at the end; what says the same goes, and the oldest beyond four. */
export function added(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  const same = (one: Toast) =>
    one.text === toast.text && one.detail === toast.detail && one.tone === toast.tone
  return [...toasts.filter((one) => !same(one)), toast].slice(-SHOWN)
}

const PLAIN_MS = 6_000
const PROBLEM_MS = 15_000
/** What can still be taken back. */
const ACTION_MS = 12_000
/** Slow reading. */
const CHARACTER_MS = 80

/** How long it stays for somebody who neither points at it nor has the focus in it: longer for a problem, an act or many words. */
export function lifeOf(toast: Omit<Toast, "id">): number {
  const { text, detail = "", tone, action } = toast
  const least = tone === "problem" ? PROBLEM_MS : action ? ACTION_MS : PLAIN_MS
  return Math.max(least, (text.length + detail.length) * CHARACTER_MS)
}

/** What is left when it is let go of: never so little that it goes from under the eyes. */
export function leftAfter(left: number): number {
  return Math.max(left, 2_000)
}
