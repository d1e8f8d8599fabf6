import { z } from "zod"
import { SsoChoice } from "../../protocol/settings.ts"
import type { SettingsReply } from "../../protocol/settings.ts"
import { Section } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { CopyField } from "../ui/CopyField.tsx"
import { Field } from "../ui/Field.tsx"
import { KeyValues } from "../ui/figures.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { Select, TextInput } from "../ui/inputs.tsx"
import { TagInput } from "../ui/TagInput.tsx"
import { report } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { SettingsPage, useSaveSettings } from "./SettingsPage.tsx"
import { withoutEmpty } from "./without-empty.ts"

/** The company's own identity provider. */
export function SignOnPage() {
  const may = useMay("owner")
  return (
    <SettingsPage about="Your team can sign in with the company's own identity provider, by OpenID Connect.">
      {({ sso, ssoCallback }) => (
        <Section
          title="Identity provider"
          about={sso ? `The sign-in page offers “${sso.name}”.` : "None is set."}
        >
          {may ? (
            <SignOnForm key={String(sso === null)} sso={sso} callback={ssoCallback} />
          ) : sso ? (
            <KeyValues
              items={[
                ["Issuer", sso.issuer],
                ["Domains", sso.domains.join(", ")],
              ]}
            />
          ) : (
            <p className="text-13 text-ink-2">An owner can set one here.</p>
          )}
        </Section>
      )}
    </SettingsPage>
  )
}

const ROLES = [
  { value: "viewer", label: "Viewer" },
  { value: "assessor", label: "Assessor" },
  { value: "admin", label: "Admin" },
] as const

const Values = z.preprocess(withoutEmpty("clientSecret"), SsoChoice)

function SignOnForm({ sso, callback }: { sso: SettingsReply["sso"]; callback: string }) {
  const save = useSaveSettings()
  const {
    name = "",
    issuer = "",
    clientId = "",
    domains = [],
    role = "assessor",
    hasSecret = false,
  } = sso ?? {}
  const initial = { name, issuer, clientId, clientSecret: "", domains, role }
  const form = useForm(Values, initial, (choice) => save("sso", choice))
  return (
    <FormFrame
      form={form}
      aside={
        sso && (
          <Button onClick={() => void save("sso", null).catch(report)}>Take it off the sign-in page</Button>
        )
      }
    >
      <div className="flex flex-col gap-1">
        <p className="text-13 font-medium">Redirect address, to enter at the provider</p>
        <CopyField label="Redirect address" text={callback} />
      </div>
      <Field label="Name" hint="What the button says." error={form.errors["name"]}>
        {(control) => <TextInput {...control} {...form.bind("name")} placeholder="Acme" />}
      </Field>
      <Field
        label="Issuer"
        hint="Its configuration is at /.well-known/openid-configuration below it."
        error={form.errors["issuer"]}
      >
        {(control) => (
          <TextInput
            {...control}
            {...form.bind("issuer")}
            mono
            placeholder="https://login.example.com"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Client ID" error={form.errors["clientId"]}>
        {(control) => <TextInput {...control} {...form.bind("clientId")} mono spellCheck={false} />}
      </Field>
      <Field
        label="Client secret"
        hint={
          hasSecret
            ? "One is set, and stays while this is empty. It is told to nobody."
            : "Kept sealed, and told to nobody."
        }
        error={form.errors["clientSecret"]}
      >
        {(control) => (
          <TextInput
            {...control}
            {...form.bind("clientSecret")}
            type="password"
            autoComplete="off"
            mono
            placeholder={hasSecret ? "set" : ""}
          />
        )}
      </Field>
      <Field
        label="Domains"
        optional
        hint="Somebody new with an address at one of these joins by signing in. Anybody else needs an invitation first."
        error={form.errors["domains"]}
      >
        {(control) => <TagInput {...control} {...form.bind("domains")} placeholder="example.com" />}
      </Field>
      <Field label="They join as" error={form.errors["role"]}>
        {(control) => <Select {...control} {...form.bind("role")} choices={ROLES} className="w-40" />}
      </Field>
    </FormFrame>
  )
}
