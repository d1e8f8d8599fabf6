import Check from "lucide-react/icons/check"
import Circle from "lucide-react/icons/circle"
import CircleDashed from "lucide-react/icons/circle-dashed"
import Minus from "lucide-react/icons/minus"
import X from "lucide-react/icons/x"
import { cx } from "../ui/cx.ts"
import type { TestRow } from "./test-report.ts"

const LOOKS = {
  passed: { Icon: Check, look: "text-pass", word: "passed" },
  failed: { Icon: X, look: "text-fail", word: "failed" },
  other: { Icon: CircleDashed, look: "text-ink-2", word: "did not finish" },
  skipped: { Icon: Minus, look: "text-ink-3", word: "skipped" },
  pending: { Icon: Minus, look: "text-ink-3", word: "skipped" },
  waiting: { Icon: Circle, look: "text-ink-3", word: "not run" },
  running: { Icon: CircleDashed, look: "text-ink-3 dot-working", word: "running" },
} as const

export function testWord(status: TestRow["status"]): string {
  return LOOKS[status].word
}

/** A test's state by shape, colour and word. */
export function TestStatus({ status }: { status: TestRow["status"] }) {
  const { Icon, look, word } = LOOKS[status]
  return (
    <>
      <Icon size={14} strokeWidth={2.5} aria-hidden className={cx("shrink-0", look)} />
      <span className="sr-only">{word}: </span>
    </>
  )
}

const DOTS: Record<TestRow["status"], string> = {
  passed: "rounded-full bg-pass",
  failed: "rotate-45 bg-fail scale-90",
  other: "rounded-full border-2 border-ink-3",
  skipped: "h-0.5 rounded-full bg-ink-3",
  pending: "h-0.5 rounded-full bg-ink-3",
  waiting: "rounded-full border border-line-control",
  running: "rounded-full border border-line-control dot-working",
}

const MOST_DOTS = 80

/** A dot a test, in the suite's order, filled as results arrive: round when it passed, a diamond when it failed. */
export function TestDots({ rows }: { rows: readonly Pick<TestRow, "id" | "status">[] }) {
  return (
    <div aria-hidden className="flex min-w-0 flex-wrap items-center gap-1">
      {rows.slice(0, MOST_DOTS).map((row) => (
        <span key={row.id} className={cx("block size-2", DOTS[row.status])} />
      ))}
      {rows.length > MOST_DOTS && <span className="text-12 text-ink-3">+{rows.length - MOST_DOTS}</span>}
    </div>
  )
}
