import type { ReactNode } from "react"
import { cx } from "./cx.ts"
import { Tooltip } from "./Tooltip.tsx"

/** A state in a word; what it means is told on hover and focus. */
export function Note({
  label,
  className,
  children,
}: {
  label: ReactNode
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <Tooltip label={label}>
      <span
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its meaning must be reachable by key
        tabIndex={0}
        className={cx("flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-13", className)}
      >
        {children}
      </span>
    </Tooltip>
  )
}
