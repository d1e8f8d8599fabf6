/** The questions of an assessment, looked up in the team's library. */
import type { AssessedQuestion, AssessmentSettings } from "../../protocol/assessments.ts"
import type { QuestionLibrary } from "../library/library.ts"
import type { StoredQuestion } from "../questions/library.ts"

export interface LookedUp {
  readonly told: AssessedQuestion
  /** Null where there is none that could be asked. */
  readonly stored: StoredQuestion | null
}

type Asked = Pick<AssessmentSettings, "questions" | "languages">

/** Each question at its latest published version, in order. */
export async function lookUp(
  library: Pick<QuestionLibrary, "published">,
  organization: string,
  asked: Asked,
): Promise<LookedUp[]> {
  const ids = asked.questions.map(({ id }) => id)
  const found = await Promise.all(ids.map((id) => library.published(organization, id)))
  const published = new Map(ids.map((id, at) => [id, found[at] ?? null]))
  return lookUpAmong(published, asked)
}

/** The same among questions that were looked up before. */
export function lookUpAmong(
  published: ReadonlyMap<string, StoredQuestion | null>,
  { questions, languages }: Asked,
): LookedUp[] {
  const folders = new Set<string>()
  return questions.map(({ id }) => {
    const stored = published.get(id) ?? null
    if (!stored) {
      const problem = `There is no published question ${id} in the library: publish it, or take it out.`
      return { told: { id, title: id, minutes: 0, languages: [], problem }, stored }
    }
    const { manifest } = stored.question
    const offered = manifest.languages.filter((language) => languages.includes(language))
    const problem = folders.has(manifest.id)
      ? `${manifest.title} is a copy of a question before it, and is called ${manifest.id} too: take one of them out.`
      : offered.length === 0
        ? `${manifest.title} is offered in ${manifest.languages.join(", ")} alone: allow one of them, or take it out.`
        : null
    folders.add(manifest.id)
    const { title, minutes } = manifest
    return {
      told: { id, title, minutes, languages: offered, problem },
      stored: problem === null ? stored : null,
    }
  })
}

/** Minutes of the whole; null where it is what the questions say, and one of them cannot be asked. */
export function lengthOf(
  { minutes }: Pick<AssessmentSettings, "minutes">,
  questions: readonly AssessedQuestion[],
): number | null {
  if (minutes !== null) return minutes
  if (questions.some(({ problem }) => problem !== null)) return null
  return questions.reduce((sum, question) => sum + question.minutes, 0)
}

/** What is asked for here and not done. */
export function notesOn({ network }: Pick<AssessmentSettings, "network">): string[] {
  if (network.length === 0) return []
  return [
    "The hosts are written down, and nothing more: the sandboxes of this installation reach nothing outside.",
  ]
}
