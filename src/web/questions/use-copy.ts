import type { ListedQuestion } from "../../protocol/library.ts"
import { useGo } from "../ui/Link.tsx"
import { createQuestion, useTold } from "./api.ts"

/** Makes a question of the team's own from another, and opens it. */
export function useCopy() {
  const go = useGo()
  const told = useTold()
  return async ({ id }: ListedQuestion): Promise<void> => {
    const made = await createQuestion({ from: "copy", question: id })
    told.question(made)
    go(`/questions/${made.id}`)
  }
}
