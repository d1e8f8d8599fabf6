import { z } from "zod"
import { Field } from "../ui/Field.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Button } from "../ui/Button.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextArea } from "../ui/inputs.tsx"
import { toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { publishQuestion, useTold } from "./api.ts"
import { useEditing } from "./use-editing.ts"

/** Publishes the draft as the next version, with a word on what is new. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { question } = useEditing()
  const told = useTold()
  const number = (question.version ?? 0) + 1
  const form = useForm(z.object({ note: z.string().max(500) }), { note: "" }, async ({ note }) => {
    told.question(await publishQuestion(question.id, question.digest, note))
    toast(`Version ${number} is published`)
    onClose()
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Publish version ${number}`}
      description="Assessments take the latest version from now on. Interviews that were made before keep theirs."
    >
      <FormFrame form={form} act="Publish" plain aside={<Button onClick={onClose}>Cancel</Button>}>
        <Field label="What is new" optional error={form.errors["note"]}>
          {(control) => <TextArea {...control} {...form.bind("note")} />}
        </Field>
      </FormFrame>
    </Dialog>
  )
}
