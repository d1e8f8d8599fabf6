import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { z } from "zod"
import { Email, TeamRole } from "../../protocol/team.ts"
import { useMe } from "../console/me.ts"
import { RadioCards } from "../ui/choices.tsx"
import { Button } from "../ui/Button.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field, FieldSet } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { problemOf } from "../ui/states.tsx"
import { TagInput } from "../ui/TagInput.tsx"
import { useForm } from "../ui/use-form.ts"
import { invite, INVITATIONS, type SentInvitation } from "./api.ts"
import { ROLES, rolesToGive } from "./roles.ts"

const AT_ONCE = 50
const Form = z.object({ emails: z.array(Email).min(1).max(AT_ONCE), role: TeamRole })

type Outcome = { email: string } & ({ made: SentInvitation } | { refused: string })

/** Asks people to join; where no mail is sent, shows each one's link to copy. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { team } = useMe()
  const queries = useQueryClient()
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | null>(null)
  const initial: { emails: string[]; role: TeamRole } = { emails: [], role: "assessor" }
  const form = useForm(Form, initial, async ({ emails, role }) => {
    const came: Outcome[] = []
    for (const email of emails)
      came.push(
        await invite(email, role).then(
          (made) => ({ email, made }),
          (error: unknown) => ({ email, refused: `${problemOf(error).title}. ${problemOf(error).detail}` }),
        ),
      )
    await queries.invalidateQueries({ queryKey: INVITATIONS })
    setOutcomes(came)
  })
  if (outcomes) return <Outcomes outcomes={outcomes} onClose={onClose} />
  const wrong = Object.entries(form.errors).find(([path]) => path.startsWith("emails"))
  const [path, error] = wrong ?? []
  const which = form.values.emails[Number(path?.split(".")[1] ?? NaN)]
  return (
    <Dialog open onOpenChange={onClose} title="Invite people" className="max-w-130">
      <FormFrame
        form={form}
        act="Invite"
        acting="Inviting"
        plain
        aside={<Button onClick={onClose}>Cancel</Button>}
      >
        <Field
          label="Email addresses"
          hint="Enter or a comma after each."
          error={which && error ? `${which}: ${error}` : error}
        >
          {(control) => <TagInput {...control} {...form.bind("emails")} placeholder="robin@example.com" />}
        </Field>
        <FieldSet legend="What they may do">
          <RadioCards
            label="What they may do"
            choices={rolesToGive(team.role).map((role) => ({ value: role, ...ROLES[role] }))}
            {...form.bind("role")}
          />
        </FieldSet>
      </FormFrame>
    </Dialog>
  )
}

function Outcomes({ outcomes, onClose }: { outcomes: readonly Outcome[]; onClose: () => void }) {
  const mailed = outcomes.every((one) => "made" in one && one.made.sent)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={mailed ? "They are invited" : "Hand on these links"}
      description={
        mailed
          ? "Each has a mail with a link of their own."
          : "No mail was sent for those with a link here: copy each to whom it is for. The links also stay in the list of invitations."
      }
      className="max-w-130"
    >
      <ul className="mt-2 flex flex-col gap-3">
        {outcomes.map((one) => (
          <li key={one.email} className="text-13">
            <span className="font-medium">{one.email}</span>
            {"refused" in one ? (
              <p className="text-fail">{one.refused}</p>
            ) : one.made.sent ? (
              <p className="text-ink-2">The mail is on its way.</p>
            ) : (
              <CopyField label={`Link for ${one.email}`} text={one.made.link} />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  )
}
