import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { OneTimeCode, type SecondFactor } from "../../protocol/account.ts"
import { Button } from "../ui/Button.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { beginSecondFactor, signInByCode } from "./api.ts"
import { BackupCodeList } from "./BackupCodeList.tsx"
import { PasswordFirst } from "./PasswordFirst.tsx"
import { QrCode } from "./QrCode.tsx"

type Step = { is: "password" } | ({ is: "app" | "codes" } & SecondFactor)

const TITLES = {
  password: "Set up a second factor",
  app: "Point your app at this",
  codes: "Keep these backup codes",
} as const

/** Password, app, first code, backup codes. It counts from the first code on. */
export function SecondFactorDialog({ onClose }: { onClose: () => void }) {
  const [step, setStep] = useState<Step>({ is: "password" })
  const queries = useQueryClient()
  const done = () => {
    toast("The second factor is set up.")
    onClose()
  }
  const proven = async (made: SecondFactor) => {
    setStep({ ...made, is: "codes" })
    await queries.invalidateQueries({ queryKey: ["me"] })
  }
  return (
    <Dialog open onOpenChange={onClose} title={TITLES[step.is]} className="max-w-130">
      {step.is === "password" && (
        <PasswordFirst
          act="Go on"
          onPassword={async (password) => setStep({ is: "app", ...(await beginSecondFactor(password)) })}
          onClose={onClose}
        />
      )}
      {step.is === "app" && <App uri={step.totpURI} onProven={() => void proven(step)} onClose={onClose} />}
      {step.is === "codes" && <BackupCodeList codes={step.backupCodes} onDone={done} />}
    </Dialog>
  )
}

/** In fours, as it is easiest typed. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ")

function App({ uri, onProven, onClose }: { uri: string; onProven: () => void; onClose: () => void }) {
  const secret = new URL(uri).searchParams.get("secret") ?? ""
  const form = useForm(OneTimeCode, { code: "" }, async ({ code }) => {
    await signInByCode(code)
    onProven()
  })
  return (
    <FormFrame
      form={form}
      act="Set it up"
      acting="Looking"
      plain
      aside={<Button onClick={onClose}>Cancel</Button>}
    >
      <div className="flex flex-wrap gap-4">
        <QrCode label="QR code for your app" text={uri} />
        <div className="flex min-w-50 flex-1 flex-col gap-3">
          <p className="text-13 text-pretty text-ink-2">
            Any app for one-time codes will do. If it cannot take the picture, type this secret:
          </p>
          <CopyField label="Secret" text={inFours(secret)} whole />
          <Field label="Code" hint="The six digits the app shows now." error={form.errors["code"]}>
            {(control) => (
              <TextInput
                {...control}
                {...form.bind("code")}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={10}
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- the step before is gone, and this is the next
                autoFocus
                mono
              />
            )}
          </Field>
        </div>
      </div>
    </FormFrame>
  )
}
