import type { ComponentProps, MouseEvent, ReactNode } from "react"
import { cx } from "./cx.ts"
import type { ShortcutId } from "./shortcuts.ts"
import { Tooltip } from "./Tooltip.tsx"

const LOOKS = {
  primary: "bg-primary text-on-primary hover:bg-primary-hover font-medium",
  outline: "border border-line-strong bg-surface text-ink hover:bg-hover",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border border-fail text-fail bg-surface hover:bg-fail-soft font-medium",
} as const

/** For a button in whose place another appears once it is pressed: the second press of a double click is not for it. */
export function firstPress(act: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act()
  }
}

interface Props extends ComponentProps<"button"> {
  look?: keyof typeof LOOKS
  icon?: ReactNode
}

/** A control of 28 px with a word. */
export function Button({ look = "outline", icon, className, children, type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      className={cx(
        "inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md px-2.5 text-13 whitespace-nowrap transition-colors",
        "disabled:opacity-50 aria-disabled:opacity-50",
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

interface IconProps extends ComponentProps<"button"> {
  label: string
  shortcut?: ShortcutId
  side?: "top" | "bottom" | "left" | "right"
}

/** A control that is only a picture: its name is in the tooltip and for screen readers, with the shortcut. */
export function IconButton({ label, shortcut, side, className, children, ...rest }: IconProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} {...(side && { side })}>
      <button
        type="button"
        aria-label={label}
        className={cx(
          "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-50",
          "aria-pressed:bg-pressed aria-pressed:text-ink data-[state=open]:bg-pressed",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
