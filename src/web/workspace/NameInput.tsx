import { useId, useState } from "react"
import { pathFault } from "../../core/path.ts"
import { problem } from "../../protocol/errors.ts"
import { ProblemError } from "../live/session-view.ts"
import { cx } from "../ui/cx.ts"

interface Props {
  label: string
  initial: string
  /** Takes the name; when it is refused the field stays, with what was typed and the reason beside it. */
  onName: (name: string) => Promise<void>
  /** The field is no longer needed: its name was taken, or it was given up by key or by going elsewhere. */
  onClose: (why: "taken" | "key" | "left") => void
}

/** A name typed in its place in the tree: Enter takes it, Escape and leaving give up. */
export function NameInput({ label, initial, onName, onClose }: Props) {
  const id = useId()
  const [name, setName] = useState(initial)
  const [refused, setRefused] = useState<{ name: string; why: string } | null>(null)
  const [asking, setAsking] = useState(false)
  const fault = faultOf(name) ?? (refused?.name === name ? refused.why : null)

  async function take(): Promise<void> {
    if (name === "" || name === initial) return onClose("key")
    setAsking(true)
    try {
      await onName(name)
    } catch (error) {
      setRefused({ name, why: wordsOf(error) })
      setAsking(false)
      return
    }
    onClose("taken")
  }

  return (
    <span className="relative min-w-0 flex-1">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears because the person asked for it
        autoFocus
        aria-label={label}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : id}
        spellCheck={false}
        autoComplete="off"
        readOnly={asking}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => {
          const dot = initial.lastIndexOf(".")
          event.target.setSelectionRange(0, dot > 0 ? dot : initial.length)
        }}
        onBlur={() => {
          if (!asking) onClose("left")
        }}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === "Escape") onClose("key")
          if (event.key === "Enter" && !event.nativeEvent.isComposing && !asking && fault === null)
            void take()
        }}
        className={cx(
          "h-6 w-full rounded-sm border bg-surface px-1 text-13 text-ink outline-none",
          fault === null ? "border-focus" : "border-fail",
        )}
      />
      {fault !== null && (
        <span
          id={id}
          role="alert"
          className="absolute top-full left-0 z-10 mt-1 w-max max-w-64 rounded-md border border-fail bg-raised px-2 py-1 text-12 text-fail shadow-float"
        >
          {fault}
        </span>
      )}
    </span>
  )
}

function faultOf(name: string): string | null {
  const fault = name === "" ? null : pathFault(name)
  return fault && `${problem(fault).title}. ${problem(fault).detail}`
}

function wordsOf(error: unknown): string {
  if (error instanceof ProblemError) return `${error.problem.title}. ${error.problem.detail}`
  return "That did not work. Try again."
}
