import { useEffect, type ReactNode } from "react"
import { Page } from "../ui/Page.tsx"

interface Props {
  title: string
  about?: ReactNode
  children?: ReactNode
  /** Under the card: another way, or where to go instead. */
  foot?: ReactNode
}

/** A page before one is signed in: one question in the middle, and nothing beside it. */
export function Gate({ title, about, children, foot }: Props) {
  useEffect(() => {
    document.title = `${title} · InterviewLM`
  }, [title])
  return (
    <Page>
      <div className="mx-auto flex max-w-100 flex-col gap-4 p-4 pt-[12vh] pb-8">
        <div className="rounded-md border border-line bg-surface p-6">
          <h1 className="text-20 font-semibold text-balance">{title}</h1>
          {about && <div className="mt-1 text-13 text-pretty text-ink-2">{about}</div>}
          {children && <div className="mt-4 flex flex-col gap-4">{children}</div>}
        </div>
        {foot && <div className="px-6 text-13 text-pretty text-ink-2">{foot}</div>}
      </div>
    </Page>
  )
}

/** Something to know before going on; not a refusal. */
export function GateNote({ children }: { children: ReactNode }) {
  return (
    <output className="block rounded-md border border-line bg-sunken px-3 py-2 text-13 text-pretty">
      {children}
    </output>
  )
}
