import { Popover } from "radix-ui"
import { currentTurn } from "../../core/chat.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { Tooltip } from "../ui/Tooltip.tsx"
import { standing } from "./test-report.ts"
import { sayWhyNot, useSubmit } from "./use-submit.ts"
import { unreviewedWords } from "./unreviewed.ts"
import { useTests } from "./use-tests.ts"
import { useOpenQuestion, useView, useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** What of the agent's would be submitted as it stands. */
function Unreviewed() {
  const reviews = useViewState((state) => state.reviews)
  const writes = useViewState((state) => state.agentAt?.path ?? null)
  const works = useViewState(({ session }) => session !== null && currentTurn(session.chat) !== null)
  const words = unreviewedWords(reviews, works, writes)
  return words.length > 0 && <p className="mt-2 text-warn">{words.join(" ")}</p>
}

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Submits the question after one clear question back, since it cannot be undone. */
export function SubmitButton({ open, onOpenChange }: Props) {
  const { canEdit } = useWorkspace()
  const question = useOpenQuestion()
  const view = useView()
  const { last, submit, busy, hindered } = useSubmit()
  const { report } = useTests()
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Tooltip label={hindered ? "Not without a connection" : "Submit this question"}>
        <Popover.Trigger asChild>
          <Button
            disabled={!canEdit || busy}
            aria-disabled={hindered}
            // The second press of a double click leaves it open.
            onClick={(event) => {
              if (event.detail > 1 || (!open && sayWhyNot(view))) event.preventDefault()
            }}
          >
            {last ? "Finish" : "Submit"}
          </Button>
        </Popover.Trigger>
      </Tooltip>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          aria-label="Submit this question"
          className={cx(FLOATING, "w-80 p-4")}
        >
          <h2 className="text-14 font-semibold">Submit “{question?.title}”?</h2>
          <p className="mt-1 text-ink-2">
            {standing(report)} After this it cannot be changed.{" "}
            {last ? "It is the last question: the interview ends." : "The next question opens at once."}
          </p>
          <Unreviewed />
          {hindered && <p className="mt-1 text-warn">There is no connection; submit when it is back.</p>}
          <div className="mt-3 flex justify-end gap-2">
            <Popover.Close asChild>
              <Button>Keep working</Button>
            </Popover.Close>
            <Button
              look="primary"
              disabled={hindered}
              onClick={() => {
                onOpenChange(false)
                submit()
              }}
            >
              {last ? "Submit and finish" : "Submit and go on"}
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
