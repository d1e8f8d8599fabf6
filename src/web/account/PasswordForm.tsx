import KeyRound from "lucide-react/icons/key-round"
import { useEffect, useRef, useState } from "react"
import { EmailAndPassword } from "../../protocol/account.ts"
import type { SignInOptions } from "../../protocol/team.ts"
import { ProblemError } from "../live/session-view.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { report, toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { signIn, singleSignOn } from "./api.ts"
import { canOfferPasskeys, canUsePasskeys, signInByPasskey } from "./passkeys.ts"
import { PasswordInput } from "./PasswordInput.tsx"

interface Props {
  options: SignInOptions
  then: string
  onIn: () => void
  onStep: (step: "code" | "link" | "forgotten") => void
}

/** Address and password, and the other ways that this server and this browser have. */
export function PasswordForm({ options, then, onIn, onStep }: Props) {
  const form = useForm(EmailAndPassword, { email: "", password: "" }, async (given) => {
    const { twoFactorRedirect } = await signIn(given)
    if (twoFactorRedirect) onStep("code")
    else onIn()
  })
  const passkey = usePasskey(onIn)
  const leave = async () => location.assign(await singleSignOn(then))
  return (
    <>
      <FormFrame
        form={form}
        act="Sign in"
        acting="Signing in"
        plain
        aside={
          <Button look="quiet" className="mr-auto -ml-2.5" onClick={() => onStep("forgotten")}>
            Forgotten password
          </Button>
        }
      >
        <Field label="Email" error={form.errors["email"]}>
          {(control) => (
            <TextInput
              {...control}
              {...form.bind("email")}
              type="email"
              autoComplete="username webauthn"
              spellCheck={false}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the page is for
              autoFocus
            />
          )}
        </Field>
        <Field label="Password" error={form.errors["password"]}>
          {(control) => (
            <PasswordInput {...control} {...form.bind("password")} autoComplete="current-password" />
          )}
        </Field>
      </FormFrame>
      {(options.sso !== null || options.mail || passkey) && (
        <div className="flex flex-col gap-2 border-t border-line pt-4">
          {options.sso !== null && (
            <Button onClick={() => void leave().catch(report)}>Go on with {options.sso}</Button>
          )}
          {passkey && (
            <Button icon={<KeyRound size={14} aria-hidden />} onClick={passkey}>
              Use a passkey
            </Button>
          )}
          {options.mail && <Button onClick={() => onStep("link")}>Email me a link</Button>}
        </div>
      )}
    </>
  )
}

/** Offers passkeys in the field from the start; answers the act of the button, null where the browser has none. */
function usePasskey(onIn: () => void): (() => void) | null {
  const [usable] = useState(canUsePasskeys)
  const done = useRef(onIn)
  useEffect(() => {
    done.current = onIn
  })
  useEffect(() => {
    const offer = async () => {
      if (!(await canOfferPasskeys())) return
      await signInByPasskey(true)
      done.current()
    }
    // Nobody asked for it; only a passkey that was chosen and refused is worth a word.
    void offer().catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.code === "sign-in-failed") report(error)
    })
  }, [])
  if (!usable) return null
  return () =>
    void signInByPasskey(false)
      .then(onIn)
      .catch((error: unknown) => {
        if (error instanceof ProblemError) report(error)
        else toast("No passkey was used.", { detail: "Try again, or sign in with your password." })
      })
}
