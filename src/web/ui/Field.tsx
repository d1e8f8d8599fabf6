import { useId, type ReactNode } from "react"
import { cx } from "./cx.ts"

/** What ties a control to its words; spread over the control. */
export interface FieldControl {
  id: string
  "aria-describedby"?: string
  "aria-invalid"?: true
  "aria-required"?: true
}

interface Props {
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Says "optional" after the label; fields are required unless it is said. */
  optional?: boolean
  /** The label is for screen readers alone, where the place says it already. */
  quiet?: boolean
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** A control with its label above, and below it what to know or what is wrong. */
export function Field({ label, hint, error, optional, quiet, className, children }: Props) {
  const id = useId()
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ")
  return (
    <div className={cx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={quiet ? "sr-only" : "text-13 font-medium"}>
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({
        id,
        ...(described && { "aria-describedby": described }),
        ...(error && { "aria-invalid": true }),
      })}
      {error && (
        <p id={`${id}-error`} className="text-12 text-fail">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-12 text-pretty text-ink-3">
          {hint}
        </p>
      )}
    </div>
  )
}

/** Several controls that answer one question: radio cards, a row of checkboxes. */
export function FieldSet({
  legend,
  hint,
  error,
  children,
}: Pick<Props, "hint" | "error"> & { legend: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-13 font-medium">{legend}</legend>
      {hint && <p className="mb-1 text-12 text-pretty text-ink-3">{hint}</p>}
      {children}
      {error && <p className="text-12 text-fail">{error}</p>}
    </fieldset>
  )
}
