import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { InvitationCard, Joined } from "../../protocol/join.ts"
import { Gate } from "../account/Gate.tsx"
import { get, send } from "../console/api.ts"
import { Button } from "../ui/Button.tsx"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { problemOf } from "../ui/states.tsx"

/** A candidate's link, before it is opened: programs that look through mails follow links, and press no buttons. */
export function InvitedPage() {
  const { token = "" } = useParams({ strict: false })
  const path = `/api/join/${encodeURIComponent(token)}`
  const card = useQuery({ queryKey: ["join", token], queryFn: () => get(path, InvitationCard), retry: false })
  const [opening, setOpening] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const wrong = failure ?? card.error
  if (wrong) return <ProblemScreen problem={problemOf(wrong)} />
  if (!card.data) return <WaitingScreen text="Looking at the invitation" />

  async function open(): Promise<void> {
    setOpening(true)
    try {
      const joined = await send("POST", path, {}, Joined)
      location.replace(joined.path)
    } catch (refused) {
      setFailure(refused)
    }
  }

  const { title, team, candidate } = card.data
  return (
    <Gate title={title} about={`${team} invites ${candidate} to this interview.`}>
      <p className="text-13 text-pretty">
        Nothing starts yet: you read what is recorded first, and begin when you are ready.
      </p>
      <div>
        <Button look="primary" disabled={opening} onClick={() => void open()}>
          Open the interview
        </Button>
      </div>
    </Gate>
  )
}
