/** What assessments, invitations and the list of interviews ask of the database. */
import type {
  AssessmentSettings,
  ExtraTime,
  InterviewQuery,
  InterviewStatus,
  InvitationQuery,
  InvitationStatus,
  ListedInterview,
} from "../../protocol/assessments.ts"

export interface StoredAssessment {
  readonly id: string
  readonly organization: string
  readonly title: string
  readonly settings: AssessmentSettings
  readonly revision: number
  readonly createdAt: number
  readonly changedAt: number
  readonly changedBy: string
  readonly archivedAt: number | null
}

export interface Counts {
  readonly invited: number
  readonly started: number
  readonly ended: number
}

export interface StoredInvitation {
  readonly id: string
  readonly assessment: string
  readonly name: string
  readonly email: string
  readonly extra: ExtraTime | null
  readonly createdAt: number
  readonly invitedBy: string
  readonly expiresAt: number
  readonly scheduledAt: number | null
  /** Counts its links from 1; only the latest is good. */
  readonly generation: number
  readonly revoked: boolean
  readonly sentAt: number | null
  readonly mailProblem: string | null
  readonly openedAt: number | null
  readonly session: string | null
}

/** With how far the candidate has come, as the interview's record tells. */
export interface KnownInvitation extends StoredInvitation {
  readonly organization: string
  /** The name of the team. */
  readonly team: string
  readonly status: InvitationStatus
  /** Of the interview by itself; null before it was opened. */
  readonly progress: InterviewStatus | null
  /** The interview begun with it is gone, and `session` null. */
  readonly erased: boolean
}

/** What an interview is made from, as that was when it was begun. */
export interface Snapshot {
  readonly session: string
  readonly invitation: string
  readonly assessment: string
  readonly title: string
  readonly settings: AssessmentSettings
  readonly revision: number
  readonly practice: boolean
}

export interface AssessmentStore {
  create(assessment: StoredAssessment): Promise<void>
  get(organization: string, id: string): Promise<StoredAssessment | null>
  /** By title. */
  list(organization: string): Promise<(StoredAssessment & Counts)[]>
  /** False, and nothing is changed, when it is no longer at the revision before. */
  change(assessment: StoredAssessment): Promise<boolean>
  setArchived(id: string, at: number | null): Promise<void>
  readonly invitations: InvitationStore
  /** Newest first unless it is asked otherwise; `now` ends what still runs. */
  interviews(
    organization: string,
    query: InterviewQuery,
    now: number,
  ): Promise<{ interviews: ListedInterview[]; total: number }>
}

export type InvitationPatch = Partial<
  Pick<StoredInvitation, "expiresAt" | "revoked" | "sentAt" | "mailProblem">
>

export interface InvitationStore {
  /** To one assessment. Answers those that were added: an address with a link that still leads somewhere gets no other. */
  add(
    assessment: string,
    invitations: readonly StoredInvitation[],
    now: number,
  ): Promise<readonly StoredInvitation[]>
  /** Whoever's it is: a link says nothing of the team. */
  find(id: string, now: number): Promise<KnownInvitation | null>
  /** Those of the team, in no order. */
  some(organization: string, ids: readonly string[], now: number): Promise<KnownInvitation[]>
  page(
    assessment: string,
    query: InvitationQuery,
    now: number,
  ): Promise<{ invitations: KnownInvitation[]; total: number }>
  patch(id: string, patch: InvitationPatch): Promise<void>
  /** Its link and whatever was opened by it are good no longer; `new-link` makes another link good. */
  withdraw(id: string, instead: "new-link" | "none"): Promise<void>
  /**
   * Lets the candidate into an interview that was begun with a link, by a token that may be the one of before. False,
   * and nothing is let in, when the link is no longer good.
   */
  admit(
    link: { id: string; generation: number },
    entry: { session: string; name: string; token: string },
    expiresAt: number,
  ): Promise<boolean>
  /**
   * Names the interview that an invitation's link begins after `from` (null for none), and keeps what it is made
   * from. Answers the interview's id: another's where that one was first. Null when the link is no longer good.
   */
  begin(
    link: { id: string; generation: number; from: string | null },
    snapshot: Snapshot,
    now: number,
  ): Promise<string | null>
  /** Null for an interview that was made without an invitation. */
  snapshot(session: string): Promise<Snapshot | null>
}
