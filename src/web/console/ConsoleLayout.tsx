import "../styles/team.css"
import { Outlet, useRouterState } from "@tanstack/react-router"
import Users from "lucide-react/icons/users"
import { useEffect, type ReactNode } from "react"
import { Button } from "../ui/Button.tsx"
import { useGo } from "../ui/Link.tsx"
import { Page } from "../ui/Page.tsx"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { EmptyState, problemOf } from "../ui/states.tsx"
import { useSignOut } from "./AccountMenu.tsx"
import { MeProvider, useMeQuery } from "./me.ts"
import { Shell } from "./Shell.tsx"

/** The frame of the team's pages: only for somebody who is signed in and in a team. */
export function ConsoleLayout() {
  return (
    <SignedIn>
      <Shell>
        <Outlet />
      </Shell>
    </SignedIn>
  )
}

/** Asks who is there; a stranger goes to sign in, and comes back to this address afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const me = useMeQuery()
  const problem = me.error && problemOf(me.error)
  const stranger = problem?.status === 401
  const go = useGo()
  const here = useRouterState({ select: ({ location }) => location.href })
  useEffect(() => {
    if (stranger) go(`/sign-in?then=${encodeURIComponent(here)}`, { replace: true })
    // oxlint-disable-next-line react/exhaustive-deps -- once, from where they came
  }, [stranger])
  if (problem && !stranger && !me.data)
    return <ProblemScreen problem={problem} retry={() => void me.refetch()} />
  if (!me.data || stranger) return <WaitingScreen text="Looking who you are" />
  const { team } = me.data
  if (!team) return <NoTeam />
  return <MeProvider value={{ ...me.data, team }}>{children}</MeProvider>
}

function NoTeam() {
  const leave = useSignOut()
  return (
    <Page>
      <EmptyState
        icon={<Users size={18} aria-hidden />}
        whole
        title="You are in no team"
        action={<Button onClick={leave}>Sign out</Button>}
      >
        Ask an admin of your team for an invitation, and open its link while you are signed in.
      </EmptyState>
    </Page>
  )
}
