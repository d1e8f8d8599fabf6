import { useState } from "react"
import { useEnterTeam } from "../console/AccountMenu.tsx"
import { Section } from "../console/ConsolePage.tsx"
import { useMe } from "../console/me.ts"
import { ROLES } from "../team/roles.ts"
import { Button } from "../ui/Button.tsx"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { Badge } from "../ui/Status.tsx"
import { toast } from "../ui/toasts.tsx"
import { leaveTeam } from "./api.ts"
import { useEnter } from "./use-enter.ts"

/** The teams one is in: work in another, or leave. */
export function TeamsSection() {
  const { team, teams } = useMe()
  const work = useEnterTeam()
  const enter = useEnter()
  const [leaving, setLeaving] = useState(false)
  const leave = async () => {
    await leaveTeam()
    toast(`You have left ${team.name}.`)
    enter("/live")
  }
  return (
    <Section title="Teams" about="What you see is always of the one team you work in.">
      <ul className="flex flex-col">
        {teams.map((one) => (
          <li
            key={one.id}
            className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line text-13 last:border-0"
          >
            <span className="font-medium">{one.name}</span>
            <span className="text-ink-2">{ROLES[one.role].label}</span>
            {one.id === team.id && <Badge>You work in it</Badge>}
            <span className="ml-auto">
              {one.id === team.id ? (
                <Button look="quiet" onClick={() => setLeaving(true)}>
                  Leave {one.name}
                </Button>
              ) : (
                <Button look="quiet" onClick={() => work(one)}>
                  Work in {one.name}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {leaving && (
        <ConfirmDialog
          title={`Leave ${team.name}?`}
          description="You see nothing of it any more, and come back only by an invitation. What you did in it stays."
          act="Leave the team"
          onConfirm={leave}
          onClose={() => setLeaving(false)}
        />
      )}
    </Section>
  )
}
