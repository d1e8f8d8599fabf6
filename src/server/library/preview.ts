/** A draft as a candidate would see it, as far as it can be told of one that is not whole. */
import { parse as parseYaml } from "yaml"
import { z } from "zod"
import { partOf } from "../../core/question-parts.ts"
import { MANIFEST } from "../../core/question.ts"
import { classify } from "../../core/document.ts"
import { Language } from "../../protocol/ctrf.ts"
import type { QuestionPreview, QuestionSummary } from "../../protocol/library.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Files } from "../questions/library.ts"

const Shown = z.object({
  statement: z.string().catch(""),
  entry: z.partialRecord(Language, z.string()).catch({}),
})

/** In `wanted`, or in the first language it is offered in. */
export function previewOf(files: Files, summary: QuestionSummary, wanted?: Language): QuestionPreview {
  const { languages, title, minutes } = summary
  const language = wanted ?? languages[0] ?? "python"
  const { statement, entry } = shownOf(new TextDecoder().decode(files.get(MANIFEST)))
  const workspace: QuestionPreview["files"] = []
  for (const [path, bytes] of files) {
    const part = partOf(path)
    if (part.language !== language || (part.part !== "starter" && part.part !== "visible")) continue
    const file = classify(bytes, LIMITS.document.bytes)
    const text = file.kind === "text" ? file.text : null
    workspace.push({ path: part.path, test: part.part === "visible", text })
  }
  return {
    title,
    statement,
    minutes: minutes ?? 0,
    language,
    languages,
    entry: entry[language] ?? "",
    files: workspace.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
  }
}

function shownOf(manifest: string): z.infer<typeof Shown> {
  try {
    return Shown.parse(parseYaml(manifest))
  } catch {
    return { statement: "", entry: {} }
  }
}
