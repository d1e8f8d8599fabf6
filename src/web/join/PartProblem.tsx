import { type ErrorComponentProps, useRouterState } from "@tanstack/react-router"
import WifiOff from "lucide-react/icons/wifi-off"
import { useState } from "react"
import { Button } from "../ui/Button.tsx"
import { Page } from "../ui/Page.tsx"
import { EmptyState } from "../ui/states.tsx"
import { PartLost, serverAnswers } from "./part.ts"

const SAID = {
  lost: {
    title: "This part of the page could not be loaded",
    about: "The server does not answer, or is starting again. What is saved stays saved.",
  },
  broken: {
    title: "This part of the page does not work",
    about: "Load it again. If it stays so, tell whoever runs the server what you did last.",
  },
} as const

/** In the place of a page that cannot be drawn; the page is loaded anew only when the server answers. */
export function PartProblem({ error }: ErrorComponentProps) {
  const [asking, setAsking] = useState(false)
  const [silent, setSilent] = useState(false)
  const framed = useRouterState({
    select: ({ matches }) => matches.some(({ routeId }) => routeId === "/team"),
  })
  const { title, about } = SAID[error instanceof PartLost ? "lost" : "broken"]
  const retry = async () => {
    setAsking(true)
    if (await serverAnswers()) location.reload()
    else setSilent(true)
    setAsking(false)
  }
  const state = (
    <div role="alert">
      <EmptyState
        whole
        icon={<WifiOff size={18} aria-hidden />}
        title={title}
        action={
          <Button look="primary" aria-disabled={asking} onClick={() => void retry()}>
            {asking ? "Asking the server" : "Try again"}
          </Button>
        }
      >
        <p>{about}</p>
        {silent && !asking && <p className="mt-2">The server does not answer yet.</p>}
      </EmptyState>
    </div>
  )
  return framed ? state : <Page>{state}</Page>
}
