import type { ReactNode } from "react"
import { cx } from "./cx.ts"

/** How much of something is done, from 0 to 1; in words in `label`, such as "12 of 30 imported". */
export function Progress({ label, value }: { label: string; value: number }) {
  return (
    <progress
      aria-label={label}
      value={value}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full border border-line bg-sunken [&::-moz-progress-bar]:bg-ink-2 [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-ink-2"
    />
  )
}

interface SparkProps {
  /** Said to a screen reader: what the line tells. */
  label: string
  values: readonly number[]
  /** What a full column stands for; the largest value when left out. */
  most?: number
  /** One of the actors' colours, as a class such as `fill-agent`. */
  colour?: string
  width?: number
  height?: number
}

/** A row of small columns, oldest first. */
export function Sparkline({
  label,
  values,
  most = Math.max(1, ...values),
  colour = "fill-ink-3",
  width = 72,
  height = 16,
}: SparkProps) {
  const step = width / Math.max(1, values.length)
  return (
    <svg role="img" aria-label={label} width={width} height={height} className={cx("shrink-0", colour)}>
      {values.map((value, index) => {
        const tall = value <= 0 ? 1 : Math.max(2, (Math.min(value, most) / most) * height)
        return (
          <rect
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(1, step - 1)}
            height={tall}
            opacity={value <= 0 ? 0.35 : 1}
          />
        )
      })}
    </svg>
  )
}

/** Facts of one thing, name beside value. */
export function KeyValues({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(96px,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
      {items.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
