/** What can be done to invitations, one from its row or many at once. */
import { useMemo } from "react"
import type { Invitation, InvitationAct } from "../../protocol/assessments.ts"
import { count } from "../ui/format.ts"
import { useGo } from "../ui/Link.tsx"
import type { MenuEntry } from "../ui/Menu.tsx"
import { announce, report, toast, undoable } from "../ui/toasts.tsx"
import { actOn, useRefresh } from "./api.ts"

export const EXTEND_DAYS = 14

const DONE: Record<InvitationAct["act"], (links: string) => string> = {
  send: (links) => `${links} on the way.`,
  "new-link": (links) => `${links} made. The ones before open nothing any more.`,
  revoke: (links) => `${links} withdrawn.`,
  restore: (links) => `${links} given back.`,
  extend: (links) => `${links} good for ${EXTEND_DAYS} days from now.`,
}

/** Does it at once, says what was done and what was not, and offers to take a withdrawal back. */
export function useAct(): (invitations: readonly Invitation[], act: InvitationAct) => Promise<void> {
  const refresh = useRefresh()
  return async (invitations, act) => {
    const ids = invitations.map(({ id }) => id)
    const { done, refused } = await actOn(ids, act)
    await refresh()
    const left = refused.map(({ why }) => why).join("\n")
    const text = DONE[act.act](count(done, "link"))
    if (done === 0) toast("Nothing was changed.", { detail: left })
    else if (act.act === "revoke" && refused.length === 0)
      undoable(text, async () => {
        await actOn(ids, { act: "restore" })
        await refresh()
      })
    else toast(text, left === "" ? {} : { detail: left })
  }
}

/** The menu of a row. */
export function useInvitationActs(mail: boolean): (invitation: Invitation) => MenuEntry[] {
  const act = useAct()
  const go = useGo()
  return useMemo(
    () => (invitation) => {
      const { status, link, session } = invitation
      const doing = (one: InvitationAct) => () => void act([invitation], one).catch(report)
      const over = status === "submitted" || status === "ended"
      const entries: MenuEntry[] = []
      if (session !== null) entries.push({ label: "Open the interview", run: () => go(`/watch/${session}`) })
      if (link !== null && status !== "revoked")
        entries.push({ label: "Copy the link", run: () => void copy(link) })
      if (mail && !over && status !== "revoked" && status !== "expired")
        entries.push({ label: "Send the link again", run: doing({ act: "send" }) })
      entries.push("line")
      if (status !== "revoked")
        entries.push({
          label: `Extend by ${EXTEND_DAYS} days`,
          run: doing({ act: "extend", days: EXTEND_DAYS }),
        })
      entries.push({ label: "Make a new link", run: doing({ act: "new-link" }) })
      entries.push(
        status === "revoked"
          ? { label: "Give the link back", run: doing({ act: "restore" }) }
          : { label: "Withdraw the link", run: doing({ act: "revoke" }) },
      )
      return entries
    },
    // oxlint-disable-next-line react/exhaustive-deps -- both do the same each time
    [mail],
  )
}

async function copy(link: string): Promise<void> {
  const done = await navigator.clipboard.writeText(link).then(
    () => true,
    () => false,
  )
  if (done) {
    toast("The link is copied.")
    announce("Copied")
  } else toast("The browser does not let this page copy.", { detail: link })
}
