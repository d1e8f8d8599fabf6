/** What the library asks of the database. */
import type { Check, DraftFile, QuestionOrigin, QuestionSummary, Stamp } from "../../protocol/library.ts"

/** A file of a draft; its bytes are a blob. */
export type KeptFile = Omit<DraftFile, "path">
export type KeptFiles = Readonly<Record<string, KeptFile>>

/** A team's own question as it is kept. */
export interface KeptQuestion {
  readonly id: string
  readonly slug: string
  readonly origin: Exclude<QuestionOrigin, "built-in">
  readonly summary: QuestionSummary
  readonly files: KeptFiles
  /** Over paths and digests of the draft. */
  readonly digest: string
  readonly archived: boolean
  /** Number of the latest version and the digest of the draft it was made of; null for none. */
  readonly latest: number | null
  readonly published: string | null
  readonly checked: Check | null
  readonly updated: Stamp
}

export interface KeptVersion {
  readonly number: number
  /** Of the sealed blob. */
  readonly digest: string
  readonly files: KeptFiles
  readonly checked: Check
  readonly note: string
  readonly published: Stamp
}

export interface LibraryStore {
  /** Without their files and checks. */
  list(organization: string): Promise<Omit<KeptQuestion, "files" | "checked">[]>
  count(organization: string): Promise<number>
  find(organization: string, id: string): Promise<KeptQuestion | null>
  create(organization: string, question: KeptQuestion): Promise<void>
  /**
   * Changes a question while nobody else can: `change` sees it as it is and answers what becomes of it, null to leave
   * it. What it throws, `update` throws, and nothing has changed. Null when there is no such question.
   */
  update(
    organization: string,
    id: string,
    change: (now: KeptQuestion) => KeptQuestion | null,
  ): Promise<KeptQuestion | null>
  /** The same, and a version of it is stored with it, or neither. */
  publish(
    organization: string,
    id: string,
    change: (now: KeptQuestion) => { question: KeptQuestion; version: KeptVersion },
  ): Promise<KeptQuestion | null>
  /** False when `may` says no, or there is none. */
  remove(organization: string, id: string, may: (now: KeptQuestion) => boolean): Promise<boolean>
  /** Newest first. */
  versions(id: string): Promise<KeptVersion[]>
  /** Of each published question the digest of its latest version. */
  latest(organization: string): Promise<Map<string, string>>
  version(id: string, number: number): Promise<KeptVersion | null>
  /** Blobs by digest, as many of them as there are. */
  blobs(digests: readonly string[]): Promise<Map<string, Uint8Array>>
}
