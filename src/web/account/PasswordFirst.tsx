import { OwnPassword } from "../../protocol/account.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { useForm } from "../ui/use-form.ts"
import { PasswordInput } from "./PasswordInput.tsx"

/** The password, before what somebody at an unlocked computer must not do. */
export function PasswordFirst({
  act,
  onPassword,
  onClose,
}: {
  act: string
  onPassword: (password: string) => Promise<unknown>
  onClose: () => void
}) {
  const form = useForm(OwnPassword, { password: "" }, ({ password }) => onPassword(password))
  return (
    <FormFrame form={form} act={act} acting="Looking" plain aside={<Button onClick={onClose}>Cancel</Button>}>
      <Field label="Your password" error={form.errors["password"]}>
        {(control) => (
          <PasswordInput {...control} {...form.bind("password")} autoComplete="current-password" />
        )}
      </Field>
    </FormFrame>
  )
}
