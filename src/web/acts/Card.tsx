import type { ReactNode } from "react"
import { cx } from "../ui/cx.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"

interface Props {
  name: string
  /** What they did, after their name. */
  does: string
  at: number
  /** Small controls at the right of the line. */
  actions?: ReactNode
  className?: string
  children?: ReactNode
}

/** What an assessor did, in their colour and under their name. */
export function Card({ name, does, at, actions, className, children }: Props) {
  return (
    <div className={cx("border-l-2 border-assessor py-1.5 pr-1 pl-2.5", className)}>
      <div className="flex items-start gap-1">
        <p className="min-w-0 flex-1 text-12 leading-5 text-ink-2">
          <span className="font-medium text-assessor">{name}</span> {does},{" "}
          <time
            className="whitespace-nowrap tabular-nums"
            dateTime={new Date(at).toISOString()}
            title={fullDate(at)}
          >
            {timeOfDay(at)}
          </time>
        </p>
        {actions}
      </div>
      {children}
    </div>
  )
}

export function CardText({ children }: { children: string }) {
  return <p className="pr-2 text-13 break-words whitespace-pre-line">{children}</p>
}
