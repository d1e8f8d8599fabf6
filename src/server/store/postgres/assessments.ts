import { and, eq, sql } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import type { EventType } from "../../../protocol/events.ts"
import { AssessmentSettings } from "../../../protocol/assessments.ts"
import type { AssessmentStore, StoredAssessment } from "../../assessments/store.ts"
import { assessments } from "./assessment-schema.ts"
import { listInterviews } from "./interviews.ts"
import { openInvitations } from "./invitations.ts"

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
      // Columns of a query on one table are written without its name, so the counts name theirs themselves.
      const own = sql.raw("assessments.id")
      const having = (type: EventType) =>
        sql<number>`(select count(*)::int from interviews i where i.assessment_id = ${own}
          and exists (select from events e where e.session = i.session and e.type = ${type}))`
      const rows = await db
        .select({
          assessment: assessments,
          invited: sql<number>`(select count(*)::int from invitations v where v.assessment_id = ${own})`,
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
