import type { ReactNode } from "react"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay, useMe } from "../console/me.ts"

interface Props {
  actions?: ReactNode
  fill?: boolean
  children: ReactNode
}

/** What the pages of the team have in common: its name, and the way from one to the other. */
export function TeamPage({ actions, fill, children }: Props) {
  const { team } = useMe()
  const manages = useMay("admin")
  const tabs = [
    { href: "/team", label: "People" },
    { href: "/team/keys", label: "Keys" },
    { href: "/team/audit", label: "Audit log" },
  ]
  return (
    <ConsolePage
      title="Team"
      about={team.name}
      {...(manages && { tabs })}
      {...(fill && { fill })}
      actions={actions}
    >
      {children}
    </ConsolePage>
  )
}
