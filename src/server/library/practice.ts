/** A session in which an author tries a question as its candidate: of no team's interviews, with nobody's data. */
import type { StoredQuestion } from "../questions/library.ts"
import type { NewSession } from "../sessions.ts"

const CONSENT = `**This is practice.** You look at a question as a candidate does. What you do here is kept like in an interview, and nobody is graded by it.`

export function practiceOf(stored: StoredQuestion): NewSession {
  const { title, minutes } = stored.question.manifest
  return {
    title: `Practice: ${title}`,
    candidate: "Practice",
    minutes,
    questions: [stored],
    consentText: CONSENT,
    watchersVisible: true,
  }
}
