import type { ReactNode } from "react"

/** A part of a long form under a heading of its own. */
export function Part({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t border-line pt-4">
      <header>
        <h2 className="text-14 font-semibold">{title}</h2>
        {about && <p className="text-12 text-pretty text-ink-2">{about}</p>}
      </header>
      {children}
    </section>
  )
}
