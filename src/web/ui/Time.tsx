import { ago, fullDate } from "./format.ts"
import { useNow } from "./hooks.ts"
import { Tooltip } from "./Tooltip.tsx"

/** When something was or will be, told from now; the whole date on hover and focus. `at` in milliseconds. */
export function Ago({ at }: { at: number }) {
  const now = useNow(30_000)
  return <At at={at} text={ago(at, now)} />
}

const SHORT = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const

/** A date and time in the reader's zone, short, the year only where it is another; the whole of it on hover. */
export function DateTime({ at }: { at: number }) {
  const thisYear = new Date(useNow(3_600_000)).getFullYear()
  const date = new Date(at)
  const year = date.getFullYear() === thisYear ? {} : ({ year: "numeric" } as const)
  return <At at={at} text={date.toLocaleString(undefined, { ...SHORT, ...year })} />
}

function At({ at, text }: { at: number; text: string }) {
  return (
    <Tooltip label={fullDate(at)}>
      <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap tabular-nums">
        {text}
      </time>
    </Tooltip>
  )
}
