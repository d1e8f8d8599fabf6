import CircleAlert from "lucide-react/icons/circle-alert"
import WifiOff from "lucide-react/icons/wifi-off"
import type { ReactNode } from "react"
import { problem, type Problem } from "../../protocol/errors.ts"
import { ProblemError } from "../live/session-view.ts"
import { Button } from "./Button.tsx"
import { cx } from "./cx.ts"

interface Props {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  /** In a card or a pane rather than alone on the page. */
  small?: boolean
  /** All that the page has. */
  whole?: boolean
}

/** Nothing is here yet: what would stand here, what it is good for, and the one act that begins it. */
export function EmptyState({ icon, title, children, action, small, whole }: Props) {
  const Heading = whole ? "h1" : "h2"
  return (
    <div
      className={cx(
        "mx-auto flex max-w-100 flex-col items-center gap-1 px-4 text-center",
        small ? "py-6" : "py-16",
      )}
    >
      {icon && (
        <div className="mb-2 flex size-10 items-center justify-center rounded-md border border-line bg-surface text-ink-3">
          {icon}
        </div>
      )}
      <Heading className={small ? "text-13 font-medium" : "text-16 font-semibold"}>{title}</Heading>
      {children && <div className="text-13 text-pretty text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** The problem behind whatever was thrown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError
    ? error.problem
    : problem("internal", "Try again; nothing was changed.")
}

/** Something could not be loaded: what happened, what to do, and a way to try again. */
export function ErrorState({
  error,
  retry,
  small,
}: {
  error: unknown
  retry?: (() => unknown) | undefined
  small?: boolean
}) {
  const { title, detail, code } = problemOf(error)
  const Icon = code === "offline" ? WifiOff : CircleAlert
  return (
    <div role="alert">
      <EmptyState
        small={small ?? false}
        icon={<Icon size={18} aria-hidden className="text-fail" />}
        title={title}
        action={retry && code !== "role-needed" && <Button onClick={() => void retry()}>Try again</Button>}
      >
        <p>{detail}</p>
        <p className="mt-1 text-12 text-ink-3">
          Code <code className="font-mono">{code}</code>
        </p>
      </EmptyState>
    </div>
  )
}

/** A grey line where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("dot-working block h-3 rounded-sm bg-pressed", className)} />
}

const WIDTHS = ["w-2/3", "w-1/2", "w-3/4", "w-2/5"]

/** Where something loads: its shape, and in words what. */
export function Loading({ text, lines = 4 }: { text: string; lines?: number }) {
  return (
    <div aria-busy="true" className="flex flex-col gap-4 py-3">
      <span className="sr-only">{text}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={WIDTHS[index % WIDTHS.length]!} />
      ))}
    </div>
  )
}
