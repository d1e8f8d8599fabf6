import type { ComponentProps } from "react"
import { cx } from "./cx.ts"

/**
 * A named part of a page that scrolls and can be reached and scrolled by key. What is placed absolutely in it belongs
 * to it, so that nothing in it makes the page itself longer.
 */
export function ScrollRegion({ label, className, ...rest }: ComponentProps<"section"> & { label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <section aria-label={label} tabIndex={0} className={cx("relative overflow-auto", className)} {...rest} />
  )
}
