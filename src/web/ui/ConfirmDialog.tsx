import { useState, type ReactNode } from "react"
import { Button } from "./Button.tsx"
import { Dialog } from "./Dialog.tsx"
import { Field } from "./Field.tsx"
import { TextInput } from "./inputs.tsx"
import { report } from "./toasts.tsx"

interface Props {
  title: string
  /** What goes, and that it cannot be brought back. */
  description: ReactNode
  /** The act in its own words: "Delete the team". */
  act: string
  /** What has to be typed first, where a slip would be dear: the name of the thing. */
  typed?: string
  /** A refusal is told in the corner, and the window stays. */
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before what cannot be undone; everything else is done at once, with `undoable`. */
export function ConfirmDialog({ title, description, act, typed, onConfirm, onClose }: Props) {
  const [text, setText] = useState("")
  const [busy, setBusy] = useState(false)
  const ready = !busy && (typed === undefined || text === typed)
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      report(error)
      setBusy(false)
    }
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={description}>
      <form
        className="mt-2 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void confirm()
        }}
      >
        {typed !== undefined && (
          <Field label={`Type “${typed}” to go on`}>
            {(control) => <TextInput {...control} value={text} onChange={setText} spellCheck={false} />}
          </Field>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" disabled={!ready}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
