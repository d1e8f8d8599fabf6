import { useQuery } from "@tanstack/react-query"
import type { LinkKind, Member } from "../../protocol/team.ts"
import { CopyField } from "../ui/CopyField.tsx"
import { Dialog } from "../ui/Dialog.tsx"
import { ErrorState, Loading } from "../ui/states.tsx"
import { makeLink } from "./api.ts"

const WORDS = {
  "sign-in": { title: "Link to sign in", does: "signs in" },
  reset: { title: "Link to a new password", does: "lets choose a new password" },
} as const

/** A link for a member, to be handed to them in another way than by mail. */
export function LinkDialog({
  member,
  kind,
  onClose,
}: {
  member: Member
  kind: LinkKind
  onClose: () => void
}) {
  const made = useQuery({
    queryKey: ["team", "link", member.id, kind],
    queryFn: () => makeLink(member.id, kind),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const { title, does } = WORDS[kind]
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${title}: ${member.user.name}`}
      description={`Whoever opens it ${does} as ${member.user.name}, once. Hand it to nobody else; the audit log says that you made it.`}
    >
      <div className="mt-2">
        {made.error ? (
          <ErrorState small error={made.error} />
        ) : made.data ? (
          <>
            <CopyField label={title} text={made.data.link} />
            <p className="mt-1 text-12 text-ink-3">Good for {made.data.minutes} minutes.</p>
          </>
        ) : (
          <Loading text="Making the link" lines={1} />
        )}
      </div>
    </Dialog>
  )
}
