import { Tooltip as Radix } from "radix-ui"
import type { ReactNode } from "react"
import { Kbd } from "./Kbd.tsx"
import { SHORTCUTS, type ShortcutId } from "./shortcuts.ts"

export const TooltipProvider = Radix.Provider

interface Props {
  label: ReactNode
  shortcut?: ShortcutId | undefined
  side?: "top" | "bottom" | "left" | "right"
  children: ReactNode
}

/**
 * What a control does and its keys, on hover and focus. The child takes a ref. It lies over other controls and is never
 * the pointer's: the wrapper that places it is told so in the stylesheet.
 */
export function Tooltip({ label, shortcut, side = "bottom", children }: Props) {
  const keys = shortcut && SHORTCUTS[shortcut].keys[0]
  return (
    <Radix.Root disableHoverableContent>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          data-tooltip
          className="enter pointer-events-none z-50 flex max-w-72 items-center gap-2 rounded-md border border-line bg-raised px-2 py-1 text-12 text-ink shadow-float"
        >
          {label}
          {keys && <Kbd keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
