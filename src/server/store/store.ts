/** What the server asks of its database. `test/contract/store.ts` holds every adapter to this file. */
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import type { AccountStore } from "../accounts/store.ts"
import type { RetentionStore } from "../retention/store.ts"
import type { SettingsStore } from "../settings/store.ts"
import type { WebhookStore } from "../webhooks/store.ts"
import type { AssessmentStore } from "../assessments/store.ts"
import type { LibraryStore } from "../library/store.ts"
import type { Role } from "../../protocol/messages.ts"
import type { WallRecord } from "../wall/record.ts"

/** The right to write one session's journal. A later lease has a higher `fence`; the insert checks it. */
export interface Lease {
  readonly session: string
  readonly fence: number
}

export class LeaseLost extends Error {
  override readonly name = "LeaseLost"
}
/** The batch may or may not have been stored; the room must be rebuilt from the journal. */
export class JournalUnavailable extends Error {
  override readonly name = "JournalUnavailable"
}

export interface Journal {
  /**
   * Stores events as the next ones of the session and resolves when they are durable, in order of call. `first` is
   * the seq of the first; a mismatch with the journal is a `LeaseLost`. Rooms number and time their own events.
   * Stored whole or not at all. After a `JournalUnavailable` the lease takes nothing more until it is acquired anew.
   * Data without canonical JSON (a lone surrogate, NaN) is a `TypeError`, and costs nothing but that call.
   */
  append(lease: Lease, events: readonly JournalEvent[]): Promise<void>
  /** What was appended and is not yet durable, of all sessions: the measure for backpressure. */
  pending(): { events: number; bytes: number }
  /** Events in order, from `after` (exclusive) on, in pages that do not load a whole session at once. */
  read(session: string, after?: number): AsyncIterable<JournalEvent>
}

export interface Leases {
  /**
   * The lease of a session for this node; null while another live node holds it. An older lease of this node is void
   * from here on. Resolves after every earlier append to the session is stored or refused: read the journal next.
   * Throws `Error` when there is no such session.
   */
  acquire(session: string): Promise<Lease | null>
  release(lease: Lease): Promise<void>
  /** Calls back when this node can no longer vouch for its leases (the database did not answer in time). */
  onLost(callback: (session: string) => void): void
}

export type LinkRole = Role

export interface Link {
  session: string
  role: LinkRole
  name: string
}

/** A draft of a question that somebody tries: an account's or a key's id. */
export interface Practice {
  readonly question: string
  readonly by: string
}

export interface Sessions {
  /** Stores a new session with its first event. Throws `Error` when the id is taken. */
  create(session: {
    id: string
    organization: string | null
    practice?: Practice
    created: Draft & { type: "session.created" }
    at: number
  }): Promise<void>
  list(): Promise<{ id: string; title: string; candidate: string; createdAt: number }[]>
  exists(id: string): Promise<boolean>
  /** The team it belongs to; null for none, and for no such session. */
  organizationOf(id: string): Promise<string | null>
  /** A team's tries that have not ended. */
  practicing(organization: string, practice: Practice): Promise<string[]>
  /** Started and not ended, or with a submission that is not graded: what a server takes up when it starts. */
  unfinished(): Promise<string[]>
  /** Those of them whose node died: what a server that lives takes up. */
  abandoned(): Promise<string[]>
  /** The 32 secret bytes the salts of the session's record are derived from (`core/record/entry.ts`). */
  saltKey(id: string): Promise<Uint8Array>
}

export interface Links {
  /** A capability: the token is returned once and only its SHA-256 is kept. */
  create(link: Link, expiresAt: number): Promise<{ token: string }>
  resolve(
    token: string,
    now: number,
  ): Promise<{ outcome: "ok"; link: Link } | { outcome: "unknown" | "expired" | "revoked" }>
  revoke(session: string, role?: LinkRole): Promise<void>
}

/** Sealed by digest: question folders an interview started with, uploads, workspace archives. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<string>
  get(digest: string): Promise<Uint8Array | null>
}

export interface Store {
  readonly journal: Journal
  readonly leases: Leases
  readonly sessions: Sessions
  readonly links: Links
  readonly blobs: Blobs
  readonly accounts: AccountStore
  readonly wall: WallRecord
  readonly webhooks: WebhookStore
  readonly settings: SettingsStore
  readonly retention: RetentionStore
  /** For the job queue, which keeps tables of its own. */
  sql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  readonly library: LibraryStore
  readonly assessments: AssessmentStore
  close(): Promise<void>
}
