import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { z } from "zod"
import { NewApiKey } from "../../protocol/team.ts"
import { Button } from "../ui/Button.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { Select, TextInput } from "../ui/inputs.tsx"
import { useForm } from "../ui/use-form.ts"
import { KEYS, makeKey, type MadeKey } from "./api.ts"
import { ROLES } from "./roles.ts"

const Lives = z.enum(["30", "90", "365", "never"])
const LIVES: Record<z.infer<typeof Lives>, { label: string; days: number | null }> = {
  "30": { label: "30 days", days: 30 },
  "90": { label: "90 days", days: 90 },
  "365": { label: "A year", days: 365 },
  never: { label: "Until it is revoked", days: null },
}
const KeyRole = NewApiKey.shape.role
const Form = NewApiKey.omit({ days: true }).extend({ lives: Lives })

/** Makes a key and shows it, once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<MadeKey | null>(null)
  const queries = useQueryClient()
  const initial: z.infer<typeof Form> = { name: "", role: "viewer", lives: "90" }
  const form = useForm(Form, initial, async ({ name, role, lives }) => {
    setMade(await makeKey({ name, role, days: LIVES[lives].days }))
    await queries.invalidateQueries({ queryKey: KEYS })
  })
  if (made)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={`Your key: ${made.name}`}
        description="Copy it now to where your program keeps its secrets: it is not shown again."
        className="max-w-130"
      >
        <div className="mt-2 flex flex-col gap-3">
          <CopyField label="Key" text={made.key} />
          <p className="text-12 text-ink-3">
            It goes with each request as{" "}
            <code className="font-mono">Authorization: Bearer {made.start}…</code>
          </p>
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>
              I have copied it
            </Button>
          </div>
        </div>
      </Dialog>
    )
  return (
    <Dialog open onOpenChange={onClose} title="New key">
      <FormFrame
        form={form}
        act="Make the key"
        acting="Making"
        plain
        aside={<Button onClick={onClose}>Cancel</Button>}
      >
        <Field label="Name" hint="What uses it." error={form.errors["name"]}>
          {(control) => <TextInput {...control} {...form.bind("name")} />}
        </Field>
        <Field label="Role" hint={ROLES[form.values.role].hint} error={form.errors["role"]}>
          {(control) => (
            <Select
              {...control}
              choices={KeyRole.options.map((role) => ({ value: role, label: ROLES[role].label }))}
              {...form.bind("role")}
            />
          )}
        </Field>
        <Field label="Good for" error={form.errors["lives"]}>
          {(control) => (
            <Select
              {...control}
              choices={Lives.options.map((value) => ({ value, label: LIVES[value].label }))}
              {...form.bind("lives")}
            />
          )}
        </Field>
      </FormFrame>
    </Dialog>
  )
}
