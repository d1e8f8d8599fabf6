import { useRouterState } from "@tanstack/react-router"
import ChevronRight from "lucide-react/icons/chevron-right"
import { useEffect, type ReactNode } from "react"
import { cx } from "../ui/cx.ts"
import { Link } from "../ui/Link.tsx"
import { TAB } from "../ui/tabs.tsx"

export interface PageProps {
  title: string
  /** The title as it is drawn, where it is more than words: a name that can be edited, a status beside it. */
  heading?: ReactNode
  /** One line under the title. */
  about?: ReactNode
  /** The way up, outermost first. */
  trail?: readonly { href: string; label: string }[]
  /** At the right; the one primary act last. */
  actions?: ReactNode
  /** Views with an address of their own. */
  tabs?: readonly { href: string; label: string; badge?: ReactNode }[]
  /** The body has the height that is left, so that a table in it scrolls and its header stays. */
  fill?: boolean
  children: ReactNode
}

/** A page of the team's: its header, and its body below. */
export function ConsolePage(props: PageProps) {
  const { title, heading, about, trail = [], actions, tabs = [], fill, children } = props
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => {
    document.title = `${title} · InterviewLM`
  }, [title])
  return (
    <div className={cx("flex flex-col px-6 max-narrow:px-4", fill ? "h-full" : "min-h-full")}>
      <header className={cx("shrink-0 pt-4", tabs.length > 0 ? "mb-4" : "mb-2")}>
        {trail.length > 0 && (
          <nav aria-label="Way up" className="mb-1">
            <ol className="flex flex-wrap items-center gap-1 text-12 text-ink-3">
              {trail.map(({ href, label }) => (
                <li key={href} className="flex items-center gap-1">
                  <Link href={href} look="plain" className="rounded-sm hover:text-ink hover:underline">
                    {label}
                  </Link>
                  <ChevronRight size={12} aria-hidden />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="min-w-0 flex-1 truncate text-20 font-semibold">{heading ?? title}</h1>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {about && <div className="mt-1 max-w-[80ch] text-13 text-pretty text-ink-2">{about}</div>}
        {tabs.length > 0 && (
          <nav
            aria-label={`Parts of ${title}`}
            className="mt-2 flex gap-4 overflow-x-auto border-b border-line"
          >
            {tabs.map(({ href, label, badge }) => (
              <Link
                key={href}
                href={href}
                look="plain"
                aria-current={path === href ? "page" : undefined}
                className={TAB}
              >
                {label}
                {badge}
              </Link>
            ))}
          </nav>
        )}
      </header>
      <div className={cx("pb-6", fill && "flex min-h-80 flex-1 flex-col")}>{children}</div>
    </div>
  )
}

/** A part of a page under a heading of its own, framed. */
export function Section({
  title,
  about,
  actions,
  children,
}: Pick<PageProps, "about" | "actions"> & { title: string; children: ReactNode }) {
  return (
    <section className="mb-6 rounded-md border border-line bg-surface">
      <header className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-14 font-semibold">{title}</h2>
          {about && <p className="text-12 text-pretty text-ink-2">{about}</p>}
        </div>
        {actions}
      </header>
      <div className="p-4">{children}</div>
    </section>
  )
}
