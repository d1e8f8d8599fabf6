/** What authors do to a team's own questions. */
import { slugOf } from "../../core/slug.ts"
import { randomBytes } from "node:crypto"
import { parseDocument } from "yaml"
import { MANIFEST } from "../../core/question.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Check, NewQuestion, SaveFile } from "../../protocol/library.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { Files } from "../questions/library.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Blobs } from "../store/store.ts"
import { readDraft } from "./contents.ts"
import { digestOfDraft, glance, NO_SUMMARY, withFile, withFiles, withMoved, withoutPath } from "./draft.ts"
import type { QuestionLibrary } from "./library.ts"
import type { KeptFile, KeptFiles, KeptQuestion, LibraryStore } from "./store.ts"
import { templateFiles } from "./template.ts"

/** Somebody of a team. Every act throws `AppError` question-unknown, and question-built-in for one that only is read. */
export interface Author {
  readonly organization: string
  readonly name: string
}

export interface Editing {
  /** Answers the id. Throws `AppError` too-many. */
  create(author: Author, wanted: NewQuestion): Promise<string>
  /** A question of given files, as an import has them. Throws `AppError` too-many, too-large, path-invalid. */
  take(author: Author, slug: string, files: Files): Promise<string>
  /** Throws `AppError` draft-stale when the file is another than the change began with, too-large, path-invalid. */
  save(author: Author, id: string, file: SaveFile): Promise<void>
  remove(author: Author, id: string, path: string): Promise<void>
  rename(author: Author, id: string, from: string, to: string): Promise<void>
  /** Throws `AppError` question-not-checked, already-done. */
  publish(author: Author, id: string, digest: string, note: string): Promise<number>
  archive(author: Author, id: string, archived: boolean): Promise<void>
  /** Takes away one that was never published. Throws `AppError` question-published. */
  discard(author: Author, id: string): Promise<void>
}

interface EditingParts {
  store: LibraryStore
  blobs: Pick<Blobs, "put">
  library: QuestionLibrary
  questions: Pick<QuestionSource, "keep">
  clock: Clock
}

export function createEditing({ store, blobs, library, questions, clock }: EditingParts): Editing {
  const stampOf = ({ name }: Author) => ({ at: clock.now(), by: name })

  async function keep(author: Author, bytes: Uint8Array): Promise<KeptFile> {
    const { fileBytes } = LIMITS.question
    if (bytes.byteLength > fileBytes)
      throw new AppError("too-large", `Keep each file under ${fileBytes >> 20} MB.`)
    return { digest: await blobs.put(bytes), size: bytes.byteLength, updated: stampOf(author) }
  }

  async function change(
    { organization }: Author,
    id: string,
    how: (now: KeptQuestion) => KeptQuestion,
  ): Promise<KeptQuestion> {
    const changed = await store.update(organization, id, how)
    return changed ?? refuse(organization, id)
  }

  async function refuse(organization: string, id: string): Promise<never> {
    await library.draft(organization, id)
    throw new AppError("question-built-in")
  }

  async function add(
    author: Author,
    slug: string,
    files: Files,
    origin: KeptQuestion["origin"],
  ): Promise<string> {
    if ((await store.count(author.organization)) >= LIMITS.library.questions)
      throw new AppError("too-many", `A team keeps ${LIMITS.library.questions} questions at most.`)
    let kept: KeptFiles = {}
    for (const [path, bytes] of files) kept = withFile(kept, path, await keep(author, bytes))
    const id = randomBytes(9).toString("hex")
    const manifest = new TextDecoder().decode(files.get(MANIFEST))
    await store.create(author.organization, {
      ...glance(manifest, { slug, summary: NO_SUMMARY }),
      id,
      origin,
      files: kept,
      digest: digestOfDraft(kept),
      archived: false,
      latest: null,
      published: null,
      checked: null,
      updated: stampOf(author),
    })
    return id
  }

  return {
    async create(author, wanted) {
      if (wanted.from === "template") {
        const slug = await freeSlug(author, slugOf(wanted.title, 60, "question"))
        return add(author, slug, templateFiles({ ...wanted, slug }), "authored")
      }
      const { slug: old, reading } = await library.draft(author.organization, wanted.question)
      const slug = await freeSlug(author, `${old.slice(0, 58)}-copy`)
      return add(author, slug, renamed(reading.files, slug), "authored")
    },

    take: (author, slug, files) => add(author, slug, files, "imported"),

    async save(author, id, { path, content, encoding, base }) {
      const bytes = Buffer.from(content, encoding)
      const file = await keep(author, bytes)
      await change(author, id, (now) => {
        const known = Object.hasOwn(now.files, path) ? now.files[path] : undefined
        if (known?.digest === file.digest) return now
        if ((known?.digest ?? null) !== base) throw new AppError("draft-stale", staleOf(path, known))
        const files = withFile(now.files, path, file)
        return withFiles(now, files, file.updated, path === MANIFEST ? content : undefined)
      })
    },

    async remove(author, id, path) {
      await change(author, id, (now) => withFiles(now, withoutPath(now.files, path), stampOf(author)))
    },

    async rename(author, id, from, to) {
      await change(author, id, (now) => withFiles(now, withMoved(now.files, from, to), stampOf(author)))
    },

    async publish(author, id, digest, note) {
      const kept = await store.find(author.organization, id)
      if (!kept) return refuse(author.organization, id)
      if (kept.digest !== digest || !kept.checked || !vouchesFor(kept.checked, digest))
        throw new AppError("question-not-checked")
      const reading = await readDraft(store, kept)
      if (!reading.ok) throw new AppError("question-faulty")
      const version = await questions.keep(reading.stored)
      const done = await store.publish(author.organization, id, (now) => {
        const { checked } = now
        if (now.digest !== digest || !checked || !vouchesFor(checked, digest))
          throw new AppError("question-not-checked")
        if (now.published === digest) throw new AppError("already-done", "This draft is published.")
        const number = (now.latest ?? 0) + 1
        const published = stampOf(author)
        return {
          question: { ...now, latest: number, published: digest, archived: false },
          version: { number, digest: version, files: now.files, checked, note, published },
        }
      })
      return done?.latest ?? 0
    },

    async archive(author, id, archived) {
      await change(author, id, (now) => ({ ...now, archived, updated: stampOf(author) }))
    },

    async discard(author, id) {
      const kept = await store.find(author.organization, id)
      if (!kept) return refuse(author.organization, id)
      if (!(await store.remove(author.organization, id, ({ latest }) => latest === null)))
        throw new AppError("question-published")
    },
  }

  /** Two questions of a team have the same folder's name only where their authors gave it to them. */
  async function freeSlug({ organization }: Author, wanted: string): Promise<string> {
    const taken = new Set((await library.list(organization)).map(({ slug }) => slug))
    for (let number = 1; ; number += 1) {
      const slug = number === 1 ? wanted : `${wanted.slice(0, 60)}-${number}`
      if (!taken.has(slug)) return slug
    }
  }
}

const vouchesFor = (check: Check, digest: string): boolean =>
  check.state === "passed" && check.digest === digest

function staleOf(path: string, now: KeptFile | undefined): string {
  if (!now) return `${path} was deleted or renamed meanwhile. Save it again as a new file, or leave it.`
  return `${now.updated.by} saved ${path} meanwhile. Look at their version and yours, and save again.`
}

/** The same files under another id and title, comments in the manifest and all. */
function renamed(files: Files, slug: string): Files {
  const document = parseDocument(new TextDecoder().decode(files.get(MANIFEST)))
  if (document.errors.length > 0) return files
  document.set("id", slug)
  const title = document.get("title")
  if (typeof title === "string") document.set("title", `${title.slice(0, 110)} (copy)`)
  return new Map([
    ...files,
    [MANIFEST, Buffer.from(document.toString({ lineWidth: 0, flowCollectionPadding: false }))],
  ])
}
