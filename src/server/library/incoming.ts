/** Questions from elsewhere: zips of question folders or of Exercism exercises, and HumanEval-style files. */
import { setImmediate } from "node:timers/promises"
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
import { unzip } from "./zip.ts"

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
const NO_ZIP =
  "This file is called a zip, and is none: it is damaged, or something else by that name. Zip the question's folder, and choose that file."

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
  if (!isZip && /\.zip$/i.test(name)) throw new AppError("import-refused", NO_ZIP)
  const found = isZip ? await inZip(name.replace(/\.zip$/i, ""), bytes, language) : await inLines(name, bytes)
  if (found.questions.length === 0 && found.refused.length === 0)
    throw new AppError("import-refused", `${name} holds no question: no ${MANIFEST}, no exercise, no task.`)
  return found
}

/** What tools leave behind, and no question needs. */
const LEFTOVERS = /(^|\/)(\.git|\.DS_Store|__pycache__|\.pytest_cache|node_modules|__MACOSX)(\/|$)/

interface Roots {
  readonly folders: readonly string[]
  readonly exercises: readonly string[]
}

/** Where questions and exercises begin, none inside another. Throws `AppError` too-large for too many. */
function rootsOf(paths: readonly string[]): Roots {
  const { importQuestions } = LIMITS.library
  const within = (file: string): string[] => {
    const found = paths.filter((path) => path === file || path.endsWith(`/${file}`))
    if (found.length > importQuestions)
      throw new AppError("too-large", `Import ${importQuestions} questions at once at most.`)
    return found.map((path) => path.slice(0, path.length - file.length))
  }
  const outermost = (roots: readonly string[], taken: readonly string[]): string[] =>
    roots.filter((root) => ![...roots, ...taken].some((one) => one !== root && root.startsWith(one)))
  const folders = outermost(within(MANIFEST), [])
  return { folders, exercises: outermost(within(EXERCISE_CONFIG), folders) }
}

const isWanted = (path: string): boolean => !LEFTOVERS.test(path)

async function inZip(name: string, bytes: Uint8Array, language: Language | undefined): Promise<Found> {
  const { importBytes, importFiles } = LIMITS.library
  const all = await unzip(bytes, { bytes: importBytes, entries: importFiles }, (names) => {
    rootsOf(names.filter(isWanted))
  })
  const paths = [...all.keys()].filter(isWanted)
  const { folders, exercises } = rootsOf(paths)
  const below = new Map([...folders, ...exercises].map((root) => [root, new Map<string, Uint8Array>()]))
  const goOn = turns()
  const questions: Incoming[] = []
  const refused: ImportReport["refused"] = []
  for (const path of paths) {
    const root = [...below.keys()].find((one) => path.startsWith(one))
    const content = all.get(path)
    if (root === undefined) refused.push({ source: path, why: "It belongs to no question and no exercise." })
    else if (content) below.get(root)?.set(path.slice(root.length), content)
  }
  for (const root of folders) {
    await goOn()
    const taken = folderOf(root || name, below.get(root) ?? new Map())
    refused.push(...taken.refused.map(({ source, why }) => ({ source: root + source, why })))
    if (taken.incoming.files.has(MANIFEST)) questions.push(taken.incoming)
  }
  for (const root of exercises) {
    await goOn()
    try {
      questions.push(await exerciseOf(root || name, below.get(root) ?? new Map(), language))
    } catch (failure) {
      refused.push({ source: root || name, why: reasonOf(failure) })
    }
  }
  return { questions, refused }
}

function folderOf(
  root: string,
  files: ReadonlyMap<string, Uint8Array>,
): { incoming: Incoming; refused: ImportReport["refused"] } {
  const refused: ImportReport["refused"] = []
  const { fileBytes, files: most, bytes: mostBytes } = LIMITS.question
  const { manifestBytes } = LIMITS.library
  const kept = new Map<string, Uint8Array>()
  let size = 0
  for (const [source, bytes] of [...files].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    size += bytes.byteLength
    if (pathFault(source)) refused.push({ source, why: "Its name leads out of the folder." })
    else if (bytes.byteLength > fileBytes)
      refused.push({ source, why: `It has more than ${fileBytes >> 20} MB.` })
    else if (source === MANIFEST && bytes.byteLength > manifestBytes)
      refused.push({ source, why: `It has more than ${manifestBytes >> 10} KB.` })
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

/** Lets others have their turn. The answer throws `AppError` too-large when it has taken too long. */
function turns(): () => Promise<void> {
  const until = performance.now() + LIMITS.library.importMs
  return async () => {
    await setImmediate()
    if (performance.now() > until)
      throw new AppError("too-large", "Reading it takes too long: import fewer questions at once.")
  }
}

const LINES_IN_A_GO = 50

async function inLines(name: string, bytes: Uint8Array): Promise<Found> {
  const goOn = turns()
  const questions: Incoming[] = []
  const refused: ImportReport["refused"] = []
  for (const [index, line] of new TextDecoder().decode(bytes).split("\n").entries()) {
    if (line.trim() === "") continue
    if (index % LINES_IN_A_GO === 0) await goOn()
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
