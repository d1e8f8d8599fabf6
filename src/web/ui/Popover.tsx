import { Popover as Radix } from "radix-ui"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"
import { FLOATING } from "./floating.ts"

interface Props {
  /** What opens it; takes a ref. */
  trigger: ReactNode
  label: string
  children: ReactNode
  align?: "start" | "end"
  className?: string
  /** With `onOpenChange`, where its owner has to close it. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A small window beside its button: filters, a short form. Escape closes it and gives the focus back. */
export function Popover({ trigger, label, children, align = "start", className, ...state }: Props) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            FLOATING,
            "max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto p-3",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
