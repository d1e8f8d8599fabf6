import { useParams } from "@tanstack/react-router"
import { NewPassword } from "../../protocol/account.ts"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { useGo } from "../ui/Link.tsx"
import { toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { resetPassword } from "./api.ts"
import { Gate } from "./Gate.tsx"
import { PasswordInput } from "./PasswordInput.tsx"

const Form = NewPassword.omit({ token: true })

/** A new password, by a link. */
export function ResetPage() {
  const { token = "" } = useParams({ strict: false })
  const go = useGo()
  const form = useForm(Form, { newPassword: "" }, async ({ newPassword }) => {
    await resetPassword(token, newPassword)
    toast("Your password is changed. Sign in with it.")
    go("/sign-in", { replace: true })
  })
  return (
    <Gate title="Choose a new password" about="Wherever you are signed in now, you will be signed out.">
      <FormFrame form={form} act="Change the password" acting="Changing" plain>
        <Field
          label="New password"
          hint="At least 10 characters. A few words are better than few signs."
          error={form.errors["newPassword"]}
        >
          {(control) => (
            <PasswordInput {...control} {...form.bind("newPassword")} autoComplete="new-password" />
          )}
        </Field>
      </FormFrame>
    </Gate>
  )
}
