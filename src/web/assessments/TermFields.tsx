import { z } from "zod"
import { Checkbox } from "../ui/choices.tsx"
import { Field } from "../ui/Field.tsx"
import { NumberInput, TextInput } from "../ui/inputs.tsx"
import type { Form } from "../ui/use-form.ts"

/** What every invitation is given: how long its link is good, when the candidate is expected, whether it is sent. */
export const TERMS = { days: 14 as number | null, when: "", send: true }
type Terms = typeof TERMS

/** A schema that takes a form's fields for what `wanted` asks: `when`, in the reader's zone, becomes a moment. */
export function termsOf<Values extends Terms, Wanted>(
  wanted: z.ZodType<Wanted>,
  rest: (values: Values) => object,
): z.ZodType<Wanted, Values> {
  return z
    .custom<Values>()
    .transform((values): unknown => ({
      ...rest(values),
      days: values.days,
      send: values.send,
      scheduledAt: values.when === "" ? null : new Date(values.when).getTime(),
    }))
    .pipe(wanted)
}

/** A moment as the field for it has it, in the reader's zone. */
export function localTime(at: number | null): string {
  if (at === null) return ""
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

interface Props<Values extends Terms> {
  form: Form<Values>
  /** Null while it is not known. */
  mail: boolean | null
}

export function TermFields<Values extends Terms>({ form, mail }: Props<Values>) {
  const { errors, values } = form
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-narrow:grid-cols-1">
        <Field
          label="The link can begin the interview for"
          error={errors["days"]}
          hint="Who has begun by then can go on."
        >
          {(control) => (
            <NumberInput
              {...control}
              unit="days"
              min={1}
              max={365}
              value={values.days}
              onChange={(days) => form.set("days", days)}
            />
          )}
        </Field>
        <Field
          label="Expected at"
          optional
          error={errors["scheduledAt"]}
          hint={mail ? "In your time zone. The mail gets a calendar entry." : "In your time zone."}
        >
          {(control) => (
            <TextInput
              {...control}
              type="datetime-local"
              value={values.when}
              onChange={(when) => form.set("when", when)}
            />
          )}
        </Field>
      </div>
      {mail === false && (
        <p className="text-12 text-pretty text-ink-2">
          No mail is set up here, so nothing is sent: copy each link from the list and send it yourself.
        </p>
      )}
      {mail && (
        <Checkbox
          label="Send the link by mail"
          checked={values.send}
          onChange={(send) => form.set("send", send)}
        />
      )}
    </>
  )
}
