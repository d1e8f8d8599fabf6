import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { report } from "../ui/toasts.tsx"
import { useView } from "./view.ts"

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Ends the interview before its time, after one clear question back. */
export function WithdrawDialog({ open, onOpenChange }: Props) {
  const view = useView()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="End the interview now?"
      description="What you have written in this question is submitted as it is, and no other question opens. This cannot be undone."
    >
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Keep working</Button>
        <Button
          look="danger"
          onClick={() => {
            onOpenChange(false)
            view.command({ type: "withdraw" }).catch(report)
          }}
        >
          End the interview
        </Button>
      </div>
    </Dialog>
  )
}
