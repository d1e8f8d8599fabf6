/** Candidates' links: making them, sending them, taking them back. */
import {
  ActOnInvitations,
  ActReport,
  Invitation,
  InvitationList,
  InvitationPage,
  InvitationQuery,
  ListReport,
  NewInvitation,
} from "../../../protocol/assessments.ts"
import type { InvitationAct } from "../../../protocol/assessments.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Audit, AuditAction } from "../../accounts/audit.ts"
import type { Asking, Invitations } from "../../assessments/invitations.ts"
import type { AssessmentStore } from "../../assessments/store.ts"
import { invitationTable } from "../../assessments/table.ts"
import { sendDownload } from "../download.ts"
import { from, pathPart, teamRoute } from "../route.ts"
import type { Asker, Route } from "../route.ts"

interface InvitationRouteParts {
  invitations: Invitations
  store: { readonly assessments: Pick<AssessmentStore, "get"> }
  audit: Audit
}

const OF_ONE = "/api/assessments/:assessment/invitations"

const ACTIONS: Record<InvitationAct["act"], AuditAction> = {
  send: "invitation.sent",
  "new-link": "invitation.link-made",
  revoke: "invitation.revoked",
  restore: "invitation.restored",
  extend: "invitation.extended",
}

export function invitationRoutes({ invitations, store, audit }: InvitationRouteParts): Route[] {
  /** What an assessment is called now, for the audit log. */
  const titleOf = async ({ team }: Asker, id: string): Promise<string> =>
    (await store.assessments.get(team.id, id))?.title ?? id

  return [
    teamRoute({
      method: "GET",
      path: OF_ONE,
      summary:
        "Who is invited to an assessment and how far they are, `limit` of them `from` a place in the order on",
      query: InvitationQuery,
      reply: InvitationPage,
      handle: ({ asker, request, query }) =>
        invitations.page(asking(asker), pathPart(request, "assessment"), query),
    }),
    teamRoute({
      method: "POST",
      path: OF_ONE,
      summary: "Invites a candidate; sent by mail where that is set up",
      body: NewInvitation,
      reply: Invitation,
      async handle({ asker, request, body }) {
        const assessment = pathPart(request, "assessment")
        const made = await invitations.invite(asking(asker), assessment, body)
        const detail = { assessment: await titleOf(asker, assessment) }
        await audit(asker, { action: "invitation.made", target: made.email, detail, ...from(request) })
        return made
      },
    }),
    teamRoute({
      method: "POST",
      path: `${OF_ONE}/list`,
      summary: "Invites candidates by a CSV text, or says what would come of it",
      body: InvitationList,
      reply: ListReport,
      async handle({ asker, request, body }) {
        const assessment = pathPart(request, "assessment")
        const { made, ...report } = await invitations.inviteAll(asking(asker), assessment, body)
        const detail = { assessment: await titleOf(asker, assessment) }
        for (const { email } of made) {
          await audit(asker, { action: "invitation.made", target: email, detail, ...from(request) })
        }
        return report
      },
    }),
    teamRoute({
      method: "GET",
      path: `${OF_ONE}/table`,
      summary: "Everybody invited to an assessment, with their links, as CSV",
      content: "text/csv",
      async handle({ asker, request, reply }) {
        const assessment = pathPart(request, "assessment")
        const all = { q: "", sort: "name", from: 0, limit: LIMITS.assessments.exported } as const
        const page = await invitations.page(asking(asker), assessment, all)
        const detail = { count: page.invitations.length }
        const target = await titleOf(asker, assessment)
        await audit(asker, { action: "invitation.exported", target, detail, ...from(request) })
        const bytes = Buffer.from(invitationTable(page.invitations))
        return sendDownload(reply, bytes, "invitations.csv", "text/csv; charset=utf-8")
      },
    }),
    teamRoute({
      method: "POST",
      path: "/api/invitations",
      summary: "Sends, renews, withdraws, gives back or extends many invitations at once",
      body: ActOnInvitations,
      reply: ActReport,
      async handle({ asker, request, body: { ids, do: act } }) {
        const { changed, ...report } = await invitations.act(asking(asker), ids, act)
        const titles = new Map<string, string>()
        for (const { email, assessment } of changed) {
          const title = titles.get(assessment) ?? (await titleOf(asker, assessment))
          titles.set(assessment, title)
          const detail = { assessment: title, ...(act.act === "extend" && { days: act.days }) }
          await audit(asker, { action: ACTIONS[act.act], target: email, detail, ...from(request) })
        }
        return report
      },
    }),
  ]
}

const asking = ({ who, team }: Asker): Asking => ({ team, name: who.name })
