import type { ComponentProps } from "react"

/** A named part of a page that scrolls and can be reached and scrolled by key. */
export function ScrollRegion({ label, ...rest }: ComponentProps<"section"> & { label: string }) {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
  return <section aria-label={label} tabIndex={0} {...rest} />
}
