import type { ListedQuestion } from "../../protocol/library.ts"
import { undoable } from "../ui/toasts.tsx"
import { archiveQuestion, useTold } from "./api.ts"

/** Takes questions off the list or puts them back, and offers to take that back. */
export function useArchive() {
  const told = useTold()
  async function set(questions: readonly ListedQuestion[], archived: boolean): Promise<void> {
    for (const { id } of questions) told.question(await archiveQuestion(id, archived))
  }
  return async (questions: readonly ListedQuestion[], archived = true): Promise<void> => {
    await set(questions, archived)
    const [only] = questions
    const what = questions.length === 1 && only ? `“${only.title}”` : `${questions.length} questions`
    undoable(`${archived ? "Archived" : "Restored"} ${what}`, () => set(questions, !archived))
  }
}
