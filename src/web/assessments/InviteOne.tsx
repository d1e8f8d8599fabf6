import { useState } from "react"
import { NewInvitation, type Assessment, type Invitation } from "../../protocol/assessments.ts"
import { Button } from "../ui/Button.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { NumberInput, Select, TextInput } from "../ui/inputs.tsx"
import { useForm } from "../ui/use-form.ts"
import { inviteOne, useMailReady, useRefresh } from "./api.ts"
import { TermFields, TERMS, termsOf } from "./TermFields.tsx"
import { lengthWords } from "./words.ts"

const EXTRAS = [
  { value: "none", label: "None" },
  { value: "minutes", label: "Minutes" },
  { value: "percent", label: "Percent" },
] as const

const BLANK = {
  ...TERMS,
  name: "",
  email: "",
  extraKind: "none" as "none" | "minutes" | "percent",
  extraAmount: 15 as number | null,
}
type Values = typeof BLANK

interface Props {
  assessment: Assessment
  onClose: () => void
}

/** The form for one candidate, and then their link. */
export function InviteOne({ assessment, onClose }: Props) {
  const [made, setMade] = useState<Invitation | null>(null)
  if (made) return <Invited invitation={made} another={() => setMade(null)} onClose={onClose} />
  return <InviteForm assessment={assessment} onMade={setMade} onClose={onClose} />
}

function InviteForm({ assessment, onMade, onClose }: Props & { onMade: (made: Invitation) => void }) {
  const { id, minutes } = assessment
  const mail = useMailReady()
  const refresh = useRefresh()
  const form = useForm(Wanted, BLANK, async (wanted) => {
    const made = await inviteOne(id, wanted)
    await refresh()
    onMade(made)
  })
  const { errors, values } = form
  const extra = extraOf(values)
  return (
    <FormFrame
      form={form}
      plain
      act={mail && values.send ? "Invite and send" : "Make the link"}
      acting="Inviting"
      aside={<Button onClick={onClose}>Cancel</Button>}
    >
      <div className="grid grid-cols-2 gap-3 max-narrow:grid-cols-1">
        <Field label="Name" error={errors["name"]}>
          {(control) => <TextInput {...control} {...form.bind("name")} />}
        </Field>
        <Field label="Email" error={errors["email"]}>
          {(control) => <TextInput {...control} type="email" {...form.bind("email")} />}
        </Field>
        <Field
          label="Extra time"
          error={errors["extra.amount"] ?? errors["extra"]}
          hint={
            extra && minutes !== null && Number.isFinite(extra.amount)
              ? `${lengthWords(minutes, extra)} altogether. Seen by assessors alone.`
              : "For candidates who need it. Seen by assessors alone."
          }
        >
          {(control) => (
            <span className="flex gap-2">
              <Select
                {...control}
                className="w-28"
                choices={EXTRAS}
                value={values.extraKind}
                onChange={(kind) => {
                  form.set("extraKind", kind)
                  form.set("extraAmount", kind === "percent" ? 25 : 15)
                }}
              />
              {values.extraKind !== "none" && (
                <NumberInput
                  aria-label="How much extra time"
                  unit={values.extraKind === "percent" ? "%" : "min"}
                  min={1}
                  {...form.bind("extraAmount")}
                />
              )}
            </span>
          )}
        </Field>
      </div>
      <TermFields form={form} mail={mail} />
    </FormFrame>
  )
}

function extraOf({ extraKind, extraAmount }: Pick<Values, "extraKind" | "extraAmount">) {
  return extraKind === "none" ? null : { kind: extraKind, amount: extraAmount ?? Number.NaN }
}

/** From what the fields hold to what is asked for. */
const Wanted = termsOf(NewInvitation, ({ name, email, ...rest }: Values) => ({
  name,
  email,
  extra: extraOf(rest),
}))

function Invited({
  invitation,
  another,
  onClose,
}: {
  invitation: Invitation
  another: () => void
  onClose: () => void
}) {
  const { name, email, link, sentAt, mailProblem } = invitation
  return (
    <div className="flex flex-col gap-3">
      <output className="block text-13">
        {sentAt !== null
          ? `The link is sent to ${email}.`
          : mailProblem !== null
            ? `The mail to ${email} was not taken: ${mailProblem} Send ${name} this link yourself.`
            : `${name} is invited. Send them this link; it is theirs alone.`}
      </output>
      {link !== null && <CopyField label={`Link for ${name}`} text={link} />}
      <div className="flex justify-end gap-2">
        <Button onClick={another}>Invite another</Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
