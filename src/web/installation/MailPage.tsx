import { z } from "zod"
import { MailChoice } from "../../protocol/settings.ts"
import type { SettingsReply } from "../../protocol/settings.ts"
import { Section } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { Field } from "../ui/Field.tsx"
import { KeyValues } from "../ui/figures.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { NumberInput, Select, TextInput } from "../ui/inputs.tsx"
import { report } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { SettingsPage, useSaveSettings } from "./SettingsPage.tsx"
import { TryButton } from "./TryButton.tsx"
import { withoutEmpty } from "./without-empty.ts"

/** Where invitations and links to sign in go out. */
export function MailPage() {
  const may = useMay("owner")
  return (
    <SettingsPage about="Invitations and links to sign in go out through your own mail server. Without one, every link can be copied from its page.">
      {({ mail }) => (
        <Section
          title="Mail server"
          about={mail ? `Mail comes from ${mail.from}.` : "None is set: links are copied by hand."}
          actions={may && mail && <TryButton topic="mail" act="Send me a mail" acting="Sending" />}
        >
          {may ? <MailForm key={String(mail === null)} mail={mail} /> : <Shown mail={mail} />}
        </Section>
      )}
    </SettingsPage>
  )
}

function Shown({ mail }: { mail: SettingsReply["mail"] }) {
  if (!mail) return <p className="text-13 text-ink-2">An owner can set one here.</p>
  return (
    <KeyValues
      items={[
        ["Server", `${mail.host}:${mail.port}`],
        ["From", mail.from],
      ]}
    />
  )
}

const SECURITY = [
  { value: "tls", label: "TLS from the start (465)" },
  { value: "starttls", label: "STARTTLS, insisted on (587)" },
  { value: "none", label: "None: a server on this machine" },
] as const

const Values = z.preprocess(withoutEmpty("password"), MailChoice)

interface MailValues {
  host: string
  port: number | null
  security: MailChoice["security"]
  user: string
  password: string
  from: string
}

function MailForm({ mail }: { mail: SettingsReply["mail"] }) {
  const save = useSaveSettings()
  const initial: MailValues = {
    host: mail?.host ?? "",
    port: mail?.port ?? 587,
    security: mail?.security ?? "starttls",
    user: mail?.user ?? "",
    password: "",
    from: mail?.from ?? "",
  }
  const hasPassword = mail?.hasPassword ?? false
  const form = useForm(Values, initial, (choice) => save("mail", choice))
  return (
    <FormFrame
      form={form}
      aside={mail && <Button onClick={() => void save("mail", null).catch(report)}>Send no mail</Button>}
    >
      <div className="grid grid-cols-[1fr_auto] gap-4">
        <Field label="Server" error={form.errors["host"]}>
          {(control) => (
            <TextInput
              {...control}
              {...form.bind("host")}
              mono
              placeholder="smtp.example.com"
              spellCheck={false}
            />
          )}
        </Field>
        <Field label="Port" error={form.errors["port"]}>
          {(control) => <NumberInput {...control} {...form.bind("port")} />}
        </Field>
      </div>
      <Field label="Encryption" error={form.errors["security"]}>
        {(control) => <Select {...control} {...form.bind("security")} choices={SECURITY} />}
      </Field>
      <Field label="User" optional error={form.errors["user"]}>
        {(control) => <TextInput {...control} {...form.bind("user")} mono spellCheck={false} />}
      </Field>
      <Field
        label="Password"
        optional
        hint={
          hasPassword
            ? "One is set, and stays while this is empty. It is told to nobody."
            : "Kept sealed, and told to nobody."
        }
        error={form.errors["password"]}
      >
        {(control) => (
          <TextInput
            {...control}
            {...form.bind("password")}
            type="password"
            autoComplete="off"
            placeholder={hasPassword ? "set" : ""}
          />
        )}
      </Field>
      <Field label="From" hint="The address mail comes from." error={form.errors["from"]}>
        {(control) => (
          <TextInput {...control} {...form.bind("from")} type="email" placeholder="interviews@example.com" />
        )}
      </Field>
    </FormFrame>
  )
}
