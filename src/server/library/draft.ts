/** A draft as its author works on it: files by path, known by digest. */
import { parse as parseYaml } from "yaml"
import { z } from "zod"
import { MANIFEST } from "../../core/question.ts"
import { isWithin, moved, pathFault } from "../../core/path.ts"
import { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import { QuestionKind, QuestionLevel } from "../../protocol/library.ts"
import type { ListedQuestion, QuestionSummary, Stamp } from "../../protocol/library.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { QuestionManifest } from "../../protocol/question.ts"
import { sha256 } from "../sha256.ts"
import type { KeptFile, KeptFiles, KeptQuestion } from "./store.ts"

/** The same for the same files, whoever saved them when. */
export function digestOfDraft(files: KeptFiles): string {
  const sorted = Object.keys(files).toSorted()
  return sha256(JSON.stringify(sorted.map((path) => [path, files[path]?.digest])))
}

/** Throws `AppError` path-invalid, path-escapes, too-large. */
export function withFile(files: KeptFiles, path: string, file: KeptFile): KeptFiles {
  const fault = pathFault(path)
  if (fault) throw new AppError(fault)
  const parts = path.split("/")
  const above = parts.slice(1).map((_, end) => parts.slice(0, end + 1).join("/"))
  const clash = above.find((folder) => Object.hasOwn(files, folder))
  const beneath = Object.keys(files).some((other) => other !== path && isWithin(other, path))
  if (clash !== undefined || beneath)
    throw new AppError("file-exists", `${clash ?? path} is a ${clash ? "file" : "folder"} already.`)
  const next = { ...files, [path]: file }
  const all = Object.values(next)
  const { files: count, fileBytes, bytes } = LIMITS.question
  if (file.size > fileBytes) throw new AppError("too-large", `Keep each file under ${fileBytes >> 20} MB.`)
  if (all.length > count) throw new AppError("too-large", `A question holds ${count} files at most.`)
  if (all.reduce((sum, { size }) => sum + size, 0) > bytes)
    throw new AppError("too-large", `A question holds ${bytes >> 20} MB at most.`)
  return next
}

/** Takes a file away, or a folder with all in it. Throws `AppError` file-absent. */
export function withoutPath(files: KeptFiles, path: string): KeptFiles {
  const left = Object.entries(files).filter(([one]) => !isWithin(one, path))
  if (left.length === Object.keys(files).length) throw new AppError("file-absent")
  return Object.fromEntries(left)
}

/** Throws `AppError` file-absent, file-exists, path-invalid, path-escapes. */
export function withMoved(files: KeptFiles, from: string, to: string): KeptFiles {
  if (isWithin(to, from)) throw new AppError("path-invalid", "A folder cannot be moved into itself.")
  const going = Object.entries(files).filter(([path]) => isWithin(path, from))
  let left = withoutPath(files, from)
  for (const [path, file] of going) {
    const goal = moved(path, from, to)
    if (Object.hasOwn(left, goal)) throw new AppError("file-exists", `${goal} is there already.`)
    left = withFile(left, goal, file)
  }
  return left
}

const Loose = z.object({
  id: QuestionManifest.shape.id.nullable().catch(null),
  title: z.string().trim().min(1).max(120).nullable().catch(null),
  kind: QuestionKind.nullable().catch(null),
  level: QuestionLevel.nullable().catch(null),
  minutes: z.number().nullable().catch(null),
  languages: z.array(Language).catch([]),
  tags: z.array(z.string()).catch([]),
})

/** What lists show of a manifest's text, as far as it can be told; the rest stays as it was. */
export function glance(
  text: string,
  before: { slug: string; summary: QuestionSummary },
): { slug: string; summary: QuestionSummary } {
  let value: unknown
  try {
    value = parseYaml(text)
  } catch {
    return before
  }
  const parsed = Loose.safeParse(value)
  if (!parsed.success) return before
  const { id, title, ...rest } = parsed.data
  return { slug: id ?? before.slug, summary: { ...rest, title: title ?? before.summary.title } }
}

export const NO_SUMMARY: QuestionSummary = {
  title: "Untitled",
  kind: null,
  level: null,
  minutes: null,
  languages: [],
  tags: [],
}

/** The question with other files, `manifest` being the new text of its manifest where that changed. */
export function withFiles(now: KeptQuestion, files: KeptFiles, by: Stamp, manifest?: string): KeptQuestion {
  const seen = manifest === undefined ? now : glance(manifest, now)
  const { slug, summary } = Object.hasOwn(files, MANIFEST) ? seen : now
  return { ...now, slug, summary, files, digest: digestOfDraft(files), updated: by }
}

export function listedOf(question: Omit<KeptQuestion, "files" | "checked">): ListedQuestion {
  const { id, slug, origin, summary, archived, latest, published, digest, updated } = question
  const drafted = published === null ? "draft" : published === digest ? "published" : "changed"
  return { ...summary, id, slug, origin, status: archived ? "archived" : drafted, version: latest, updated }
}
