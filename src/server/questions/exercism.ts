import { constants } from "node:fs"
import { readFile } from "node:fs/promises"
import { basename, join, resolve } from "node:path"
import { z } from "zod"
import { pathFault } from "../../core/path.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { ALWAYS_OPEN, type Draft, idFrom } from "./draft.ts"
import { ImportRefused } from "./import-refused.ts"

const SafePath = z.string().refine((path) => pathFault(path) === null, "leads out of the exercise")

/** An exercise from elsewhere must not pull a file of this machine into a question. */
const NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW

export const EXERCISE_CONFIG = ".meta/config.json"

/** `.meta/config.json` of an exercise; its other fields don't matter here. */
const ExerciseConfig = z.object({
  blurb: z.string().optional(),
  files: z.object({
    solution: z.array(SafePath).min(1),
    test: z.array(SafePath).min(1),
    example: z.array(SafePath).optional(),
    exemplar: z.array(SafePath).optional(),
    editor: z.array(SafePath).optional(),
  }),
})

/**
 * Reads one exercise of an Exercism track. Its tests become visible ones, since everybody can look them up; hidden
 * ones are left to the author.
 */
export function readExercise(folder: string, language: Language): Promise<Draft> {
  const text = (path: string) => readFile(join(folder, path), { encoding: "utf8", flag: NO_LINK })
  return exerciseFrom(folder, text, language)
}

/** The same of files that `text` reads; it rejects for those that are not there. `folder` names the exercise. */
export async function exerciseFrom(
  folder: string,
  text: (path: string) => Promise<string>,
  language: Language,
): Promise<Draft> {
  const optional = (path: string) => text(path).catch(() => null)
  const raw = await optional(EXERCISE_CONFIG)
  if (raw === null)
    throw new ImportRefused(`${folder} has no .meta/config.json: name the folder of one Exercism exercise.`)
  const { files } = parseConfig(folder, raw)
  const examples = files.example ?? files.exemplar ?? []
  const id = idFrom(basename(resolve(folder)))
  const layers: Draft["layers"][number][] = []
  for (const path of files.solution) layers.push({ layer: "starter", path, text: await text(path) })
  for (const path of files.test)
    layers.push({ layer: "visible", path, text: unskipped(await text(path), language) })
  for (const path of files.editor ?? []) layers.push({ layer: "starter", path, text: await text(path) })
  for (const [index, path] of examples.entries()) {
    const replaced = files.solution[index]
    if (replaced !== undefined) layers.push({ layer: "solution", path: replaced, text: await text(path) })
  }
  const module = language === "go" ? await optional("go.mod") : null
  if (module !== null) layers.push({ layer: "starter", path: "go.mod", text: module })
  const statement = (await optional(".docs/instructions.md")) ?? (await optional("README.md"))
  const intro = await optional(".docs/introduction.md")
  return {
    id,
    title: titleOf(id),
    statement: [intro, statement].filter((part) => part !== null).join("\n\n") || titleOf(id),
    language,
    entry: files.solution[0] ?? "",
    layers,
    open: [
      "write hidden tests: the exercise's own are public, so they became the visible ones",
      ...(examples.length === 0 ? ["write the solution: the exercise brings none"] : []),
      ...ALWAYS_OPEN,
    ],
  }
}

/** Which files of an exercise are what. Throws `ImportRefused`. */
export function parseConfig(folder: string, raw: string): z.infer<typeof ExerciseConfig> {
  try {
    return ExerciseConfig.parse(JSON.parse(raw))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new ImportRefused(`${folder}/.meta/config.json is not an exercise's: ${why}`)
  }
}

/** JavaScript tracks skip all tests but the first, for learners to switch on one by one. */
function unskipped(text: string, language: Language): string {
  if (language !== "javascript" && language !== "typescript") return text
  return text.replaceAll(/\bx(test|it|describe)\(/g, "$1(").replaceAll(/\b(test|it|describe)\.skip\(/g, "$1(")
}

function titleOf(id: string): string {
  const words = id.replaceAll("-", " ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}
