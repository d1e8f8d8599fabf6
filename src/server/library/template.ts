/** What a new question begins with: a small one that passes its check, for its author to turn into theirs. */
import { randomBytes } from "node:crypto"
import { stringify } from "yaml"
import { type Layer, layerFolder, MANIFEST } from "../../core/question.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { QuestionKind, QuestionLevel } from "../../protocol/library.ts"
import type { QuestionManifest } from "../../protocol/question.ts"
import { HINTS, RUBRIC } from "../questions/draft.ts"
import type { Files } from "../questions/library.ts"
import { CODE, type LanguageCode } from "./template-code.ts"

interface Wanted {
  slug: string
  title: string
  kind: QuestionKind
  level: QuestionLevel
  languages: readonly Language[]
}

const MINUTES: Record<QuestionLevel, number> = { junior: 30, mid: 40, senior: 50 }

const TASK: Record<QuestionKind, string> = {
  algorithm: "Write `total`.",
  "bug-hunt":
    "`total` is used every day, and some evenings its answer is too small. Find out why, and mend it.",
  feature: "The till so far prints single amounts. Add `total`, for the line at the end of the day.",
  review:
    "An assistant wrote `total`, and its author asks you to review it before it is used. Find what is wrong, and mend it.",
}

const statementOf = (
  kind: QuestionKind,
): string => `A till keeps the amounts of a day in cents. A refund is a negative amount.

${TASK[kind]}

- It answers the sum of all amounts.
- Amounts that occur more than once count each time.
- A day without amounts has the total 0.
`

/** The files of a question folder: in each language a starter, tests, a solution and two wrong ones. */
export function templateFiles({ slug, title, kind, level, languages }: Wanted): Files {
  const canary = `ilm-${randomBytes(8).toString("hex")}`
  const manifest: QuestionManifest = {
    id: slug,
    title,
    kind,
    level,
    minutes: MINUTES[level],
    tags: [],
    statement: statementOf(kind),
    languages: [...languages],
    entry: Object.fromEntries(languages.map((language) => [language, CODE[language].file])),
    canary,
    hints: HINTS,
    rubric: RUBRIC,
  }
  const files = new Map([[MANIFEST, stringify(manifest, { lineWidth: 0 })]])
  for (const language of languages) {
    const code = CODE[language]
    const put = (layer: Layer, path: string, text: string) =>
      files.set(`${layerFolder(layer, language)}/${path}`, text)
    for (const [path, text] of Object.entries(code.beside)) put("starter", path, text)
    put("starter", code.file, starterOf(code, kind))
    put("visible", code.visible.path, code.visible.text)
    put("hidden", code.hidden.path, `${code.comment} canary: ${canary}\n${code.hidden.text}`)
    put("solution", code.file, code.solution)
    put({ wrong: "without-refunds" }, code.file, code.withoutRefunds)
    put({ wrong: "refunds-added" }, code.file, code.refundsAdded)
  }
  return new Map([...files].map(([path, text]) => [path, Buffer.from(text)]))
}

/** Where there is code to look through, it has the bug that a visible test shows. */
function starterOf(code: LanguageCode, kind: QuestionKind): string {
  return kind === "bug-hunt" || kind === "review" ? code.buggy : code.unwritten
}
