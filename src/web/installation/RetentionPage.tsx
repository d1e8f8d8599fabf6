import { z } from "zod"
import { RetentionChoice } from "../../protocol/settings.ts"
import { Section } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Checkbox } from "../ui/choices.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { NumberInput } from "../ui/inputs.tsx"
import { count } from "../ui/format.ts"
import { useForm } from "../ui/use-form.ts"
import { SettingsPage, useSaveSettings } from "./SettingsPage.tsx"

/** How long interviews are kept. */
export function RetentionPage() {
  const may = useMay("owner")
  return (
    <SettingsPage about="How long interviews are kept when they have ended. An assessment may say less, never more.">
      {({ retention }) => (
        <Section title="Retention">
          {may ? (
            <RetentionForm days={retention.days} />
          ) : (
            <p className="text-13">
              {retention.days === null
                ? "Interviews are kept."
                : `Erased ${count(retention.days, "day")} after their end.`}
            </p>
          )}
        </Section>
      )}
    </SettingsPage>
  )
}

const Form = z.object({ keep: z.boolean(), days: z.number().nullable() })
const Values = z.preprocess((given) => {
  const { keep, days } = Form.parse(given)
  return { days: keep ? null : (days ?? Number.NaN) }
}, RetentionChoice)

function RetentionForm({ days }: { days: number | null }) {
  const save = useSaveSettings()
  const initial: z.infer<typeof Form> = { keep: days === null, days: days ?? 180 }
  const form = useForm(Values, initial, (choice) => save("retention", choice))
  return (
    <FormFrame form={form}>
      <Checkbox
        checked={form.values.keep}
        onChange={(keep) => form.set("keep", keep)}
        label="Keep interviews until somebody erases them"
      />
      {!form.values.keep && (
        <Field
          label="Erase interviews"
          hint="The record, the code, the conversation and the grades go, for good. Both sides may keep the copy they downloaded."
          error={form.errors["days"]}
        >
          {(control) => <NumberInput {...control} {...form.bind("days")} unit="days after their end" />}
        </Field>
      )}
    </FormFrame>
  )
}
