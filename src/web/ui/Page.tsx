import type { ReactNode } from "react"
import { Mark } from "./Mark.tsx"

interface Props {
  children: ReactNode
  aside?: ReactNode
  /** In the place of the mark and the name, where they lead somewhere. */
  mark?: ReactNode
}

/** A quiet page: the mark above, one column of text, nothing else. */
export function Page({ children, aside, mark }: Props) {
  return (
    <div className="flex min-h-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4 text-13">
        {mark ?? (
          <>
            <Mark />
            <span className="font-semibold">InterviewLM</span>
          </>
        )}
        <span className="ml-auto text-ink-2">{aside}</span>
      </header>
      <main className="flex-1">{children}</main>
    </div>
  )
}
