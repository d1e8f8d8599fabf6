import X from "lucide-react/icons/x"
import { useId, useRef, useState } from "react"
import { cx } from "./cx.ts"
import type { FieldControl } from "./Field.tsx"
import { CONTROL } from "./inputs.tsx"
import { announce } from "./toasts.tsx"

interface Props extends Partial<FieldControl> {
  value: readonly string[]
  onChange: (value: string[]) => void
  /** Offered while typing. */
  suggestions?: readonly string[]
  placeholder?: string
}

/** A few short words: Enter or a comma ends one, Backspace in the empty field takes the last away. */
export function TagInput({ value, onChange, suggestions = [], placeholder, ...control }: Props) {
  const [text, setText] = useState("")
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const add = (typed: string) => {
    const fresh = typed
      .split(",")
      .map((one) => one.trim())
      .filter((one, index, all) => one !== "" && !value.includes(one) && all.indexOf(one) === index)
    setText("")
    if (fresh.length > 0) onChange([...value, ...fresh])
  }
  const remove = (tag: string) => {
    onChange(value.filter((one) => one !== tag))
    announce(`${tag} removed`)
    input.current?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the field inside takes the keys
    <div
      className={cx(
        CONTROL,
        "flex min-h-7 flex-wrap items-center gap-1 p-0.5 outline-offset-1 outline-focus has-aria-invalid:border-fail has-[input:focus-visible]:outline-2",
      )}
      onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
    >
      {value.map((tag) => (
        <span
          key={tag}
          className="inline-flex h-6 max-w-full items-center rounded-sm border border-line bg-sunken pl-1.5 text-12 text-ink-2"
        >
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={`Remove ${tag}`}
            onClick={() => remove(tag)}
            className="flex size-6 shrink-0 items-center justify-center rounded-sm hover:text-ink"
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <input
        {...control}
        ref={input}
        list={list}
        autoComplete="off"
        value={text}
        placeholder={value.length === 0 ? placeholder : undefined}
        onChange={({ target }) => (target.value.includes(",") ? add(target.value) : setText(target.value))}
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === "Enter" && text.trim() !== "") {
            event.preventDefault()
            add(text)
          }
          const last = value.at(-1)
          if (event.key === "Backspace" && text === "" && last !== undefined) remove(last)
        }}
        className="h-6 min-w-20 flex-1 bg-transparent px-1 text-13 outline-none placeholder:text-ink-3"
      />
      <datalist id={list}>
        {suggestions
          .filter((one) => !value.includes(one))
          .map((one) => (
            <option key={one}>{one}</option>
          ))}
      </datalist>
    </div>
  )
}
