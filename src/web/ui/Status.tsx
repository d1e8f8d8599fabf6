import Circle from "lucide-react/icons/circle"
import CircleAlert from "lucide-react/icons/circle-alert"
import CircleCheck from "lucide-react/icons/circle-check"
import CircleDashed from "lucide-react/icons/circle-dashed"
import CircleDot from "lucide-react/icons/circle-dot"
import CircleX from "lucide-react/icons/circle-x"
import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"

export type StatusTone = "good" | "bad" | "warn" | "live" | "waiting" | "quiet"

const TONES: Record<StatusTone, readonly [Icon: LucideIcon, colour: string]> = {
  /** Done, as it should be. */
  good: [CircleCheck, "text-pass"],
  /** Failed, or refused. */
  bad: [CircleX, "text-fail"],
  /** Somebody should look. */
  warn: [CircleAlert, "text-warn"],
  /** Under way. */
  live: [CircleDot, "text-ink"],
  /** Not begun, or waiting. */
  waiting: [CircleDashed, "text-ink-2"],
  /** Over, without a judgement. */
  quiet: [Circle, "text-ink-3"],
}

/** A state: shape, word and colour, each of which tells it. */
export function Status({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const [Icon, colour] = TONES[tone]
  return (
    <span className={cx("inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap", colour)}>
      <Icon size={14} aria-hidden className="shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  )
}

/** A short word about a thing: its kind, a tag, a count. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cx(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-sm border border-line bg-sunken px-1.5 text-12 whitespace-nowrap text-ink-2",
        className,
      )}
    >
      {children}
    </span>
  )
}
