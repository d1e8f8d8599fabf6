/** What the files of a question's folder are for, told from their paths alone. */
import { Language } from "../protocol/ctrf.ts"
import type { QuestionChanges } from "../protocol/library.ts"

export type PartName = "starter" | "visible" | "hidden" | "solution" | "wrong" | "inputs"

export interface QuestionPart {
  /** `about` is the manifest and what stands beside it; `stray` belongs nowhere. */
  readonly part: PartName | "about" | "stray"
  readonly language: Language | null
  /** Of a wrong solution. */
  readonly name: string | null
  /** Below the part's folder. */
  readonly path: string
}

/** In the order an author reads them. */
export const PARTS: Readonly<Record<PartName, string>> = {
  starter: "starter",
  visible: "tests/visible",
  hidden: "tests/hidden",
  solution: "solutions",
  wrong: "wrong",
  inputs: "inputs",
}
const NAMES = ["starter", "visible", "hidden", "solution", "wrong", "inputs"] as const

export function partOf(path: string): QuestionPart {
  const stray = { part: "stray", language: null, name: null, path } as const
  if (!path.includes("/")) return { ...stray, part: "about" }
  const part = NAMES.find((name) => path.startsWith(`${PARTS[name]}/`))
  if (!part) return stray
  const [first = "", ...rest] = path.slice(PARTS[part].length + 1).split("/")
  const language = Language.safeParse(first)
  if (!language.success || rest.length === 0) return stray
  if (part !== "wrong") return { part, language: language.data, name: null, path: rest.join("/") }
  const [name = "", ...below] = rest
  return below.length === 0 ? stray : { part, language: language.data, name, path: below.join("/") }
}

/** Is this a part that only those who assess may read: hidden tests, and solutions, right or wrong? */
export function isKeptBack(path: string): boolean {
  return ["tests/hidden/", "solutions/", "wrong/"].some((folder) => path.startsWith(folder))
}

/** What became of files known by digest. */
export function changesBetween(
  before: Readonly<Record<string, { digest: string }>>,
  after: Readonly<Record<string, { digest: string }>>,
): QuestionChanges {
  const paths = Object.keys(after).toSorted()
  return {
    added: paths.filter((path) => !Object.hasOwn(before, path)),
    changed: paths.filter(
      (path) => Object.hasOwn(before, path) && before[path]?.digest !== after[path]?.digest,
    ),
    removed: Object.keys(before)
      .filter((path) => !Object.hasOwn(after, path))
      .toSorted(),
  }
}
