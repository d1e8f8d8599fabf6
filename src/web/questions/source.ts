import type { Source } from "../console/commands.ts"
import { fetchQuestions } from "./api.ts"
import { KIND_NAMES, LEVEL_NAMES } from "./words.ts"

const SHOWN = 6

/** The library, as the palette searches it. */
export const QUESTION_SOURCE: Source = {
  heading: "Questions",
  async search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const all = await fetchQuestions()
    return all
      .filter(({ title, tags }) =>
        words.every((word) => [title, ...tags].join(" ").toLowerCase().includes(word)),
      )
      .slice(0, SHOWN)
      .map(({ id, title, kind, level }) => ({
        href: `/questions/${id}`,
        label: title,
        detail: [kind && KIND_NAMES[kind], level && LEVEL_NAMES[level]].filter(Boolean).join(", "),
      }))
  },
}
