import Check from "lucide-react/icons/check"
import Minus from "lucide-react/icons/minus"
import { Checkbox as RadixCheckbox, RadioGroup, Switch as RadixSwitch } from "radix-ui"
import { useId, type ReactNode } from "react"
import { cx } from "./cx.ts"

interface BoxProps {
  checked: boolean | "some"
  onChange: (checked: boolean) => void
  /** Its name where no words stand beside it. */
  label?: string
  id?: string
  disabled?: boolean
  tabIndex?: number
}

/** The box alone, of 16 px, as it stands in a table. */
export function CheckBox({ checked, onChange, label, ...rest }: BoxProps) {
  return (
    <RadixCheckbox.Root
      checked={checked === "some" ? "indeterminate" : checked}
      onCheckedChange={(now) => onChange(now === true)}
      aria-label={label}
      className="relative flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-control bg-surface text-on-primary before:absolute before:-inset-1.5 disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary"
      {...rest}
    >
      <RadixCheckbox.Indicator>
        {checked === "some" ? <Minus size={12} aria-hidden /> : <Check size={12} aria-hidden />}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  )
}

interface ToggleProps {
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

/** A yes or no that takes effect with the rest of the form. */
export function Checkbox({
  checked,
  onChange,
  label,
  hint,
  disabled = false,
}: ToggleProps & { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId()
  return (
    <div className="flex min-h-7 items-start gap-2 py-1">
      <span className="flex h-5 items-center">
        <CheckBox id={id} checked={checked} onChange={onChange} disabled={disabled} />
      </span>
      <Words id={id} label={label} hint={hint} />
    </div>
  )
}

/** A yes or no that takes effect at once. */
export function Switch({
  checked,
  onChange,
  label,
  hint,
  disabled = false,
}: ToggleProps & { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId()
  return (
    <div className="flex min-h-7 items-start gap-3 py-1">
      <RadixSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="relative mt-0.5 h-4 w-7 shrink-0 rounded-full border border-line-control bg-sunken transition-colors before:absolute before:-inset-1.5 disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary"
      >
        <RadixSwitch.Thumb className="block size-2.5 translate-x-0.5 rounded-full bg-ink-3 transition-transform data-[state=checked]:translate-x-3.5 data-[state=checked]:bg-on-primary" />
      </RadixSwitch.Root>
      <Words id={id} label={label} hint={hint} />
    </div>
  )
}

function Words({ id, label, hint }: { id: string; label: ReactNode; hint: ReactNode }) {
  return (
    <label htmlFor={id} className="min-w-0 text-13">
      {label}
      {hint && <span className="block text-12 text-pretty text-ink-3">{hint}</span>}
    </label>
  )
}

interface CardsProps<Value extends string> {
  /** Names the group for screen readers; `FieldSet` says it to everybody. */
  label: string
  value: Value
  onChange: (value: Value) => void
  choices: readonly { value: Value; label: string; hint?: ReactNode; disabled?: boolean }[]
  /** Side by side, as far as there is room. */
  row?: boolean
}

/** One of a few that need a sentence each. */
export function RadioCards<Value extends string>({
  label,
  value,
  onChange,
  choices,
  row,
}: CardsProps<Value>) {
  const id = useId()
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const one = choices.find((choice) => choice.value === chosen)
        if (one) onChange(one.value)
      }}
      className={cx("gap-2", row ? "grid grid-cols-[repeat(auto-fit,minmax(168px,1fr))]" : "flex flex-col")}
    >
      {choices.map((choice) => (
        <label
          key={choice.value}
          htmlFor={`${id}-${choice.value}`}
          className={cx(
            "flex cursor-pointer gap-2 rounded-md border p-2 pr-3",
            choice.value === value ? "border-focus bg-selected" : "border-line bg-surface hover:bg-hover",
            choice.disabled && "opacity-60",
          )}
        >
          <RadioGroup.Item
            id={`${id}-${choice.value}`}
            value={choice.value}
            disabled={choice.disabled ?? false}
            aria-labelledby={`${id}-${choice.value}-label`}
            aria-describedby={choice.hint ? `${id}-${choice.value}-hint` : undefined}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-control bg-surface data-[state=checked]:border-focus"
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-focus" />
          </RadioGroup.Item>
          <span className="min-w-0">
            <span id={`${id}-${choice.value}-label`} className="block text-13 font-medium">
              {choice.label}
            </span>
            {choice.hint && (
              <span id={`${id}-${choice.value}-hint`} className="block text-12 text-pretty text-ink-2">
                {choice.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup.Root>
  )
}
