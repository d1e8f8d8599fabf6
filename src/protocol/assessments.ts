/** What a team sets up for candidates, as its pages and programs are told of it and change it. */
import { z } from "zod"
import { AssistancePolicy } from "./assistance.ts"
import { Language } from "./ctrf.ts"
import { EndReason } from "./events.ts"
import { LIMITS } from "./limits.ts"

const { assessments: limits } = LIMITS

export const AssessmentTitle = z.string().trim().min(1, "Give it a title.").max(120)

const QuestionOrder = z
  .array(z.strictObject({ id: z.string().min(1).max(64) }))
  .min(1, "Choose at least one question.")
  .max(limits.questions, `Choose at most ${limits.questions} questions.`)
  .superRefine((questions, context) => {
    const seen = new Set<string>()
    for (const [at, { id }] of questions.entries()) {
      if (seen.has(id))
        context.addIssue({
          code: "custom",
          path: [at],
          message: `${id} is chosen twice: take one of them out.`,
        })
      seen.add(id)
    }
  })

/** A host that programs in the workspace may reach: `pypi.org`, or `*.pypi.org` for all below it. */
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "Write a host's name such as pypi.org, without https:// or a path.",
  )

/** What an interview is made from. Kept with each interview as it was when that began. */
export const AssessmentSettings = z.strictObject({
  /** In the order in which they are asked, by their ids in the library. */
  questions: QuestionOrder,
  /** For all questions together; null: as long as they say themselves. */
  minutes: z.number().int().min(1).max(limits.minutes).nullable().default(null),
  /** A question is offered in those of them that it has. */
  languages: z
    .array(Language)
    .min(1, "Allow at least one language.")
    .default([...Language.options]),
  /** Null: no agent takes part. */
  assistance: AssistancePolicy.nullable().default(AssistancePolicy.parse({})),
  watchersVisible: z.boolean().default(true),
  /** Markdown that a candidate agrees to; null: the text that comes with the product. */
  consent: z
    .string()
    .trim()
    .min(1, "Write what is recorded and who sees it.")
    .max(20_000)
    .nullable()
    .default(null),
  /** Hosts the workspace may reach. Only sandbox engines that let anything out heed it. */
  network: z.array(Host).max(100).default([]),
  /** Days a record is kept after the interview has ended; null: as long as the installation keeps records. */
  retentionDays: z.number().int().min(1).max(limits.retentionDays).nullable().default(null),
  /** For practice: whoever has the link may do it again, and it counts as practice wherever it is listed. */
  practice: z.boolean().default(false),
})
export type AssessmentSettings = z.infer<typeof AssessmentSettings>

export const NewAssessment = z.strictObject({ title: AssessmentTitle, settings: AssessmentSettings })
/** `revision` is the one the change is based on. */
export const ChangedAssessment = NewAssessment.extend({ revision: z.number().int().positive() })

/** What a candidate will be asked, looked up in the library as it is now. */
export const AssessedQuestion = z.object({
  id: z.string(),
  title: z.string(),
  minutes: z.number(),
  /** Of those the assessment allows. */
  languages: z.array(Language),
  /** Why no interview can be made with it as it is, and what to do; null when all is well. */
  problem: z.string().nullable(),
})
export type AssessedQuestion = z.infer<typeof AssessedQuestion>

export const ListedAssessment = z.object({
  id: z.string(),
  title: z.string(),
  questions: z.number().int(),
  /** Without extra time; null where it cannot be told because a question is missing. */
  minutes: z.number().nullable(),
  practice: z.boolean(),
  changedAt: z.number(),
  changedBy: z.string(),
  archivedAt: z.number().nullable(),
  /** How many candidates have a link, and how many interviews were started and ended. */
  invited: z.number().int(),
  started: z.number().int(),
  ended: z.number().int(),
})
export type ListedAssessment = z.infer<typeof ListedAssessment>

export const Assessment = z.object({
  id: z.string(),
  title: z.string(),
  settings: AssessmentSettings,
  /** Counts from 1, one more with each change. */
  revision: z.number().int().positive(),
  createdAt: z.number(),
  changedAt: z.number(),
  changedBy: z.string(),
  archivedAt: z.number().nullable(),
  questions: z.array(AssessedQuestion),
  /** Without extra time; null where it cannot be told because a question is missing. */
  minutes: z.number().nullable(),
  /** How many days this installation keeps records, whatever the settings say; null for no end. */
  installationDays: z.number().int().nullable(),
  /** What this installation does not do that the settings ask for. */
  notes: z.array(z.string()),
})
export type Assessment = z.infer<typeof Assessment>

/** More time for one candidate. Told to nobody below an assessor. */
export const ExtraTime = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("minutes"), amount: z.number().int().min(1).max(limits.extraMinutes) }),
  z.strictObject({ kind: z.literal("percent"), amount: z.number().int().min(1).max(limits.extraPercent) }),
])
export type ExtraTime = z.infer<typeof ExtraTime>

/** The interview's length with the extra time, in whole minutes. */
export function minutesWith(minutes: number, extra: ExtraTime | null): number {
  if (!extra) return minutes
  return extra.kind === "minutes" ? minutes + extra.amount : Math.ceil(minutes * (1 + extra.amount / 100))
}

/** How far a candidate has come. `ended` is every end but the candidate's own submission of the last question. */
export const InterviewStatus = z.enum(["opened", "consented", "running", "paused", "submitted", "ended"])
export type InterviewStatus = z.infer<typeof InterviewStatus>

/** `invited`: nobody was sent the link; `sent`: a mail server has taken it. */
export const InvitationStatus = z.enum(["invited", "sent", ...InterviewStatus.options, "expired", "revoked"])
export type InvitationStatus = z.infer<typeof InvitationStatus>

export const Invitation = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  status: InvitationStatus,
  invitedBy: z.string(),
  at: z.number(),
  /** Until then an interview can be begun with it. */
  expiresAt: z.number(),
  /** When the candidate is expected; the link opens before and after that too. */
  scheduledAt: z.number().nullable(),
  sentAt: z.number().nullable(),
  /** Why the last mail was not taken; null when it was, or none was sent. */
  mailProblem: z.string().nullable(),
  openedAt: z.number().nullable(),
  /** The interview begun with it, the latest where it is practised again. */
  session: z.string().nullable(),
  /** Told to assessors alone. */
  extra: ExtraTime.nullable(),
  /** Told to assessors alone. */
  link: z.string().nullable(),
})
export type Invitation = z.infer<typeof Invitation>

const CandidateName = z.string().trim().min(1, "Write the candidate's name.").max(100)
const CandidateEmail = z
  .email("Write an address such as robin@example.com.")
  .max(254)
  .transform((address) => address.toLowerCase())
const When = z.number().int().positive()

/** What one candidate is invited with. */
export const Candidate = z.strictObject({
  name: CandidateName,
  email: CandidateEmail,
  extra: ExtraTime.nullable().default(null),
})
export type Candidate = z.infer<typeof Candidate>

const Terms = z.strictObject({
  /** Days from now; 14 when left out. */
  days: z.number().int().min(1).max(limits.invitationDays).default(14),
  scheduledAt: When.nullable().default(null),
  /** Send it by mail, where mail is set up. */
  send: z.boolean().default(true),
})

export const NewInvitation = z.strictObject({ ...Candidate.shape, ...Terms.shape })
export type NewInvitation = z.infer<typeof NewInvitation>

/** `csv`: a line a candidate: name, email, and minutes of extra time or a percentage (`25%`) if any. */
export const InvitationList = z.strictObject({
  csv: z.string().max(limits.csvCharacters),
  /** Only say what would come of it. */
  preview: z.boolean().default(false),
  ...Terms.shape,
})
export type InvitationList = z.infer<typeof InvitationList>

export const RefusedLine = z.object({
  /** From 1, as an editor counts them. */
  line: z.number().int(),
  text: z.string(),
  why: z.string(),
})
export type RefusedLine = z.infer<typeof RefusedLine>

export const ListReport = z.object({
  /** The candidates that are or would be invited, with their lines. */
  candidates: z.array(Candidate.extend({ email: z.string(), line: z.number().int() })),
  refused: z.array(RefusedLine),
  /** What was passed over that may have been meant. */
  warnings: z.array(z.string()),
  /** Of those that were invited, to be handed out; none in a preview. */
  links: z.array(z.object({ name: z.string(), email: z.string(), link: z.string() })),
  /** Mails that are on their way. */
  sending: z.number().int(),
})
export type ListReport = z.infer<typeof ListReport>

/** Something done to many invitations at once. */
export const InvitationAct = z.discriminatedUnion("act", [
  /** Sends the link by mail again. */
  z.strictObject({ act: z.literal("send") }),
  /** Makes another link; the one before it opens nothing from then on. */
  z.strictObject({ act: z.literal("new-link") }),
  z.strictObject({ act: z.literal("revoke") }),
  /** Takes a withdrawal back: the same link opens again. */
  z.strictObject({ act: z.literal("restore") }),
  /** Good for that many days from now. */
  z.strictObject({ act: z.literal("extend"), days: z.number().int().min(1).max(limits.invitationDays) }),
])
export type InvitationAct = z.infer<typeof InvitationAct>

export const ActOnInvitations = z.strictObject({
  ids: z.array(z.string().max(64)).min(1, "Name at least one invitation.").max(limits.invitationsAtOnce),
  do: InvitationAct,
})

export const ActReport = z.object({
  done: z.number().int(),
  refused: z.array(z.object({ id: z.string(), why: z.string() })),
})
export type ActReport = z.infer<typeof ActReport>

/** What lists are asked for: searched, sorted, and from where on. */
const Asked = {
  /** Words in the name or address. */
  q: z.string().max(200).default(""),
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(limits.page).default(50),
}

export const InvitationQuery = z.object({
  ...Asked,
  status: InvitationStatus.optional(),
  /** With `-` before it: the largest first. */
  sort: z.enum(["name", "-name", "at", "-at", "expiresAt", "-expiresAt"]).default("-at"),
})
export type InvitationQuery = z.infer<typeof InvitationQuery>

export const InvitationPage = z.object({ invitations: z.array(Invitation), total: z.number().int() })
export type InvitationPage = z.infer<typeof InvitationPage>

export const InterviewQuery = z.object({
  ...Asked,
  status: InterviewStatus.optional(),
  assessment: z.string().max(64).optional(),
  /** Left out: practice and in earnest alike. */
  practice: z.enum(["yes", "no"]).optional(),
  sort: z.enum(["candidate", "-candidate", "at", "-at"]).default("-at"),
})
export type InterviewQuery = z.infer<typeof InterviewQuery>

const PassedOf = z.object({ passed: z.number().int(), total: z.number().int() })

/** An interview of the team, in a list of them. */
export const ListedInterview = z.object({
  session: z.string(),
  title: z.string(),
  candidate: z.object({ name: z.string(), email: z.string().nullable() }),
  /** Null for one that was made without. */
  assessment: z.object({ id: z.string(), title: z.string() }).nullable(),
  practice: z.boolean(),
  status: InterviewStatus,
  at: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** What has run of its time, pauses left out. */
  spentMs: z.number(),
  questions: z.object({ submitted: z.number().int(), total: z.number().int() }),
  /** Null until it has ended. */
  endReason: EndReason.nullable(),
  /** Tests passed, of all questions that are graded; null while none is. */
  result: z.object({ visible: PassedOf, hidden: PassedOf }).nullable(),
  invitedBy: z.string().nullable(),
  /** The team's people who have looked in. */
  watchedBy: z.array(z.string()),
})
export type ListedInterview = z.infer<typeof ListedInterview>

export const InterviewPage = z.object({ interviews: z.array(ListedInterview), total: z.number().int() })
export type InterviewPage = z.infer<typeof InterviewPage>
