import X from "lucide-react/icons/x"
import { Dialog as Radix } from "radix-ui"
import { useRef, type ReactNode } from "react"
import { cx } from "./cx.ts"
import { FLOATING } from "./floating.ts"

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  className?: string
}

/** A modal window with a title; Escape and the cross close it and give the focus back. */
export function Dialog({ open, onOpenChange, title, description, children, className }: Props) {
  const before = useRef<Element | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            before.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            if (!(before.current instanceof HTMLElement) || !before.current.isConnected) return
            event.preventDefault()
            before.current.focus()
          }}
          className={cx(
            FLOATING,
            "fixed top-1/2 left-1/2 flex max-h-[calc(100vh-48px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col",
            className ?? "max-w-110",
          )}
        >
          <header className="p-4 pr-12 pb-2">
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-1 text-13 text-ink-2">{description}</Radix.Description>
            )}
          </header>
          <div className="relative min-h-0 overflow-y-auto px-4 pb-4">{children}</div>
          <Radix.Close
            aria-label="Close"
            className="absolute top-3 right-3 flex size-7 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
          >
            <X size={16} aria-hidden />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
