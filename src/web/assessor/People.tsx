import Check from "lucide-react/icons/check"
import LocateFixed from "lucide-react/icons/locate-fixed"
import type { Person } from "../../protocol/messages.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { ROLE_DOT } from "../workspace/PeopleDots.tsx"
import { useViewState } from "../workspace/view.ts"

/** Whom the workspace keeps to, by window; null while this person goes their own way. */
export interface Following {
  client: string | null
  choose: (client: string | null) => void
}

/** Who is in the room and in which file; each of the others can be followed. */
export function People({ following }: { following: Following | null }) {
  const people = useViewState((state) => state.people)
  const me = useViewState((state) => state.you?.client)
  const candidate = people.find(({ role }) => role === "candidate")
  const on = candidate !== undefined && following?.client === candidate.client
  return (
    <>
      <PaneHeader
        actions={
          following &&
          candidate && (
            <Button
              look="quiet"
              aria-pressed={on}
              icon={on ? <Check size={14} aria-hidden /> : <LocateFixed size={14} aria-hidden />}
              title="Shows the file, the place and the pane the candidate has before them, until you go elsewhere"
              className={cx("text-12", on && "bg-selected font-medium text-ink")}
              onClick={() => following.choose(on ? null : candidate.client)}
            >
              Follow the candidate
            </Button>
          )
        }
      >
        Here now
      </PaneHeader>
      <ul className="max-h-40 shrink-0 overflow-y-auto px-3 py-2">
        {people.map((person) => (
          <li key={person.client} className="flex h-7 items-center gap-2">
            <span aria-hidden className={cx("size-2 shrink-0 rounded-full", ROLE_DOT[person.role])} />
            <span className="truncate">{person.name}</span>
            <span className="text-ink-3">{person.client === me ? "you" : person.role}</span>
            <span className="ml-auto min-w-0 truncate text-12 text-ink-3">{person.path}</span>
            {following && person.client !== me && person.role !== "candidate" && (
              <Follow person={person} following={following} />
            )}
          </li>
        ))}
        {!candidate && <li className="flex h-7 items-center text-ink-2">The candidate is not connected.</li>}
      </ul>
    </>
  )
}

function Follow({ person, following }: { person: Person; following: Following }) {
  const on = following.client === person.client
  return (
    <IconButton
      label={`Follow ${person.name}`}
      aria-pressed={on}
      className="size-6"
      onClick={() => following.choose(on ? null : person.client)}
    >
      {on ? <Check size={14} aria-hidden /> : <LocateFixed size={14} aria-hidden />}
    </IconButton>
  )
}
