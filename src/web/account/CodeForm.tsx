import { useState } from "react"
import { BackupCode, OneTimeCode } from "../../protocol/account.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { useForm } from "../ui/use-form.ts"
import { signInByBackupCode, signInByCode } from "./api.ts"

/** The second factor: the code an app shows now, or one of those that were kept for the day the app is lost. */
export function CodeForm({ onDone }: { onDone: () => void }) {
  const [backup, setBackup] = useState(false)
  return (
    <>
      {backup ? <Backup key="backup" onDone={onDone} /> : <Code key="code" onDone={onDone} />}
      <Button look="quiet" className="self-start" onClick={() => setBackup(!backup)}>
        {backup ? "Use a code of your app" : "Use a backup code"}
      </Button>
    </>
  )
}

function Code({ onDone }: { onDone: () => void }) {
  const form = useForm(OneTimeCode, { code: "" }, async ({ code }) => {
    await signInByCode(code)
    onDone()
  })
  return (
    <FormFrame form={form} act="Go on" acting="Looking" plain>
      <Field label="Code" hint="The six digits your app shows for InterviewLM." error={form.errors["code"]}>
        {(control) => (
          <TextInput
            {...control}
            {...form.bind("code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing there is to do here
            autoFocus
            mono
          />
        )}
      </Field>
    </FormFrame>
  )
}

function Backup({ onDone }: { onDone: () => void }) {
  const form = useForm(BackupCode, { code: "" }, async ({ code }) => {
    await signInByBackupCode(code)
    onDone()
  })
  return (
    <FormFrame form={form} act="Go on" acting="Looking" plain>
      <Field label="Backup code" hint="Each is good once." error={form.errors["code"]}>
        {(control) => (
          <TextInput
            {...control}
            {...form.bind("code")}
            spellCheck={false}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody asked for it
            autoFocus
            mono
          />
        )}
      </Field>
    </FormFrame>
  )
}
