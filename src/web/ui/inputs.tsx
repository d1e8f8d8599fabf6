import ChevronDown from "lucide-react/icons/chevron-down"
import type { ComponentProps, ReactNode } from "react"
import { cx } from "./cx.ts"

/** The look of whatever is typed in or chosen from. */
export const CONTROL =
  "w-full min-w-0 rounded-md border border-line-control bg-surface px-2 text-13 text-ink placeholder:text-ink-3 disabled:bg-sunken disabled:opacity-70 [&[readonly]]:bg-sunken aria-invalid:border-fail"

interface TextProps extends Omit<ComponentProps<"input">, "onChange" | "value"> {
  value: string
  onChange: (value: string) => void
  /** Inside the field, before what is typed. */
  icon?: ReactNode
  mono?: boolean
}

/** One line of text. */
export function TextInput({ value, onChange, icon, mono, className, ...rest }: TextProps) {
  const input = (
    <input
      type="text"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(CONTROL, "h-7", mono && "font-mono", icon ? "pl-7" : null, !icon && className)}
      {...rest}
    />
  )
  if (!icon) return input
  return (
    <span className={cx("relative block", className)}>
      <span className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-ink-3">
        {icon}
      </span>
      {input}
    </span>
  )
}

interface AreaProps extends Omit<ComponentProps<"textarea">, "onChange" | "value"> {
  value: string
  onChange: (value: string) => void
  mono?: boolean
}

/** Some lines of text; grows with them. */
export function TextArea({ value, onChange, mono, className, rows = 3, ...rest }: AreaProps) {
  return (
    <textarea
      rows={rows}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(
        CONTROL,
        "field-sizing-content max-h-96 resize-y py-1 leading-5",
        mono && "font-mono",
        className,
      )}
      style={{ minHeight: `${rows * 20 + 10}px` }}
      {...rest}
    />
  )
}

interface NumberProps extends Omit<ComponentProps<"input">, "onChange" | "value"> {
  /** Null while there is no number in the field. */
  value: number | null
  onChange: (value: number | null) => void
  /** Behind the field, such as `min`. */
  unit?: string
}

/** A number, with the arrow keys for one more and one less. */
export function NumberInput({ value, onChange, unit, className, ...rest }: NumberProps) {
  const input = (
    <input
      type="number"
      inputMode="decimal"
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.valueAsNumber)}
      onWheel={(event) => event.currentTarget.blur()}
      className={cx(CONTROL, "h-7 max-w-24 tabular-nums", className)}
      {...rest}
    />
  )
  if (unit === undefined) return input
  return (
    <span className="flex items-center gap-2">
      {input}
      <span className="text-13 text-ink-2">{unit}</span>
    </span>
  )
}

export interface Choice<Value extends string> {
  value: Value
  label: string
  disabled?: boolean
}

interface SelectProps<Value extends string> extends Omit<ComponentProps<"select">, "onChange" | "value"> {
  value: Value
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
}

/** One of a few; the system's own list. */
export function Select<Value extends string>({
  value,
  choices,
  onChange,
  className,
  ...rest
}: SelectProps<Value>) {
  return (
    <span className={cx("relative inline-block max-w-full", className ?? "w-full")}>
      <select
        value={value}
        onChange={(event) => {
          const chosen = choices.find((one) => one.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
        className={cx(CONTROL, "h-7 appearance-none truncate pr-7")}
        {...rest}
      >
        {choices.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
