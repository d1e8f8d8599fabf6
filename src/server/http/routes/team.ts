/** The people of a team, the keys of its programs, and what was done in it. */
import { z } from "zod"
import { AppError } from "../../../protocol/errors.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import {
  ApiKey,
  AuditEntry,
  AuditFormat,
  InviteMember,
  MadeLink,
  Member,
  MemberLink,
  NewApiKey,
  SetRole,
  TeamInvitation,
} from "../../../protocol/team.ts"
import { AUDIT_FILES, everyEntry } from "../../accounts/audit-files.ts"
import type { Audit } from "../../accounts/audit.ts"
import type { Asking } from "../../accounts/asking.ts"
import type { Keys } from "../../accounts/keys.ts"
import type { Members } from "../../accounts/members.ts"
import type { TeamInvitations } from "../../accounts/team-invitations.ts"
import type { AuditLog } from "../../accounts/store.ts"
import type { FastifyRequest } from "fastify"
import type { Mailer } from "../../mail/mailer.ts"
import { sendDownload } from "../download.ts"
import { from, pathPart, teamRoute } from "../route.ts"
import type { Asker, Route } from "../route.ts"

interface TeamRouteParts {
  members: Members
  teamInvitations: TeamInvitations
  keys: Keys
  audit: Audit
  log: AuditLog
  mail: Mailer
  origin(): string
  onProblem(problem: unknown): void
}

const AUDIT_PAGE = 200

export function teamRoutes({
  members,
  teamInvitations,
  keys,
  audit,
  log,
  mail,
  origin,
  onProblem,
}: TeamRouteParts): Route[] {
  return [
    teamRoute({
      method: "GET",
      path: "/api/team/members",
      summary: "The people of the team",
      reply: z.object({ members: z.array(Member) }),
      handle: async ({ asker, request }) => ({ members: await members.list(asking(asker, request)) }),
    }),
    teamRoute({
      method: "PUT",
      path: "/api/team/members/:member",
      summary: "Gives somebody another role",
      body: SetRole,
      reply: Member,
      async handle({ asker, request, body: { role } }) {
        const member = await members.setRole(asking(asker, request), pathPart(request, "member"), role)
        const detail = { role }
        await audit(asker, {
          action: "member.role-changed",
          target: member.user.email,
          detail,
          ...from(request),
        })
        return member
      },
    }),
    teamRoute({
      method: "DELETE",
      path: "/api/team/members/:member",
      summary: "Takes somebody out of the team",
      async handle({ asker, request }) {
        const member = await members.remove(asking(asker, request), pathPart(request, "member"))
        await audit(asker, { action: "member.removed", target: member.user.email, ...from(request) })
        return {}
      },
    }),
    teamRoute({
      method: "POST",
      path: "/api/team/members/:member/link",
      summary: "A link that signs a member in, or lets them choose a new password, once",
      body: MemberLink,
      reply: MadeLink,
      async handle({ asker, request, body: { kind } }) {
        const id = pathPart(request, "member")
        const { path, member } = await members.linkPath(asking(asker, request), id, kind)
        const target = member.user.email
        await audit(asker, { action: "member.link-made", target, detail: { kind }, ...from(request) })
        return { link: origin() + path, minutes: LIMITS.accounts.linkMinutes }
      },
    }),
    teamRoute({
      method: "POST",
      path: "/api/team/leave",
      summary: "Leaves the team one works in",
      async handle({ asker, request }) {
        const own = asking(asker, request)
        await members.leave(own)
        await audit(asker, { action: "member.left", target: own.user.email, ...from(request) })
        return {}
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/team/invitations",
      summary: "Who was asked to join and has not answered",
      reply: z.object({ invitations: z.array(TeamInvitation) }),
      handle: async ({ asker, request }) => ({
        invitations: await teamInvitations.list(asking(asker, request)),
      }),
    }),
    teamRoute({
      method: "POST",
      path: "/api/team/invitations",
      summary: "Asks somebody to join; sent by mail where that is set up",
      body: InviteMember,
      reply: TeamInvitation.extend({ sent: z.boolean() }),
      async handle({ asker, request, body: { email, role } }) {
        const made = await teamInvitations.invite(asking(asker, request), email, role)
        await audit(asker, { action: "member.invited", target: email, detail: { role }, ...from(request) })
        return { ...made, sent: await send(asker, made) }
      },
    }),
    teamRoute({
      method: "DELETE",
      path: "/api/team/invitations/:invitation",
      summary: "Withdraws an invitation to the team",
      async handle({ asker, request }) {
        const id = pathPart(request, "invitation")
        const target = await teamInvitations.withdraw(asking(asker, request), id)
        await audit(asker, { action: "member.invitation-withdrawn", target, ...from(request) })
        return {}
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/team/keys",
      summary: "The keys of programs",
      reply: z.object({ keys: z.array(ApiKey) }),
      handle: async ({ asker, request }) => ({ keys: await keys.list(asking(asker, request)) }),
    }),
    teamRoute({
      method: "POST",
      path: "/api/team/keys",
      summary: "Makes a key; it is in this answer and nowhere else",
      body: NewApiKey,
      reply: ApiKey.extend({ key: z.string() }),
      async handle({ asker, request, body }) {
        const made = await keys.create(asking(asker, request), body)
        const detail = { role: body.role, days: body.days }
        await audit(asker, { action: "key.made", target: body.name, detail, ...from(request) })
        return made
      },
    }),
    teamRoute({
      method: "DELETE",
      path: "/api/team/keys/:key",
      summary: "Revokes a key",
      async handle({ asker, request }) {
        const id = pathPart(request, "key")
        const { name } = await keys.revoke(asking(asker, request), id)
        await audit(asker, { action: "key.revoked", target: name, ...from(request) })
        return {}
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/team/audit",
      summary: "What was done in the team, newest first; ask on with `before`",
      query: z.object({ before: z.string().max(64).optional() }),
      reply: z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
      async handle({ asker, query: { before } }) {
        const entries = await log.read(asker.team.id, AUDIT_PAGE, before)
        return { entries, more: entries.length === AUDIT_PAGE }
      },
    }),
    teamRoute({
      method: "GET",
      path: "/api/team/audit/export",
      summary: "The whole audit log as a file, newest first",
      query: z.object({ format: AuditFormat }),
      content: "text/csv",
      async handle({ asker, query: { format }, request, reply }) {
        await audit(asker, { action: "audit.exported", target: format, ...from(request) })
        const entries = everyEntry(log, asker.team.id)
        const name = `audit-${asker.team.slug}.${format}`
        return sendDownload(reply, AUDIT_FILES[format].write(entries), name, AUDIT_FILES[format].type)
      },
    }),
  ]

  async function send({ who, team }: Asker, { email, link }: TeamInvitation): Promise<boolean> {
    if (!mail.ready) return false
    const text = `${who.name} asks you to join the team ${team.name} on InterviewLM:\n\n${link}\n\nThe link is yours alone, and good for ${LIMITS.accounts.invitationDays} days.`
    return mail
      .send({ to: { name: null, address: email }, subject: `Join ${team.name} on InterviewLM`, text })
      .then(
        () => true,
        (failure: unknown) => {
          onProblem(failure)
          return false
        },
      )
  }
}

/** Only people manage people: the table lets no key through, and better-auth asks who they are. */
function asking({ who, team }: Asker, { headers }: FastifyRequest): Asking {
  if (who.kind !== "user") throw new AppError("role-needed")
  return { user: who, team, headers }
}
