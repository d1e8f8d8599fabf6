import type { ListedQuestion, QuestionFilter } from "../../protocol/library.ts"

/** Does the filter let a question through? Without a status it hides the archived ones. */
export function lets(filter: QuestionFilter, question: ListedQuestion): boolean {
  const { text, kind, level, language, tag, origin, status } = filter
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean)
  const said = [question.title, question.slug, ...question.tags].join(" ").toLowerCase()
  return (
    words.every((word) => said.includes(word)) &&
    (kind === undefined || question.kind === kind) &&
    (level === undefined || question.level === level) &&
    (language === undefined || question.languages.includes(language)) &&
    (tag === undefined || question.tags.includes(tag)) &&
    (origin === undefined || question.origin === origin) &&
    (status === undefined ? question.status !== "archived" : question.status === status)
  )
}
