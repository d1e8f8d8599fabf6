/** What is said of the agent's part before work is submitted. */
import { nameOf } from "../../core/path.ts"
import { count } from "../ui/format.ts"

const NAMED = 3

/** One sentence each: what the agent does at this moment, and whose changes nobody has looked at. None where all is well. */
export function unreviewedWords(
  reviews: readonly string[],
  works: boolean,
  writes: string | null,
): readonly string[] {
  const now =
    writes === null
      ? "The agent is at work just now; it stops where it is."
      : `The agent is writing in ${nameOf(writes)} just now; what it has not finished is taken back.`
  return [...(works ? [now] : []), ...(reviews.length > 0 ? [waiting(reviews)] : [])]
}

function waiting(reviews: readonly string[]): string {
  const names = reviews.slice(0, NAMED).map(nameOf).join(", ")
  const more = reviews.length > NAMED ? ` and ${count(reviews.length - NAMED, "more file")}` : ""
  return `You have not decided about all changes of the agent in ${names}${more}; they are submitted as they stand.`
}
