import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Section } from "../console/ConsolePage.tsx"
import { useMe } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { Status } from "../ui/Status.tsx"
import { toast } from "../ui/toasts.tsx"
import { makeBackupCodes, removeSecondFactor } from "./api.ts"
import { BackupCodeList } from "./BackupCodeList.tsx"
import { PasswordFirst } from "./PasswordFirst.tsx"
import { SecondFactorDialog } from "./SecondFactorDialog.tsx"

type Open = "set-up" | "codes" | "remove" | null

/** Codes of an app, asked for after the password. */
export function SecondFactorSection() {
  const { user } = useMe()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Section
      title="Second factor"
      about="A code of an app on your phone, asked for after your password or a link. Passkeys need none."
      actions={
        user.twoFactor ? (
          <>
            <Button onClick={() => setOpen("codes")}>New backup codes</Button>
            <Button onClick={() => setOpen("remove")}>Remove</Button>
          </>
        ) : (
          <Button onClick={() => setOpen("set-up")}>Set up</Button>
        )
      }
    >
      {user.twoFactor ? (
        <Status tone="good">Set up</Status>
      ) : (
        <Status tone="waiting">Not set up: your password alone lets in whoever knows it</Status>
      )}
      {open === "set-up" && <SecondFactorDialog onClose={close} />}
      {open === "codes" && <NewCodes onClose={close} />}
      {open === "remove" && <Remove onClose={close} />}
    </Section>
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const ask = async (password: string) => setCodes(await makeBackupCodes(password))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="New backup codes"
      description="Those you have now are good no longer."
    >
      {codes ? (
        <BackupCodeList codes={codes} onDone={onClose} />
      ) : (
        <PasswordFirst act="Make new codes" onPassword={ask} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Remove({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const remove = async (password: string) => {
    await removeSecondFactor(password)
    await queries.invalidateQueries({ queryKey: ["me"] })
    toast("The second factor is removed.")
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Remove the second factor"
      description="Your password alone lets you in then. The app’s codes and the backup codes are good no longer."
    >
      <PasswordFirst act="Remove" onPassword={remove} onClose={onClose} />
    </Dialog>
  )
}
