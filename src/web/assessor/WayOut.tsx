import { useMeQuery } from "../console/me.ts"
import { Mark } from "../ui/Mark.tsx"

/**
 * The mark, with the product's name where there is room, and for who has an account the way back to the team's pages; a guest, who has only a link, is offered none.
 * Who it is is asked once the interview is there, and nothing waits for it.
 */
export function WayOut({ named = false }: { named?: boolean }) {
  const me = useMeQuery()
  const mark = (
    <>
      <Mark />
      {named && <span className="font-semibold">InterviewLM</span>}
    </>
  )
  if (!me.data) return mark
  return (
    <nav aria-label="Team" className="flex shrink-0 items-center gap-1">
      <a
        href="/live"
        title="Live"
        aria-label="InterviewLM, live"
        className="-ml-1 inline-flex h-6 min-w-6 items-center justify-center gap-2 rounded-md px-1 hover:bg-hover"
      >
        {mark}
      </a>
      <a
        href="/interviews"
        className="inline-flex h-6 items-center rounded-md px-1.5 text-13 text-ink-2 hover:bg-hover hover:text-ink max-narrow:hidden"
      >
        Interviews
      </a>
    </nav>
  )
}
