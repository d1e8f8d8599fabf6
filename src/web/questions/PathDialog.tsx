import { useState } from "react"
import { pathFault } from "../../core/path.ts"
import { partOf } from "../../core/question-parts.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field } from "../ui/Field.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { problemOf } from "../ui/states.tsx"
import { PART_NAMES } from "./part-rows.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"

interface Props {
  title: string
  act: string
  initial: string
  onDone: (path: string) => Promise<unknown>
  onClose: () => void
}

/** Asks for a path in the question's folder, and says what a file there is for. */
export function PathDialog({ title, act, initial, onDone, onClose }: Props) {
  const [path, setPath] = useState(initial)
  const [error, setError] = useState<string>()
  const submit = async () => {
    if (path.endsWith("/") || pathFault(path)) {
      setError("Name a file below the question's folder, such as starter/python/till.py.")
      return
    }
    try {
      await onDone(path)
      onClose()
    } catch (failure) {
      const { title, detail } = problemOf(failure)
      setError(`${title}. ${detail}`)
    }
  }
  const { part, language, name } = partOf(path)
  const what = [PART_NAMES[part], language && LANGUAGE_NAMES[language], name].filter(Boolean).join(", ")
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field label="Path in the folder" hint={path && `${what}.`} error={error}>
          {(control) => <TextInput {...control} mono value={path} onChange={setPath} spellCheck={false} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
