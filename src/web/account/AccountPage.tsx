import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { OwnName, PasswordChange } from "../../protocol/account.ts"
import { withStrongPassword } from "../../protocol/team.ts"
import { enterTeam } from "../console/api.ts"
import { ConsolePage, Section } from "../console/ConsolePage.tsx"
import { useMe } from "../console/me.ts"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { changePassword, rename } from "./api.ts"
import { PasskeysSection } from "./PasskeysSection.tsx"
import { PasswordInput } from "./PasswordInput.tsx"
import { SecondFactorSection } from "./SecondFactorSection.tsx"
import { SignInsSection } from "./SignInsSection.tsx"
import { TeamsSection } from "./TeamsSection.tsx"

/** One's own account: who one is, how one signs in, and where one is signed in. */
export function AccountPage() {
  const { user } = useMe()
  const [changed, setChanged] = useState(0)
  return (
    <ConsolePage title="Your account" about={user.email}>
      <div className="max-w-180 pt-2">
        <NameSection />
        <PasswordSection key={changed} onChanged={() => setChanged(changed + 1)} />
        <SecondFactorSection />
        <PasskeysSection />
        <SignInsSection />
        <TeamsSection />
      </div>
    </ConsolePage>
  )
}

function NameSection() {
  const { user } = useMe()
  const queries = useQueryClient()
  const form = useForm(OwnName, { name: user.name }, async ({ name }) => {
    await rename(name)
    await queries.invalidateQueries({ queryKey: ["me"] })
  })
  return (
    <Section title="Name" about="Your team sees it, and candidates whose interviews you watch.">
      <FormFrame form={form}>
        <Field label="Name" quiet error={form.errors["name"]}>
          {(control) => (
            <TextInput {...control} {...form.bind("name")} autoComplete="name" className="max-w-80" />
          )}
        </Field>
      </FormFrame>
    </Section>
  )
}

function PasswordSection({ onChanged }: { onChanged: () => void }) {
  const { user, team } = useMe()
  const queries = useQueryClient()
  const about = { email: user.email, team: team.name }
  const schema = withStrongPassword(PasswordChange, "newPassword", () => about)
  const form = useForm(schema, { password: "", newPassword: "" }, async (given) => {
    await changePassword(given)
    // The sign-in that takes the place of this one begins in the first of several teams.
    await enterTeam(team.id)
    toast("Your password is changed.", { detail: "Wherever else you were signed in, you are signed out." })
    await queries.invalidateQueries({ queryKey: ["sign-ins"] })
    onChanged()
  })
  return (
    <Section title="Password" about="A new one signs you out everywhere but here.">
      <FormFrame form={form} act="Change the password" acting="Changing">
        <div className="grid max-w-140 gap-4 sm:grid-cols-2">
          <Field label="Password now" error={form.errors["password"]}>
            {(control) => (
              <PasswordInput {...control} {...form.bind("password")} autoComplete="current-password" />
            )}
          </Field>
          <Field label="New password" hint="At least 10 characters." error={form.errors["newPassword"]}>
            {(control) => (
              <PasswordInput {...control} {...form.bind("newPassword")} autoComplete="new-password" />
            )}
          </Field>
        </div>
      </FormFrame>
    </Section>
  )
}
