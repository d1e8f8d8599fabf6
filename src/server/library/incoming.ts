/** Questions from elsewhere: zips of question folders or of Exercism exercises, and HumanEval-style files. */
import { unzipSync } from "fflate"
import { MANIFEST } from "../../core/question.ts"
import { pathFault } from "../../core/path.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { ImportReport } from "../../protocol/library.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { draftFiles, idFrom } from "../questions/draft.ts"
import type { Draft } from "../questions/draft.ts"
import { EXERCISE_CONFIG, exerciseFrom, parseConfig } from "../questions/exercism.ts"
import { readTask } from "../questions/human-eval.ts"
import { ImportRefused } from "../questions/import-refused.ts"
import { glance, NO_SUMMARY } from "./draft.ts"
import { type Files, readFolderFiles } from "../questions/library.ts"

/** A question found in a source, as far as it could be taken. */
export interface Incoming {
  /** Where in the source. */
  readonly source: string
  readonly slug: string
  readonly files: Files
  /** What is left to its author. */
  readonly open: readonly string[]
}

export interface Found {
  readonly questions: readonly Incoming[]
  readonly refused: ImportReport["refused"]
}

const ZIP = [0x50, 0x4b]

/**
 * What is in an uploaded file. `language` says what an exercise's code is in; left out, its files' names tell. Throws
 * `AppError` import-refused for a file that is neither kind, too-large.
 */
export async function findQuestions(
  name: string,
  bytes: Uint8Array,
  language: Language | undefined,
): Promise<Found> {
  const isZip = ZIP.every((byte, at) => bytes[at] === byte)
  const found = isZip
    ? await inZip(name.replace(/\.zip$/i, ""), unzipped(bytes), language)
    : inLines(name, bytes)
  if (found.questions.length === 0 && found.refused.length === 0)
    throw new AppError("import-refused", `${name} holds no question: no ${MANIFEST}, no exercise, no task.`)
  return found
}

function unzipped(bytes: Uint8Array): Map<string, Uint8Array> {
  const { importBytes, importFiles } = LIMITS.library
  let size = 0
  let count = 0
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (name.endsWith("/")) return false
        size += originalSize
        count += 1
        if (size > importBytes || count > importFiles)
          throw new AppError(
            "too-large",
            `A zip may unpack to ${importBytes >> 20} MB and ${importFiles} files.`,
          )
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch (failure) {
    if (failure instanceof AppError) throw failure
    throw new AppError("import-refused", `The zip cannot be unpacked: ${String(failure)}`)
  }
}

/** What tools leave behind, and no question needs. */
const LEFTOVERS = /(^|\/)(\.git|\.DS_Store|__pycache__|\.pytest_cache|node_modules|__MACOSX)(\/|$)/

async function inZip(
  name: string,
  all: ReadonlyMap<string, Uint8Array>,
  language: Language | undefined,
): Promise<Found> {
  const questions: Incoming[] = []
  const refused: ImportReport["refused"] = []
  const paths = [...all.keys()].filter((path) => !LEFTOVERS.test(path))
  const roots = (file: string) =>
    paths
      .filter((path) => path === file || path.endsWith(`/${file}`))
      .map((path) => path.slice(0, path.length - file.length))
  const folders = roots(MANIFEST)
  const exercises = roots(EXERCISE_CONFIG).filter(
    (root) => !folders.some((folder) => root.startsWith(folder)),
  )
  const below = (root: string): Map<string, Uint8Array> =>
    new Map(
      paths.flatMap((path) => {
        const bytes = path.startsWith(root) ? all.get(path) : undefined
        return bytes ? [[path.slice(root.length), bytes] as const] : []
      }),
    )
  const isTaken = (path: string) => [...folders, ...exercises].some((root) => path.startsWith(root))
  for (const path of paths.filter((one) => !isTaken(one)))
    refused.push({ source: path, why: "It belongs to no question and no exercise." })
  for (const root of folders) {
    const taken = folderOf(root || name, below(root))
    refused.push(...taken.refused.map(({ source, why }) => ({ source: root + source, why })))
    if (taken.incoming.files.has(MANIFEST)) questions.push(taken.incoming)
  }
  for (const root of exercises)
    try {
      questions.push(await exerciseOf(root || name, below(root), language))
    } catch (failure) {
      refused.push({ source: root || name, why: reasonOf(failure) })
    }
  return { questions, refused }
}

function folderOf(
  root: string,
  files: ReadonlyMap<string, Uint8Array>,
): { incoming: Incoming; refused: ImportReport["refused"] } {
  const refused: ImportReport["refused"] = []
  const { fileBytes, files: most, bytes: mostBytes } = LIMITS.question
  const kept = new Map<string, Uint8Array>()
  let size = 0
  for (const [source, bytes] of [...files].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    size += bytes.byteLength
    if (pathFault(source)) refused.push({ source, why: "Its name leads out of the folder." })
    else if (bytes.byteLength > fileBytes)
      refused.push({ source, why: `It has more than ${fileBytes >> 20} MB.` })
    else if (kept.size >= most || size > mostBytes)
      refused.push({ source, why: "The question would be too large." })
    else kept.set(source, bytes)
  }
  const text = new TextDecoder().decode(kept.get(MANIFEST))
  const { slug } = glance(text, { slug: slugFrom(root), summary: NO_SUMMARY })
  const read = readFolderFiles(slug, kept)
  const open = read.ok ? [] : read.faults.map(({ path, problem, mend }) => `${path} ${problem}. ${mend}`)
  return { incoming: { source: root, slug, files: kept, open }, refused }
}

async function exerciseOf(
  root: string,
  files: ReadonlyMap<string, Uint8Array>,
  wanted: Language | undefined,
): Promise<Incoming> {
  const text = async (path: string): Promise<string> => {
    const bytes = files.get(path)
    if (!bytes) throw new ImportRefused(`${path} is not in the exercise.`)
    return new TextDecoder().decode(bytes)
  }
  const { files: named } = parseConfig(root, await text(EXERCISE_CONFIG))
  const language = wanted ?? languageOf(named.solution)
  if (!language) throw new ImportRefused("Its language is none of Python, JavaScript, TypeScript and Go.")
  return incomingOf(root, await exerciseFrom(root, text, language))
}

const ENDINGS: Readonly<Record<string, Language>> = {
  py: "python",
  js: "javascript",
  ts: "typescript",
  go: "go",
}

function languageOf(paths: readonly string[]): Language | undefined {
  return paths.map((path) => ENDINGS[path.slice(path.lastIndexOf(".") + 1)]).find((one) => one !== undefined)
}

function inLines(name: string, bytes: Uint8Array): Found {
  const questions: Incoming[] = []
  const refused: ImportReport["refused"] = []
  for (const [index, line] of new TextDecoder().decode(bytes).split("\n").entries()) {
    if (line.trim() === "") continue
    const source = `${name}, line ${index + 1}`
    try {
      questions.push(incomingOf(source, readTask(line, source)))
    } catch (failure) {
      refused.push({ source, why: reasonOf(failure) })
    }
  }
  return { questions, refused }
}

function incomingOf(source: string, draft: Draft): Incoming {
  const files = new Map([...draftFiles(draft)].map(([path, text]) => [path, Buffer.from(text)]))
  return { source, slug: draft.id, files, open: draft.open }
}

function slugFrom(root: string): string {
  const name = root.replace(/\/$/, "").split("/").at(-1)
  try {
    return idFrom(name ?? "")
  } catch {
    return "question"
  }
}

function reasonOf(failure: unknown): string {
  if (failure instanceof ImportRefused) return failure.message
  throw failure
}
