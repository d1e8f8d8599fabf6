import { createHash } from "node:crypto"
import { constants } from "node:fs"
import { lstat, readdir, readFile } from "node:fs/promises"
import { basename, join, resolve } from "node:path"
import type { Language } from "../../protocol/ctrf.ts"
import { LIMITS } from "../../protocol/limits.ts"
import {
  canaryFaults,
  type Layer,
  layerFolder,
  MANIFEST,
  type Question,
  type QuestionFault,
  readQuestion,
} from "../../core/question.ts"

/** Files by path. */
export type Files = ReadonlyMap<string, Uint8Array>

/** A question with everything in its folder. Holds hidden tests and solutions: never send it out whole. */
export interface StoredQuestion {
  readonly question: Question
  /** SHA-256 over all paths and contents, hex: another version is another question to whoever was graded. */
  readonly version: string
  /** By path relative to the question's folder. */
  readonly files: Files
}

export type QuestionReading =
  | { ok: true; stored: StoredQuestion }
  | { ok: false; folder: string; faults: readonly QuestionFault[] }

/** What tools leave behind, and no question needs. */
const LEFTOVERS = new Set([".git", ".DS_Store", "__pycache__", ".pytest_cache", "node_modules"])

/**
 * Reads every question below `folder`, by name; a folder that is itself a question is a library of one. Throws
 * when the folder cannot be read.
 */
export async function readLibrary(folder: string): Promise<QuestionReading[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  if (entries.some((entry) => entry.name === MANIFEST)) return [await readQuestionFolder(folder)]
  const names = entries
    .filter((entry) => entry.isDirectory() && !LEFTOVERS.has(entry.name))
    .map(({ name }) => name)
  const readings: QuestionReading[] = []
  for (const name of names.toSorted()) readings.push(await readQuestionFolder(join(folder, name)))
  return readings
}

/** Reads one question. Links, special files and folders over the limits are faults; nothing outside is ever read. */
export async function readQuestionFolder(folder: string): Promise<QuestionReading> {
  const { files, faults } = await readFiles(folder)
  if (faults.length > 0) return { ok: false, folder, faults }
  const read = readFolderFiles(basename(resolve(folder)), files)
  return read.ok ? read : { ok: false, folder, faults: read.faults }
}

/** The same of files that are at hand, sorted by path; `name` is the folder's. */
export function readFolderFiles(
  name: string,
  files: Files,
): { ok: true; stored: StoredQuestion } | { ok: false; faults: readonly QuestionFault[] } {
  const text = (path: string) => new TextDecoder().decode(files.get(path))
  const read = readQuestion(name, files.has(MANIFEST) ? text(MANIFEST) : null, [...files.keys()])
  if (!read.ok) return read
  const leaks = canaryFaults(read.question, text)
  if (leaks.length > 0) return { ok: false, faults: leaks }
  return { ok: true, stored: { question: read.question, version: digestOf(files), files } }
}

async function readFiles(folder: string): Promise<{ files: Files; faults: QuestionFault[] }> {
  const files = new Map<string, Uint8Array>()
  const faults: QuestionFault[] = []
  let bytes = 0
  let found = 0

  async function visit(below: string): Promise<void> {
    const entries = await readdir(join(folder, below), { withFileTypes: true })
    for (const entry of entries) {
      if (LEFTOVERS.has(entry.name)) continue
      const path = below === "" ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) await visit(path)
      else if (entry.isFile()) await take(path)
      else faults.push({ path, problem: "is neither file nor folder", mend: "Put the file itself there." })
      if (found > LIMITS.question.files || bytes > LIMITS.question.bytes) return
    }
  }

  async function take(path: string): Promise<void> {
    found += 1
    const full = join(folder, path)
    const { size } = await lstat(full)
    bytes += size
    if (bytes > LIMITS.question.bytes || found > LIMITS.question.files) return
    if (size > LIMITS.question.fileBytes)
      faults.push({
        path,
        problem: `has ${size} bytes`,
        mend: `Keep each file under ${LIMITS.question.fileBytes}.`,
      })
    else files.set(path, await readFile(full, { flag: constants.O_RDONLY | constants.O_NOFOLLOW }))
  }

  await visit("")
  if (found > LIMITS.question.files)
    faults.push({ path: ".", problem: "holds too many files", mend: `Keep to ${LIMITS.question.files}.` })
  if (bytes > LIMITS.question.bytes)
    faults.push({ path: ".", problem: "is too large", mend: `Keep to ${LIMITS.question.bytes} bytes.` })
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), faults }
}

/** SHA-256 over all paths and contents, hex. */
export function digestOf(files: Files): string {
  const hash = createHash("sha256")
  for (const [path, content] of files) hash.update(`${path}\0${content.byteLength}\0`).update(content)
  return hash.digest("hex")
}

/** What a candidate starts with: starter and visible tests, and nothing else of the question. */
export function workspaceFor(stored: StoredQuestion, language: Language): Map<string, Uint8Array> {
  return layersOf(stored, language, ["starter", "visible"])
}

/** The tests as the author wrote them, to lay over a copy of the workspace for grading. */
export function gradingTests(stored: StoredQuestion, language: Language): Map<string, Uint8Array> {
  return layersOf(stored, language, ["visible", "hidden"])
}

/** Layers laid over each other, later ones on top, by workspace path. */
export function layersOf(
  { question, files }: StoredQuestion,
  language: Language,
  layers: readonly Layer[],
): Map<string, Uint8Array> {
  const of = question.files.get(language)
  if (!of) throw new Error(`${question.manifest.id} is not offered in ${language}`)
  const workspace = new Map<string, Uint8Array>()
  for (const layer of layers) {
    const paths = typeof layer === "object" ? of.wrong.get(layer.wrong) : of[layer]
    for (const path of paths ?? []) {
      const content = files.get(`${layerFolder(layer, language)}/${path}`)
      if (content) workspace.set(path, content)
    }
  }
  return workspace
}
