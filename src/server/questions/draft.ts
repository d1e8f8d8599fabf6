import { createHash } from "node:crypto"
import { stringify } from "yaml"
import { type Layer, layerFolder, MANIFEST } from "../../core/question.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { QuestionManifest } from "../../protocol/question.ts"
import { ImportRefused } from "./import-refused.ts"

/** A question as an importer can make it: an author completes it. */
export interface Draft {
  id: string
  title: string
  statement: string
  language: Language
  /** The starter file that opens first. */
  entry: string
  layers: readonly { layer: Layer; path: string; text: string }[]
  open: readonly string[]
}

/** Hints that fit any question a little, for its author to replace. */
export const HINTS: QuestionManifest["hints"] = [
  {
    depth: "question",
    text: "What does the first failing test expect, and what does the code answer instead?",
  },
  { depth: "concept", text: "Which part of the statement does that test stand for?" },
  { depth: "approach", text: "Work the smallest example by hand and write down each step." },
  { depth: "pseudo-code", text: "Turn those steps into comments in the starter, one a line." },
  { depth: "code", text: "Write the first of those steps and run the tests." },
]

export const RUBRIC: QuestionManifest["rubric"] = [
  {
    criterion: "Correctness",
    weight: 2,
    levels: [
      "Most tests fail.",
      "The plain cases work.",
      "All tests pass.",
      "All pass, edges were foreseen.",
    ],
  },
  {
    criterion: "Clarity",
    weight: 1,
    levels: ["Hard to follow.", "Takes a second reading.", "Reads well.", "Reads like the statement."],
  },
]

/** What every import leaves to the author. */
export const ALWAYS_OPEN = [
  "check the licence of the source, and credit it in NOTICE",
  "write at least two plausible wrong solutions",
  "make the hints and the rubric fit the question",
]

/** The files of a draft's folder. Its canary follows from its content, so importing again gives the same. */
export function draftFiles(draft: Draft): Map<string, string> {
  const { id, title, statement, language, entry, layers } = draft
  const canary = `ilm-${createHash("sha256").update(`${id}\0${statement}`).digest("hex").slice(0, 16)}`
  const manifest: QuestionManifest = {
    id,
    title,
    kind: "algorithm",
    level: "mid",
    minutes: 30,
    tags: ["imported"],
    statement,
    languages: [language],
    entry: { [language]: entry },
    canary,
    hints: HINTS,
    rubric: RUBRIC,
  }
  const comment = language === "python" ? "#" : "//"
  const files = new Map([[MANIFEST, stringify(manifest, { lineWidth: 0 })]])
  for (const { layer, path, text } of layers)
    files.set(
      `${layerFolder(layer, language)}/${path}`,
      layer === "hidden" ? `${comment} canary: ${canary}\n${text}` : text,
    )
  return files
}

/** A question's id made from a name of another collection: `HumanEval/0` becomes `humaneval-0`. */
export function idFrom(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 64)
  if (id === "")
    throw new ImportRefused(`No id can be made from the name ${JSON.stringify(name)}: rename it.`)
  return id
}
