/** What a team sets up for its candidates, and the interviews that came of it. */
import { z } from "zod"
import {
  Assessment,
  ChangedAssessment,
  InterviewPage,
  InterviewQuery,
  ListedAssessment,
  NewAssessment,
} from "../../../protocol/assessments.ts"
import type { Audit, AuditAction } from "../../accounts/audit.ts"
import type { Assessments, By } from "../../assessments/assessments.ts"
import type { AssessmentStore } from "../../assessments/store.ts"
import type { Retention } from "../../retention/retention.ts"
import type { Clock } from "../../clock.ts"
import { from, pathPart, teamRoute } from "../route.ts"
import type { Asker, Route } from "../route.ts"
import type { FastifyRequest } from "fastify"

interface AssessmentRouteParts {
  assessments: Assessments
  store: { readonly assessments: Pick<AssessmentStore, "interviews"> }
  retention: Pick<Retention, "erase">
  audit: Audit
  clock: Clock
}

const ONE = "/api/assessments/:assessment"

export function assessmentRoutes({
  assessments,
  store,
  retention,
  audit,
  clock,
}: AssessmentRouteParts): Route[] {
  async function note(
    asker: Asker,
    request: FastifyRequest,
    action: AuditAction,
    { id, title, revision }: Assessment,
  ): Promise<void> {
    const detail = { id, revision }
    await audit(asker, { action, target: title, detail, ...from(request) })
  }

  return [
    teamRoute({
      method: "GET",
      path: "/api/assessments",
      summary: "The team's assessments, archived ones too, by title",
      reply: z.object({ assessments: z.array(ListedAssessment) }),
      handle: async ({ asker }) => ({ assessments: await assessments.list(asker.team.id) }),
    }),
    teamRoute({
      method: "POST",
      path: "/api/assessments",
      summary: "Makes an assessment",
      body: NewAssessment,
      reply: Assessment,
      async handle({ asker, request, body }) {
        const made = await assessments.create(by(asker), body)
        await note(asker, request, "assessment.made", made)
        return made
      },
    }),
    teamRoute({
      method: "GET",
      path: ONE,
      summary: "An assessment, and what its candidates would be asked now",
      reply: Assessment,
      handle: ({ asker, request }) => assessments.get(asker.team.id, pathPart(request, "assessment")),
    }),
    teamRoute({
      method: "PUT",
      path: ONE,
      summary: "Changes an assessment; interviews that have begun keep it as it was",
      body: ChangedAssessment,
      reply: Assessment,
      async handle({ asker, request, body: { revision, ...wanted } }) {
        const id = pathPart(request, "assessment")
        const changed = await assessments.change(by(asker), id, revision, wanted)
        await note(asker, request, "assessment.changed", changed)
        return changed
      },
    }),
    teamRoute({
      method: "POST",
      path: `${ONE}/duplicate`,
      summary: "Makes a copy of an assessment, without its invitations",
      reply: Assessment,
      async handle({ asker, request }) {
        const made = await assessments.duplicate(by(asker), pathPart(request, "assessment"))
        await note(asker, request, "assessment.made", made)
        return made
      },
    }),
    ...(["archive", "restore"] as const).map((act) =>
      teamRoute({
        method: "POST",
        path: `${ONE}/${act}`,
        summary:
          act === "archive"
            ? "Puts an assessment away: nobody is invited to it any more, and links that are out stay good"
            : "Brings an archived assessment back",
        reply: Assessment,
        async handle({ asker, request }) {
          const archived = act === "archive"
          const now = await assessments.setArchived(by(asker), pathPart(request, "assessment"), archived)
          await note(asker, request, archived ? "assessment.archived" : "assessment.restored", now)
          return now
        },
      }),
    ),
    teamRoute({
      method: "GET",
      path: "/api/interviews",
      summary: "The team's interviews, `limit` of them `from` a place in the order on",
      query: InterviewQuery,
      reply: InterviewPage,
      handle: ({ asker, query }) => store.assessments.interviews(asker.team.id, query, clock.now()),
    }),
    teamRoute({
      method: "DELETE",
      path: "/api/interviews/:interview",
      summary: "Erases an interview that has ended or never begun, with its record and who was invited",
      async handle({ asker, request }) {
        const session = pathPart(request, "interview")
        await retention.erase(asker.team.id, session)
        await audit(asker, { action: "interview.erased", target: session, ...from(request) })
        return {}
      },
    }),
  ]
}

const by = ({ who, team }: Asker): By => ({ organization: team.id, name: who.name })
