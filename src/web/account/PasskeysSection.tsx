import { useQuery, useQueryClient } from "@tanstack/react-query"
import KeyRound from "lucide-react/icons/key-round"
import { useState } from "react"
import { z } from "zod"
import { PasskeyName, type Passkey } from "../../protocol/account.ts"
import { Section } from "../console/ConsolePage.tsx"
import { ProblemError } from "../live/session-view.ts"
import { removeLater, useRemoving } from "../team/removals.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Field } from "../ui/Field.tsx"
import { FormFrame } from "../ui/FormFrame.tsx"
import { TextInput } from "../ui/inputs.tsx"
import { MoreMenu } from "../ui/Menu.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { DateTime } from "../ui/Time.tsx"
import { report, toast } from "../ui/toasts.tsx"
import { useForm } from "../ui/use-form.ts"
import { fetchPasskeys, renamePasskey } from "./api.ts"
import { deviceOf } from "./device.ts"
import { addPasskey, canUsePasskeys } from "./passkeys.ts"

const KEY = ["passkeys"]

/** Passkeys: signing in with what unlocks the device. */
export function PasskeysSection() {
  const passkeys = useQuery({ queryKey: KEY, queryFn: fetchPasskeys })
  const queries = useQueryClient()
  const removing = useRemoving()
  const [renamed, setRenamed] = useState<Passkey | null>(null)
  const [usable] = useState(canUsePasskeys)
  const again = () => queries.invalidateQueries({ queryKey: KEY })
  const add = async () => {
    await addPasskey(deviceOf(navigator.userAgent))
    await again()
    toast("The passkey is made. Sign in with it next time.")
  }
  const refused = (error: unknown) => {
    if (error instanceof ProblemError) report(error)
    else toast("No passkey was made.", { detail: "The browser did not go through with it. Try again." })
  }
  const remove = ({ id, name }: Passkey) =>
    removeLater({
      id,
      text: `The passkey ${name ?? ""} is removed`,
      method: "POST",
      path: "/api/auth/passkey/delete-passkey",
      body: { id },
      onDone: again,
    })
  const shown = passkeys.data?.filter(({ id }) => !removing.has(id))
  return (
    <Section
      title="Passkeys"
      about="Sign in with what unlocks your device: a finger, a face, a PIN. Nothing to remember, nothing to steal."
      actions={usable && <Button onClick={() => void add().catch(refused)}>Add a passkey</Button>}
    >
      {!usable && (
        <p className="mb-2 text-13 text-ink-2">
          This browser keeps no passkeys for {location.hostname}. They need a name and a safe connection.
        </p>
      )}
      {passkeys.error ? (
        <ErrorState small error={passkeys.error} retry={passkeys.refetch} />
      ) : !shown ? (
        <Loading text="Loading your passkeys" lines={2} />
      ) : shown.length === 0 ? (
        <p className="text-13 text-ink-2">You have none yet.</p>
      ) : (
        <ul className="flex flex-col">
          {shown.map((one) => (
            <li
              key={one.id}
              className="flex h-9 items-center gap-2 border-b border-line text-13 last:border-0"
            >
              <KeyRound size={14} aria-hidden className="shrink-0 text-ink-3" />
              <span className="min-w-0 truncate">{one.name ?? "Passkey"}</span>
              <span className="ml-auto text-12 text-ink-3">
                Made <DateTime at={one.createdAt} />
              </span>
              <MoreMenu
                label={`More about ${one.name ?? "the passkey"}`}
                entries={[
                  { label: "Rename", run: () => setRenamed(one) },
                  { label: "Remove", danger: true, run: () => remove(one) },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      {renamed && <Rename passkey={renamed} onClose={() => setRenamed(null)} onDone={again} />}
    </Section>
  )
}

const Form = z.object({ name: PasskeyName })

interface RenameProps {
  passkey: Passkey
  onClose: () => void
  onDone: () => Promise<unknown>
}

function Rename({ passkey, onClose, onDone }: RenameProps) {
  const form = useForm(Form, { name: passkey.name ?? "" }, async ({ name }) => {
    await renamePasskey(passkey.id, name)
    await onDone()
    onClose()
  })
  return (
    <Dialog open onOpenChange={onClose} title="Rename the passkey">
      <FormFrame form={form} act="Rename" plain aside={<Button onClick={onClose}>Cancel</Button>}>
        <Field label="Name" hint="The device it is on." error={form.errors["name"]}>
          {(control) => <TextInput {...control} {...form.bind("name")} />}
        </Field>
      </FormFrame>
    </Dialog>
  )
}
