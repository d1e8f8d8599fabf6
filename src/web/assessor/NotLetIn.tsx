import { useLocation } from "@tanstack/react-router"
import CircleAlert from "lucide-react/icons/circle-alert"
import LogIn from "lucide-react/icons/log-in"
import type { ReactNode } from "react"
import { useMeQuery } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { useGo } from "../ui/Link.tsx"
import { Notice } from "../ui/Notice.tsx"
import { Page } from "../ui/Page.tsx"
import { WaitingScreen } from "../ui/Screen.tsx"

/** For who came to an interview with no link to it: the way in for a stranger, the way on for who is signed in. */
export function NotLetIn() {
  const me = useMeQuery()
  const here = useLocation({ select: ({ href }) => href })
  const go = useGo()
  if (me.isPending) return <WaitingScreen text="Looking who you are" />
  if (!me.data)
    return (
      <Told
        icon={<LogIn size={24} aria-hidden />}
        title="Sign in to watch this interview"
        act="Sign in"
        onAct={() => go(`/sign-in?then=${encodeURIComponent(here)}`)}
      >
        You come back here then. Without an account, open the link you were sent, in this browser.
      </Told>
    )
  return (
    <Told
      icon={<CircleAlert size={24} aria-hidden />}
      title="This interview is not found"
      act="Interviews"
      onAct={() => go("/interviews")}
    >
      None of your teams has an interview at this address. Check that it was copied whole; if the interview is
      another team’s, ask them for a link.
    </Told>
  )
}

interface Props {
  icon: ReactNode
  title: string
  children: ReactNode
  act: string
  onAct: () => void
}

function Told({ icon, title, children, act, onAct }: Props) {
  return (
    <Page>
      <Notice
        icon={icon}
        title={title}
        actions={
          <Button look="primary" onClick={onAct}>
            {act}
          </Button>
        }
      >
        <p>{children}</p>
      </Notice>
    </Page>
  )
}
