import { useQueryClient } from "@tanstack/react-query"
import type { InterviewStatus, ListedInterview } from "../../protocol/assessments.ts"
import { send } from "../console/api.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { count } from "../ui/format.ts"
import { problemOf } from "../ui/states.tsx"
import { toast } from "../ui/toasts.tsx"

const UNDER_WAY: ReadonlySet<InterviewStatus> = new Set<InterviewStatus>(["running", "paused"])

/** An interview is erased when it has ended, or before it begins. */
export const mayBeErased = ({ status }: ListedInterview): boolean => !UNDER_WAY.has(status)

/** Asks before interviews are erased: one by its candidate's name, several by their number. */
export function EraseDialog({
  interviews,
  onDone,
  onClose,
}: {
  interviews: readonly [ListedInterview, ...ListedInterview[]]
  onDone: () => void
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [{ candidate }] = interviews
  const only = interviews.length === 1
  const what = only ? "the interview" : count(interviews.length, "interview")
  async function erase(): Promise<void> {
    const refused: string[] = []
    for (const { session, candidate } of interviews)
      await send("DELETE", `/api/interviews/${session}`).catch((failure: unknown) => {
        const { title, detail } = problemOf(failure)
        refused.push(`${candidate.name}: ${title}. ${detail}`)
      })
    await queries.invalidateQueries({ queryKey: ["interviews"] })
    await queries.invalidateQueries({ queryKey: ["assessments"] })
    const done = interviews.length - refused.length
    toast(done === 0 ? "Nothing was erased." : `${count(done, "interview")} erased.`, {
      ...(refused.length > 0 && { detail: refused.join("\n"), tone: "problem" }),
    })
    onDone()
  }
  return (
    <ConfirmDialog
      title={only ? `Erase the interview of ${candidate.name}?` : `Erase ${what}?`}
      description="The whole record goes: code, tests, chat, notes and ratings, and the candidate's name and address. This cannot be undone. The audit log keeps that it was erased, without a name. Copies of the record that were downloaded stay where they are."
      act={`Erase ${what}`}
      typed={only ? candidate.name : what}
      onConfirm={erase}
      onClose={onClose}
    />
  )
}
