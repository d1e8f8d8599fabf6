import { Tabs as Radix } from "radix-ui"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"

/** The look of a tab, whether it switches in place or leads to an address; `data-state=active` or `aria-current`. */
export const TAB =
  "-mb-px -outline-offset-2 inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent px-0.5 text-13 whitespace-nowrap text-ink-2 hover:text-ink data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"

interface Props<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  tabs: readonly { value: Value; label: string; badge?: ReactNode; content: ReactNode }[]
  className?: string
}

/** Views of one thing, one at a time. Views with an address of their own are the page header's `tabs`. */
export function Tabs<Value extends string>({ label, value, onChange, tabs, className }: Props<Value>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(chosen) => {
        const tab = tabs.find((one) => one.value === chosen)
        if (tab) onChange(tab.value)
      }}
      className={cx("flex min-h-0 flex-col", className)}
    >
      <Radix.List aria-label={label} className="flex shrink-0 gap-4 overflow-x-auto border-b border-line">
        {tabs.map(({ value, label, badge }) => (
          <Radix.Trigger key={value} value={value} className={TAB}>
            {label}
            {badge}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ value, content }) => (
        <Radix.Content key={value} value={value} className="min-h-0 flex-1 pt-3 outline-offset-2">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
