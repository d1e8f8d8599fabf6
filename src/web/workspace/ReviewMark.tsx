import GitCompare from "lucide-react/icons/git-compare"
import { useViewState } from "./view.ts"

const WORDS = "Changes of the agent wait for review"

/** Does something of the agent's wait for the candidate's word in this file? */
export function useReviewed(path: string): boolean {
  return useViewState((state) => state.reviews.includes(path))
}

/** Marks a file in which something waits for review. */
export function ReviewMark({ path }: { path: string }) {
  if (!useReviewed(path)) return null
  return (
    <span className="flex shrink-0 text-agent" title={WORDS}>
      <GitCompare size={13} aria-hidden />
      <span className="sr-only">, {WORDS.toLowerCase()}</span>
    </span>
  )
}
