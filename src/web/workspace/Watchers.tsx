import Eye from "lucide-react/icons/eye"
import { Note } from "../ui/Note.tsx"
import { useViewState } from "./view.ts"

/** Assessors who look on, where the interview lets the candidate know. */
export function Watchers() {
  const people = useViewState((state) => state.people)
  const visible = useViewState((state) => state.session?.watchersVisible ?? false)
  const names = [...new Set(people.filter(({ role }) => role !== "candidate").map(({ name }) => name))]
  if (!visible || names.length === 0) return null
  return (
    <Note label={`Watching: ${names.join(", ")}`} className="text-assessor">
      <Eye size={14} aria-hidden />
      <span aria-hidden>{names.length}</span>
      <span className="sr-only">
        {names.length === 1 ? "1 person is" : `${names.length} people are`} watching
      </span>
    </Note>
  )
}
