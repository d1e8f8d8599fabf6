import { and, eq, sql } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { AssessmentSettings } from "../../../protocol/assessments.ts"
import type { AssessmentStore, StoredAssessment } from "../../assessments/store.ts"
import { assessments, interviews, invitations } from "./assessment-schema.ts"
import { listInterviews } from "./interviews.ts"
import { openInvitations } from "./invitations.ts"
import { events } from "./schema.ts"

export function openAssessments(db: NodePgDatabase): AssessmentStore {
  return {
    async create(assessment) {
      await db.insert(assessments).values(rowOf(assessment))
    },

    async get(organization, id) {
      const [found] = await db
        .select()
        .from(assessments)
        .where(and(eq(assessments.id, id), eq(assessments.organizationId, organization)))
      return found ? assessmentOf(found) : null
    },

    async list(organization) {
      const having = (type: string) =>
        sql<number>`(select count(*)::int from ${interviews} where ${interviews.assessmentId} = ${assessments.id} and exists
          (select from ${events} where ${events.session} = ${interviews.session} and ${events.type} = ${type}))`
      const rows = await db
        .select({
          assessment: assessments,
          invited: sql<number>`(select count(*)::int from ${invitations} where ${invitations.assessmentId} = ${assessments.id})`,
          started: having("session.started"),
          ended: having("session.ended"),
        })
        .from(assessments)
        .where(eq(assessments.organizationId, organization))
        .orderBy(assessments.title, assessments.id)
      return rows.map(({ assessment, invited, started, ended }) => ({
        ...assessmentOf(assessment),
        invited,
        started,
        ended,
      }))
    },

    async change(assessment) {
      const { title, settings, revision, changedAt, changedBy } = assessment
      const changed = await db
        .update(assessments)
        .set({ title, settings: JSON.stringify(settings), revision, changedAt, changedBy })
        .where(and(eq(assessments.id, assessment.id), eq(assessments.revision, revision - 1)))
        .returning({ id: assessments.id })
      return changed.length > 0
    },

    async setArchived(id, at) {
      await db.update(assessments).set({ archivedAt: at }).where(eq(assessments.id, id))
    },

    invitations: openInvitations(db),
    interviews: (organization, query, now) => listInterviews(db, organization, query, now),
  }
}

function rowOf({ organization, settings, ...rest }: StoredAssessment): typeof assessments.$inferInsert {
  return { ...rest, organizationId: organization, settings: JSON.stringify(settings) }
}

function assessmentOf({
  organizationId,
  settings,
  ...rest
}: typeof assessments.$inferSelect): StoredAssessment {
  return { ...rest, organization: organizationId, settings: AssessmentSettings.parse(JSON.parse(settings)) }
}
