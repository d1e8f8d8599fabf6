import type { Invitation, InvitationAct } from "../../protocol/assessments.ts"
import { Button } from "../ui/Button.tsx"
import { announce, report, toast } from "../ui/toasts.tsx"
import { EXTEND_DAYS, useAct } from "./invitation-acts.ts"

interface Props {
  chosen: readonly Invitation[]
  clear: () => void
  /** Links can be sent from here. */
  mail: boolean
}

/** What can be done to all that are chosen. */
export function BulkActs({ chosen, clear, mail }: Props) {
  const act = useAct()
  const doing =
    (one: InvitationAct, to = chosen) =>
    () =>
      void act(to, one).then(clear).catch(report)
  // A new link would put a candidate out of the interview they are in: that is done one by one.
  const resting = chosen.filter(({ status }) => status !== "running" && status !== "paused")
  const links = chosen.flatMap(({ name, email, link }) => (link ? [`${name}\t${email}\t${link}`] : []))
  const copy = () =>
    void navigator.clipboard.writeText(links.join("\n")).then(
      () => {
        toast("The links are copied, a line a candidate.")
        announce("Copied")
      },
      () => toast("The browser does not let this page copy.", { detail: "Export the list instead." }),
    )
  return (
    <>
      {mail && <Button onClick={doing({ act: "send" })}>Send again</Button>}
      <Button onClick={copy}>Copy links</Button>
      <Button onClick={doing({ act: "extend", days: EXTEND_DAYS })}>Extend by {EXTEND_DAYS} days</Button>
      {resting.length > 0 && (
        <Button onClick={doing({ act: "new-link" }, resting)}>
          {resting.length === chosen.length ? "New links" : `New links for ${resting.length}`}
        </Button>
      )}
      <Button onClick={doing({ act: "revoke" })}>Withdraw</Button>
    </>
  )
}
