import { useState } from "react"
import { EmailAlone } from "../../protocol/account.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { useForm } from "../ui/use-form.ts"
import { sendLink, sendReset } from "./api.ts"
import { Gate } from "./Gate.tsx"

const WORDS = {
  "sign-in": {
    title: "A link by mail",
    about: "It signs you in, once, without your password.",
  },
  reset: {
    title: "Forgotten password",
    about: "A link by mail lets you choose a new one.",
  },
} as const

interface Props {
  kind: keyof typeof WORDS
  /** Can this server send any? */
  mail: boolean
  onBack: () => void
}

/** Asks for a mail with a link; says the same whether or not the address is known. */
export function AskForMail({ kind, mail, onBack }: Props) {
  const [sent, setSent] = useState<string | null>(null)
  const form = useForm(EmailAlone, { email: "" }, async ({ email }) => {
    await (kind === "sign-in" ? sendLink(email) : sendReset(email))
    setSent(email)
  })
  const { title, about } = WORDS[kind]
  const back = <Button onClick={onBack}>Back to signing in</Button>
  if (!mail)
    return (
      <Gate
        title={title}
        about="This server sends no mail. An admin of your team can make a link for you: on the page Team, in the menu beside your name."
      >
        {kind === "reset" && (
          <p className="text-13 text-pretty">
            If there is no other admin, whoever runs the server makes one beside it:{" "}
            <code className="font-mono text-12 break-all">./interviewlm accounts link YOUR-ADDRESS</code>
          </p>
        )}
        <div>{back}</div>
      </Gate>
    )
  if (sent !== null)
    return (
      <Gate
        title="Look into your mail"
        about={`If somebody has an account at ${sent}, a link is on its way there. It is good once, for ${LIMITS.accounts.linkMinutes} minutes.`}
      >
        <div>{back}</div>
      </Gate>
    )
  return (
    <Gate title={title} about={about}>
      <FormFrame form={form} act="Send the link" acting="Sending" plain aside={back}>
        <Field label="Email" error={form.errors["email"]}>
          {(control) => (
            <TextInput
              {...control}
              {...form.bind("email")}
              type="email"
              autoComplete="username"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing there is to do here
              autoFocus
            />
          )}
        </Field>
      </FormFrame>
    </Gate>
  )
}
