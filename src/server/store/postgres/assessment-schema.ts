/** The tables of assessments, invitations, and what was begun with them. Times are milliseconds. */
import { bigint, boolean, index, integer, pgTable, text } from "drizzle-orm/pg-core"
import { organizations } from "./account-schema.ts"

const ofOrganization = () =>
  text("organization_id")
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" })
const at = (name: string) => bigint(name, { mode: "number" })

export const assessments = pgTable(
  "assessments",
  {
    id: text("id").primaryKey(),
    organizationId: ofOrganization(),
    title: text("title").notNull(),
    /** JSON. */
    settings: text("settings").notNull(),
    revision: integer("revision").notNull(),
    createdAt: at("created_at").notNull(),
    changedAt: at("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
    archivedAt: at("archived_at"),
  },
  (table) => [index("assessments_organization").on(table.organizationId)],
)

export const invitations = pgTable(
  "invitations",
  {
    id: text("id").primaryKey(),
    assessmentId: text("assessment_id")
      .notNull()
      .references(() => assessments.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    email: text("email").notNull(),
    extraKind: text("extra_kind", { enum: ["minutes", "percent"] }),
    extraAmount: integer("extra_amount"),
    createdAt: at("created_at").notNull(),
    invitedBy: text("invited_by").notNull(),
    expiresAt: at("expires_at").notNull(),
    scheduledAt: at("scheduled_at"),
    /** Which of its links is good. */
    generation: integer("generation").notNull().default(1),
    revoked: boolean("revoked").notNull().default(false),
    sentAt: at("sent_at"),
    mailProblem: text("mail_problem"),
    openedAt: at("opened_at"),
    /** Of the interview begun with it last; named before it is made, so that two requests make the same one. */
    session: text("session"),
  },
  (table) => [index("invitations_assessment").on(table.assessmentId, table.createdAt)],
)

/** What an interview was made from, as that was when it was begun. */
export const interviews = pgTable(
  "interviews",
  {
    session: text("session").primaryKey(),
    invitationId: text("invitation_id")
      .notNull()
      .references(() => invitations.id, { onDelete: "cascade" }),
    assessmentId: text("assessment_id")
      .notNull()
      .references(() => assessments.id, { onDelete: "cascade" }),
    title: text("title").notNull(),
    /** JSON. */
    settings: text("settings").notNull(),
    revision: integer("revision").notNull(),
    practice: boolean("practice").notNull(),
  },
  (table) => [
    index("interviews_invitation").on(table.invitationId),
    index("interviews_assessment").on(table.assessmentId),
  ],
)
