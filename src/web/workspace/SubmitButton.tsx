import { Popover } from "radix-ui"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { standing } from "./test-report.ts"
import { useSubmit } from "./use-submit.ts"
import { useTests } from "./use-tests.ts"
import { useOpenQuestion } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Submits the question after one clear question back, since it cannot be undone. */
export function SubmitButton({ open, onOpenChange }: Props) {
  const { canEdit } = useWorkspace()
  const question = useOpenQuestion()
  const { last, submit, busy } = useSubmit()
  const { report } = useTests()
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <Button
          disabled={!canEdit || busy}
          // The second press of a double click leaves it open.
          onClick={(event) => event.detail > 1 && event.preventDefault()}
        >
          {last ? "Finish" : "Submit"}
        </Button>
      </Popover.Trigger>
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
          <div className="mt-3 flex justify-end gap-2">
            <Popover.Close asChild>
              <Button>Keep working</Button>
            </Popover.Close>
            <Button
              look="primary"
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
