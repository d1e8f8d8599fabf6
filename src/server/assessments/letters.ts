/** The mails that candidates are invited by, as their invitation and its assessment are when they are sent. */
import { minutesWith } from "../../protocol/assessments.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Mail } from "../mail/mailer.ts"
import type { Secrets } from "../secrets.ts"
import type { Assessments } from "./assessments.ts"
import { linkPath } from "./links.ts"
import { invitationMail } from "./mails.ts"
import type { KnownInvitation } from "./store.ts"

/** Throws what `mustBeInvitable` throws. */
export type LetterOf = (invitation: KnownInvitation) => Promise<Mail>

interface LetterParts {
  assessments: Pick<Assessments, "get">
  secrets: Secrets
  origin(): string
}

export function createLetters({ assessments, secrets, origin }: LetterParts): LetterOf {
  return async (invitation) => {
    const { id, generation, name, email, organization, team, extra, expiresAt, scheduledAt } = invitation
    const { title, minutes } = await mustBeInvitable(assessments, organization, invitation.assessment)
    return invitationMail({
      id,
      generation,
      candidate: { name, email },
      team,
      title,
      minutes: minutesWith(minutes, extra),
      link: origin() + linkPath(secrets, invitation),
      expiresAt,
      scheduledAt,
    })
  }
}

/** An assessment that candidates can be invited to, as long as it takes. Throws `AppError` not-found, archived, interview-unready. */
export async function mustBeInvitable(
  assessments: Pick<Assessments, "get">,
  organization: string,
  id: string,
): Promise<{ title: string; minutes: number }> {
  const { title, minutes, archivedAt, questions } = await assessments.get(organization, id)
  if (archivedAt !== null) throw new AppError("archived", "Bring the assessment back to invite to it.")
  const problem = questions.find((question) => question.problem !== null)?.problem
  if (problem != null || minutes === null) throw new AppError("interview-unready", problem ?? undefined)
  return { title, minutes }
}
