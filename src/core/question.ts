import { parse as parseYaml, YAMLParseError } from "yaml"
import type { Language } from "../protocol/ctrf.ts"
import { QuestionManifest } from "../protocol/question.ts"
import { pathFault } from "./path.ts"

/** A question: its manifest, and for each language it offers the workspace paths of its files by role. */
export interface Question {
  readonly manifest: QuestionManifest
  readonly files: ReadonlyMap<Language, LanguageFiles>
}

/** Workspace-relative paths, sorted. */
export interface LanguageFiles {
  readonly starter: readonly string[]
  readonly visible: readonly string[]
  readonly hidden: readonly string[]
  /** Only the files that differ from the starter; so with each wrong solution. */
  readonly solution: readonly string[]
  readonly wrong: ReadonlyMap<string, readonly string[]>
  /** The growth suite. */
  readonly inputs: readonly string[]
}

/** What is wrong with a question folder: where (relative to the folder), what, and what to do about it. */
export interface QuestionFault {
  readonly path: string
  readonly problem: string
  readonly mend: string
}

/** Where a set of files lies in the folder. */
export type Layer = "starter" | "visible" | "hidden" | "solution" | "inputs" | { wrong: string }

export const MANIFEST = "question.yaml"

/** Files that may lie beside the manifest and mean nothing to the product. */
const COMPANIONS = new Set(["README.md", "LICENSE", "NOTICE"])

/** The folder of a layer, relative to the question's. */
export function layerFolder(layer: Layer, language: Language): string {
  if (typeof layer === "object") return `wrong/${language}/${layer.wrong}`
  return {
    starter: `starter/${language}`,
    visible: `tests/visible/${language}`,
    hidden: `tests/hidden/${language}`,
    solution: `solutions/${language}`,
    inputs: `inputs/${language}`,
  }[layer]
}

/**
 * Builds a question from the text of its manifest (null when there is none) and the paths of its folder, or says
 * everything that is wrong with it. `folder` is the folder's own name.
 */
export function readQuestion(
  folder: string,
  manifest: string | null,
  paths: readonly string[],
): { ok: true; question: Question } | { ok: false; faults: QuestionFault[] } {
  const parsed = parseManifest(manifest)
  if (!parsed.ok) return parsed
  const languages = new Set(parsed.manifest.languages)
  const files = new Map([...languages].map((language) => [language, sortOut(paths, language)]))
  const faults = [
    ...manifestFaults(folder, parsed.manifest),
    ...strayFaults(paths, languages),
    ...[...files].flatMap(([language, of]) => languageFaults(parsed.manifest, language, of)),
  ]
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, question: { manifest: parsed.manifest, files } }
}

function parseManifest(
  text: string | null,
): { ok: true; manifest: QuestionManifest } | { ok: false; faults: QuestionFault[] } {
  const fault = (problem: string, mend: string) => ({ path: MANIFEST, problem, mend })
  if (text === null)
    return { ok: false, faults: [fault("is missing", "Write it; docs/questions.md shows a whole one.")] }
  let value: unknown
  try {
    value = parseYaml(text)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    return { ok: false, faults: [fault("is not YAML", error.message)] }
  }
  const parsed = QuestionManifest.safeParse(value)
  if (parsed.success) return { ok: true, manifest: parsed.data }
  const faults = parsed.error.issues.map(({ path, message }) =>
    fault(`${path.join(".") || "the whole"} is not as it should be`, message),
  )
  return { ok: false, faults }
}

function sortOut(paths: readonly string[], language: Language): LanguageFiles {
  const below = (folder: string) =>
    paths
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1))
      .toSorted()
  const names = new Set(
    below(`wrong/${language}`).flatMap((path) => path.split("/").slice(0, -1).slice(0, 1)),
  )
  return {
    starter: below(layerFolder("starter", language)),
    visible: below(layerFolder("visible", language)),
    hidden: below(layerFolder("hidden", language)),
    solution: below(layerFolder("solution", language)),
    inputs: below(layerFolder("inputs", language)),
    wrong: new Map([...names].map((wrong) => [wrong, below(layerFolder({ wrong }, language))])),
  }
}

function manifestFaults(folder: string, manifest: QuestionManifest): QuestionFault[] {
  const faults: QuestionFault[] = []
  const add = (problem: string, mend: string) => faults.push({ path: MANIFEST, problem, mend })
  if (manifest.id !== folder)
    add(`has the id ${manifest.id}, but the folder is ${folder}`, "Give both the same name.")
  if (new Set(manifest.languages).size < manifest.languages.length)
    add("names a language twice", "Name each language once.")
  const order = ["question", "concept", "approach", "pseudo-code", "code"]
  if (manifest.hints.some(({ depth }, rung) => depth !== order[rung]))
    add("has its hints out of order", `Write one of each depth, in this order: ${order.join(", ")}.`)
  return faults
}

/** Files that no layer of an offered language holds: most often a folder name with a slip in it. */
function strayFaults(paths: readonly string[], languages: ReadonlySet<Language>): QuestionFault[] {
  const layers = ["starter", "visible", "hidden", "solution", "inputs"] as const
  const folders = [...languages].flatMap((language) => [
    ...layers.map((layer) => `${layerFolder(layer, language)}/`),
    `wrong/${language}/`,
  ])
  const fault = (path: string): QuestionFault[] => {
    if (pathFault(path)) return [{ path, problem: "has a name that no workspace takes", mend: "Rename it." }]
    if (path === MANIFEST || COMPANIONS.has(path) || folders.some((folder) => path.startsWith(folder)))
      return []
    const mend = `Move it to starter, tests/visible, tests/hidden, solutions, wrong or inputs, below one of the manifest's languages (${[...languages].join(", ")}), or remove it.`
    return [{ path, problem: "belongs to no part of the question", mend }]
  }
  return paths.flatMap(fault)
}

function languageFaults(
  manifest: QuestionManifest,
  language: Language,
  files: LanguageFiles,
): QuestionFault[] {
  const faults: QuestionFault[] = []
  const add = (path: string, problem: string, mend: string) => faults.push({ path, problem, mend })
  for (const layer of ["starter", "visible", "hidden", "solution"] as const)
    if (files[layer].length === 0)
      add(
        layerFolder(layer, language),
        "is empty or missing",
        `Add it, or take ${language} off the languages.`,
      )

  const entry = manifest.entry[language]
  if (entry === undefined)
    add(MANIFEST, `names no entry for ${language}`, "Name the starter file that opens first.")
  else if (files.starter.length > 0 && !files.starter.includes(entry))
    add(`starter/${language}/${entry}`, "is named as entry and missing", "Add the file or name another.")

  if (files.wrong.size < 2)
    add(
      `wrong/${language}`,
      `holds ${files.wrong.size} wrong solutions`,
      "Add plausible ones until there are two.",
    )
  if (manifest.growth && files.inputs.length === 0)
    add(`inputs/${language}`, "is missing, though the manifest names a growth", "Add the growth suite.")

  const clash = (of: Layer, paths: readonly string[], taken: readonly string[], by: string) => {
    for (const path of paths)
      if (taken.includes(path))
        add(
          `${layerFolder(of, language)}/${path}`,
          `has the name of a file of ${by}`,
          "Give it another name.",
        )
  }
  clash("visible", files.visible, files.starter, "the starter")
  clash("hidden", files.hidden, [...files.starter, ...files.visible], "the starter or the visible tests")
  const tests = [...files.visible, ...files.hidden]
  clash("solution", files.solution, tests, "the tests")
  for (const [wrong, paths] of files.wrong) clash({ wrong }, paths, tests, "the tests")
  clash("inputs", files.inputs, [...files.starter, ...tests], "the starter or the tests")
  return faults
}

/** The line that marks a file with a canary, by the file's ending; null where it is not known how it has comments. */
export function canaryLine(path: string, canary: string): string | null {
  const comment = COMMENTS[path.slice(path.lastIndexOf(".") + 1)]
  return comment === undefined ? null : `${comment} canary: ${canary}`
}

const COMMENTS: Readonly<Record<string, string>> = {
  py: "#",
  go: "//",
  ...Object.fromEntries(["js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx"].map((one) => [one, "//"])),
}

function addCanary(path: string, canary: string): string {
  const line = canaryLine(path, canary)
  const add = line === null ? `Add a comment with ${canary}` : `Add the line ${line}`
  return `${add}: this mark, the same in each hidden test file, gives a leaked test away, wherever it turns up.`
}

/**
 * What is wrong with where the canary stands: it must be in every hidden test file, and in nothing that a candidate gets
 * to see or that lies beside their running code. `text` gives a file of the folder as text. A question without a canary has no such faults.
 */
export function canaryFaults({ manifest, files }: Question, text: (path: string) => string): QuestionFault[] {
  const { canary, ...shown } = manifest
  if (canary === undefined) return []
  const faults: QuestionFault[] = []
  if (JSON.stringify(shown).includes(canary))
    faults.push({ path: MANIFEST, problem: "shows its canary in another field", mend: "Take it out there." })
  for (const [language, of] of files) {
    const paths = (layer: "starter" | "visible" | "hidden" | "inputs") =>
      of[layer].map((path) => `${layerFolder(layer, language)}/${path}`)
    for (const path of paths("hidden"))
      if (!text(path).includes(canary))
        faults.push({ path, problem: "does not carry the canary", mend: addCanary(path, canary) })
    for (const path of [...paths("starter"), ...paths("visible"), ...paths("inputs")])
      if (text(path).includes(canary))
        faults.push({ path, problem: "carries the canary of the hidden tests", mend: "Take it out." })
  }
  return faults
}
