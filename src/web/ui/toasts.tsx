import CircleAlert from "lucide-react/icons/circle-alert"
import X from "lucide-react/icons/x"
import { useEffect, useRef, useState, useSyncExternalStore } from "react"
import { ProblemError } from "../live/session-view.ts"
import { IconButton } from "./Button.tsx"
import { cx } from "./cx.ts"
import { added, leftAfter, lifeOf, type Toast } from "./toast-list.ts"

let toasts: readonly Toast[] = []
let announcements: readonly { id: number; text: string }[] = []
let next = 1
const listeners = new Set<() => void>()

function change(to: readonly Toast[]): void {
  toasts = to
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something in the corner without taking the focus; it goes by itself, a problem later than the rest. */
export function toast(text: string, options: Partial<Pick<Toast, "detail" | "tone" | "action">> = {}): void {
  change(added(toasts, { id: next++, text, tone: "plain", ...options }))
}

/** Takes back what was said, where it holds no more: "Saved" once the next save has begun. */
export function unsay(text: string): void {
  change(toasts.filter((one) => one.text !== text))
}

/**
 * Says what was just done and offers to take it back. `undo` asks for it; a refusal is told like any other. Instead of
 * asking before.
 */
export function undoable(text: string, undo: () => Promise<unknown>): void {
  toast(text, { action: { label: "Undo", run: () => void undo().catch(report) } })
}

/** Says what failed, in the words of the problem. Fits `promise.catch(report)`. */
export function report(error: unknown): void {
  if (error instanceof ProblemError)
    toast(`${error.problem.title}.`, { detail: error.problem.detail, tone: "problem" })
  else toast("That did not work.", { detail: "Try again; your work is kept.", tone: "problem" })
}

/** What is said within this time stands beside each other, so that nothing takes another's place unread. */
const TOGETHER_MS = 150
let together = 0

/** Tells a screen reader, politely, without showing anything. */
export function announce(text: string): void {
  const now = Date.now()
  const kept = now - together < TOGETHER_MS ? announcements : []
  if (kept.length === 0) together = now
  announcements = [...kept, { id: next++, text }]
  for (const listener of listeners) listener()
}

function dismiss(id: number): void {
  change(toasts.filter((one) => one.id !== id))
}

/** The corner where toasts appear, and the two polite live regions. Mounted once. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  const said = useSyncExternalStore(subscribe, () => announcements)
  return (
    <>
      <output aria-live="polite" aria-atomic={false} className="sr-only">
        {said.map(({ id, text }) => (
          <span key={id} className="block">
            {text}
          </span>
        ))}
      </output>
      <section
        aria-label="Messages"
        aria-live="polite"
        // Where nobody types or presses: in an interview not over the conversation's field at the right, on the team's
        // pages not over the acts of forms at the left, nor over the way to a table's other pages.
        className="pointer-events-none fixed bottom-4 left-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 max-narrow:top-12 max-narrow:bottom-auto narrow:[body:has(#main)_&]:right-4 narrow:[body:has(#main)_&]:bottom-20 narrow:[body:has(#main)_&]:left-auto"
      >
        {shown.map((one) => (
          <ToastCard key={one.id} toast={one} />
        ))}
      </section>
    </>
  )
}

/** Lets a toast go when its time is over; time stands still while it is `held`. */
function useLife(toast: Toast, held: boolean): void {
  const left = useRef(lifeOf(toast))
  useEffect(() => {
    if (held) return
    const from = Date.now()
    const timer = setTimeout(() => dismiss(toast.id), left.current)
    return () => {
      clearTimeout(timer)
      left.current = leftAfter(left.current - (Date.now() - from))
    }
  }, [toast.id, held])
}

function ToastCard({ toast }: { toast: Toast }) {
  const { id, tone } = toast
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  useLife(toast, pointed || focused)
  return (
    <div
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="enter pointer-events-auto flex items-start gap-2 rounded-md border border-line bg-raised p-2 pl-3 text-13 shadow-float"
    >
      {tone === "problem" && <CircleAlert size={16} className="mt-1 shrink-0 text-fail" aria-hidden />}
      <div className="min-w-0 flex-1 py-1">
        <p className={cx(toast.detail && "font-medium")}>{toast.text}</p>
        {toast.detail && (
          <p className="max-h-48 overflow-y-auto break-words whitespace-pre-line text-ink-2">
            {toast.detail}
          </p>
        )}
      </div>
      {toast.action && (
        <button
          type="button"
          className="h-7 rounded-md px-2 font-medium text-focus hover:bg-hover"
          onClick={() => {
            toast.action?.run()
            dismiss(id)
          }}
        >
          {toast.action.label}
        </button>
      )}
      <IconButton label="Dismiss" onClick={() => dismiss(id)}>
        <X size={14} />
      </IconButton>
    </div>
  )
}
