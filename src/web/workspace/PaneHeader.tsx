import type { ReactNode } from "react"
import { cx } from "../ui/cx.ts"

/** The line over a pane: what it is at the left, what can be done at the right. */
export function PaneHeader({
  children,
  actions,
  className,
}: {
  children: ReactNode
  actions?: ReactNode
  className?: string
}) {
  return (
    <header
      className={cx(
        "pane-header flex h-8 shrink-0 items-center gap-1 border-b border-line bg-canvas pr-1 pl-3",
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 items-center gap-2 text-12 font-medium text-ink-2">{children}</div>
      {actions}
    </header>
  )
}
