import { useRouter } from "@tanstack/react-router"
import type { ComponentProps, MouseEvent } from "react"
import { cx } from "./cx.ts"

/** Goes to an address of this site without loading the page anew. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (href, options = {}) => void router.navigate({ href, ...options })
}

/** Is this a press that the browser answers itself: another tab, another window, a download? */
export function isForBrowser(event: MouseEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
}

interface Props extends ComponentProps<"a"> {
  href: string
  /** Underlined in text; plain in lists and navigation. */
  look?: "text" | "plain"
}

/** A link inside the site; the place it leads to is only text, so that pages need not know each other's routes. */
export function Link({ href, look = "text", className, onClick, ...rest }: Props) {
  const go = useGo()
  return (
    // oxlint-disable-next-line jsx-a11y/anchor-has-content -- its words come with the rest
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || isForBrowser(event)) return
        event.preventDefault()
        go(href)
      }}
      className={cx(
        look === "text" &&
          "text-focus underline decoration-line-strong underline-offset-2 hover:decoration-current",
        className,
      )}
      {...rest}
    />
  )
}
