import type { ReactNode } from "react"
import { cx } from "./cx.ts"

interface Props {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
  /** Inside a pane rather than a page. */
  small?: boolean
}

/** What happened, what it means and what to do, in the middle of a page or a pane. */
export function Notice({ icon, title, children, actions, small }: Props) {
  const Heading = small ? "h3" : "h1"
  return (
    <div
      className={cx(
        "mx-auto flex flex-col justify-center",
        small ? "h-full max-w-90 items-center gap-1 p-4 text-center" : "max-w-120 gap-2 p-6 pt-[18vh]",
      )}
    >
      {icon && <div className={cx("text-ink-3", !small && "mb-2")}>{icon}</div>}
      <Heading className={small ? "text-13 font-medium" : "text-20 font-semibold text-balance"}>
        {title}
      </Heading>
      {children && (
        <div className={cx("text-ink-2", small ? "text-13 text-pretty" : "text-14")}>{children}</div>
      )}
      {actions && (
        <div className={cx("flex flex-wrap gap-2", small ? "mt-2 justify-center" : "mt-3")}>{actions}</div>
      )}
    </div>
  )
}
