import { cx } from "../ui/cx.ts"
import type { Person } from "../../protocol/messages.ts"
import { useViewState } from "./view.ts"

export const ROLE_DOT = { candidate: "bg-candidate", assessor: "bg-assessor", viewer: "bg-starter" } as const

/** Who else has a file before them, a dot each in their actor's colour. */
export function PeopleDots({ path }: { path: string }) {
  const people = useViewState((state) => state.people)
  const me = useViewState((state) => state.you?.client)
  const agent = useViewState((state) => state.agentAt?.path === path)
  const here = people.filter((person) => person.path === path && person.client !== me)
  if (here.length === 0 && !agent) return null
  const names = [...(agent ? ["The agent"] : []), ...here.map(describe)].join(", ")
  return (
    <span className="flex shrink-0 gap-0.5" title={names}>
      {agent && <span className="dot-working size-2 rounded-full bg-agent" />}
      {here.slice(0, 3).map((person) => (
        <span key={person.client} className={cx("size-2 rounded-full", ROLE_DOT[person.role])} />
      ))}
      <span className="sr-only">{names} here</span>
    </span>
  )
}

function describe({ name, role }: Person): string {
  return `${name} (${role})`
}
