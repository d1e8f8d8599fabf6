import { useState } from "react"
import { pathFault } from "../../core/path.ts"
import { problem } from "../../protocol/errors.ts"
import { cx } from "../ui/cx.ts"

interface Props {
  label: string
  initial: string
  /** Undefined means given up. */
  onDone: (name: string | undefined) => void
}

/** A name typed in its place in the tree: Enter takes it, Escape and leaving give up. */
export function NameInput({ label, initial, onDone }: Props) {
  const [name, setName] = useState(initial)
  const fault = name === "" ? null : pathFault(name)
  return (
    <span className="relative min-w-0 flex-1">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears because the person asked for it
        autoFocus
        aria-label={label}
        aria-invalid={fault !== null}
        aria-describedby={fault ? "name-fault" : undefined}
        spellCheck={false}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => {
          const dot = initial.lastIndexOf(".")
          event.target.setSelectionRange(0, dot > 0 ? dot : initial.length)
        }}
        onBlur={() => onDone(undefined)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === "Escape") onDone(undefined)
          if (event.key === "Enter" && !event.nativeEvent.isComposing && fault === null)
            onDone(name === "" || name === initial ? undefined : name)
        }}
        className={cx(
          "h-6 w-full rounded-sm border bg-surface px-1 text-13 text-ink outline-none",
          fault ? "border-fail" : "border-focus",
        )}
      />
      {fault && (
        <span
          id="name-fault"
          role="alert"
          className="absolute top-full left-0 z-10 mt-1 w-max max-w-64 rounded-md border border-fail bg-raised px-2 py-1 text-12 text-fail shadow-float"
        >
          {problem(fault).title}. {problem(fault).detail}
        </span>
      )}
    </span>
  )
}
