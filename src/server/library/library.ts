/** The questions a team has: its own and those that come with the installation. */
import { MANIFEST } from "../../core/question.ts"
import { changesBetween } from "../../core/question-parts.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Check, ListedQuestion, QuestionDetail, QuestionVersion } from "../../protocol/library.ts"
import type { Clock } from "../clock.ts"
import type { StoredQuestion } from "../questions/library.ts"
import type { QuestionSource } from "../questions/source.ts"
import { sha256 } from "../sha256.ts"
import { currentCheck } from "./checks.ts"
import { type Reading, readDraft } from "./contents.ts"
import { digestOfDraft, listedOf } from "./draft.ts"
import type { KeptFiles, KeptQuestion, KeptVersion, LibraryStore } from "./store.ts"

export interface QuestionLibrary {
  /** Every question of the team and every built-in one, archived ones too, by title. */
  list(organization: string): Promise<ListedQuestion[]>
  /** The latest published version of a question, or a built-in one; null for one that is none of these. */
  published(organization: string, id: string): Promise<StoredQuestion | null>
  /** Those of them that are published, looked up at once. */
  publishedAmong(organization: string, ids: ReadonlySet<string>): Promise<Map<string, StoredQuestion>>
  /** All of a question, hidden parts too. Throws `AppError` question-unknown. */
  get(organization: string, id: string): Promise<QuestionDetail>
  /** The draft with its bytes, of a built-in one the question itself. Throws `AppError` question-unknown. */
  draft(organization: string, id: string): Promise<Opened>
  /** The last check of its draft; null for none. Throws `AppError` question-unknown. */
  check(organization: string, id: string): Promise<Check | null>
  /** A file of the draft, or of a version. Throws `AppError` question-unknown, file-absent. */
  file(organization: string, id: string, path: string, version?: number): Promise<Uint8Array>
}

export interface Opened {
  readonly slug: string
  readonly listed: ListedQuestion
  readonly reading: Reading
  readonly files: KeptFiles
  /** Null for a built-in one. */
  readonly kept: KeptQuestion | null
}

interface LibraryParts {
  store: LibraryStore
  questions: Pick<QuestionSource, "get">
  builtIn: ReadonlyMap<string, StoredQuestion>
  clock: Clock
}

export function createLibrary({ store, questions, builtIn, clock }: LibraryParts): QuestionLibrary {
  async function find(organization: string, id: string): Promise<KeptQuestion> {
    const kept = await store.find(organization, id)
    if (!kept) throw new AppError("question-unknown")
    return kept
  }

  async function draft(organization: string, id: string): Promise<Opened> {
    const built = builtIn.get(id)
    if (built) {
      const reading = { ok: true, stored: built, files: built.files } as const
      return { slug: id, listed: listedBuiltIn(built), reading, files: filesOf(built), kept: null }
    }
    const kept = await find(organization, id)
    const { slug, files } = kept
    return { slug, listed: listedOf(kept), reading: await readDraft(store, kept), files, kept }
  }

  return {
    draft,

    async list(organization) {
      const own = await store.list(organization)
      return [...own.map(listedOf), ...[...builtIn.values()].map(listedBuiltIn)].toSorted(byTitle)
    },

    async published(organization, id) {
      const built = builtIn.get(id)
      if (built) return built
      const kept = await store.find(organization, id)
      if (!kept || kept.latest === null) return null
      const version = await store.version(id, kept.latest)
      return version ? questions.get(version.digest) : null
    },

    async publishedAmong(organization, ids) {
      const latest = await store.latest(organization)
      const found = new Map<string, StoredQuestion>()
      for (const id of ids) {
        const digest = latest.get(id)
        const stored = builtIn.get(id) ?? (digest === undefined ? null : await questions.get(digest))
        if (stored) found.set(id, stored)
      }
      return found
    },

    async get(organization, id) {
      const { listed, reading, files, kept } = await draft(organization, id)
      const versions = kept ? await store.versions(id) : []
      return {
        ...listed,
        digest: digestOfDraft(files),
        files: Object.entries(files)
          .map(([path, file]) => ({ path, ...file }))
          .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
        manifest: new TextDecoder().decode(reading.files.get(MANIFEST)),
        faults: reading.ok ? [] : reading.faults,
        check: kept ? currentCheck(kept, clock.now()) : null,
        versions: versions.map((version, at) => versionOf(version, versions[at + 1]?.files ?? {})),
        changes: changesBetween(versions[0]?.files ?? {}, kept ? files : {}),
      }
    },

    async check(organization, id) {
      return builtIn.has(id) ? null : currentCheck(await find(organization, id), clock.now())
    },

    async file(organization, id, path, number) {
      const built = builtIn.get(id)
      if (built) return built.files.get(path) ?? absent()
      const kept = await find(organization, id)
      const files = number === undefined ? kept.files : (await store.version(id, number))?.files
      const digest = files && Object.hasOwn(files, path) ? files[path]?.digest : undefined
      const bytes = digest === undefined ? undefined : (await store.blobs([digest])).get(digest)
      return bytes ?? absent()
    },
  }
}

function absent(): never {
  throw new AppError("file-absent")
}

function filesOf({ files }: StoredQuestion): KeptFiles {
  const updated = { at: 0, by: "" }
  return Object.fromEntries(
    [...files].map(([path, bytes]) => [path, { digest: sha256(bytes), size: bytes.byteLength, updated }]),
  )
}

function listedBuiltIn({ question }: StoredQuestion): ListedQuestion {
  const { id, title, kind, level, minutes, languages, tags } = question.manifest
  const summary = { title, kind, level, minutes, languages, tags }
  return { ...summary, id, slug: id, origin: "built-in", status: "published", version: 1, updated: null }
}

function versionOf(version: KeptVersion, before: KeptFiles): QuestionVersion {
  const { number, digest, files, checked, note, published } = version
  return { number, digest, note, published, changes: changesBetween(before, files), claims: checked.claims }
}

const byTitle = (one: ListedQuestion, other: ListedQuestion): number => one.title.localeCompare(other.title)
