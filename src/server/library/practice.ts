/** Interviews in which an author tries a question as its candidate: the team's, marked as practice, one at a time. */
import type { Actor } from "../../protocol/events.ts"
import type { Clock } from "../clock.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { StoredQuestion } from "../questions/library.ts"
import type { Registry } from "../room/registry.ts"
import { createSession } from "../sessions.ts"
import type { Practice, Store } from "../store/store.ts"

const CONSENT = `**This is practice.** You look at a question as a candidate does. What you do here is kept like in an interview, and nobody is graded by it.`

interface PracticeParts {
  store: Pick<Store, "sessions" | "links">
  questions: Pick<QuestionSource, "keep">
  registry: Pick<Registry, "room">
  clock: Clock
}

/**
 * Begins a try, and ends the one that the same person left running with the same question. Answers the path that opens
 * it as its candidate. Throws `AppError` session-elsewhere.
 */
export async function tryQuestion(
  { store, questions, registry, clock }: PracticeParts,
  organization: string,
  practice: Practice,
  stored: StoredQuestion,
): Promise<string> {
  for (const earlier of await store.sessions.practicing(organization, practice)) {
    const room = await registry.room(earlier)
    const actor: Actor = { kind: "assessor", id: practice.by }
    await room.session({ type: "end", reason: "ended-by-assessor", text: "Another try was begun." }, actor)
  }
  const { title, minutes } = stored.question.manifest
  const { links } = await createSession(
    { store, questions, clock },
    {
      organization,
      practice,
      title: `Practice: ${title}`,
      candidate: "Practice",
      minutes,
      questions: [stored],
      consentText: CONSENT,
      watchersVisible: true,
    },
  )
  return links.candidate
}
