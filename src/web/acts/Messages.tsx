import MessageSquare from "lucide-react/icons/message-square"
import type { Asked, Said } from "../../core/acts/acts.ts"
import { Button } from "../ui/Button.tsx"
import { Popover } from "../ui/Popover.tsx"
import { useViewState } from "../workspace/view.ts"
import { AnswerForm } from "./AnswerForm.tsx"
import { Card, CardText } from "./Card.tsx"

/** All that assessors wrote and asked in the interview, and what was answered: to be read again, or answered later. */
export function Messages() {
  const acts = useViewState((state) => state.session?.acts)
  const running = useViewState((state) => state.session?.phase.phase === "running")
  if (!acts || acts.said.length + acts.asked.length === 0) return null
  const all = [...acts.said, ...acts.asked].toSorted((a, b) => b.seq - a.seq)
  const open = acts.asked.filter(({ answer }) => answer === null).length
  return (
    <Popover
      label="Messages from the interviewers"
      align="end"
      className="w-96"
      trigger={
        <Button look="quiet" icon={<MessageSquare size={14} aria-hidden className="text-assessor" />}>
          <span className="max-wide:sr-only">Messages</span>
          {open > 0 && (
            <span className="text-12 text-assessor tabular-nums">
              {open} <span className="sr-only">to answer</span>
            </span>
          )}
        </Button>
      }
    >
      <ul className="flex flex-col gap-2">
        {all.map((one) => (
          <li key={one.id}>
            <One one={one} running={running} />
          </li>
        ))}
      </ul>
    </Popover>
  )
}

function One({ one, running }: { one: Said | Asked; running: boolean }) {
  if (!("answer" in one))
    return (
      <Card name={one.name} does="wrote" at={one.at}>
        <CardText>{one.text}</CardText>
      </Card>
    )
  return (
    <Card name={one.name} does="asked" at={one.at}>
      <CardText>{one.text}</CardText>
      {one.answer ? (
        <div className="mt-1 border-l-2 border-candidate pl-2.5">
          <p className="text-12 text-ink-2">Your answer</p>
          <CardText>{one.answer.text}</CardText>
        </div>
      ) : (
        <AnswerForm id={one.id} name={one.name} disabled={!running} />
      )}
    </Card>
  )
}
