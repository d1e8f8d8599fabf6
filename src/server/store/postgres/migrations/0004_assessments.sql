CREATE TABLE "assessments" (
  "id" text PRIMARY KEY,
  "organization_id" text NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
  "title" text NOT NULL,
  "settings" text NOT NULL,
  "revision" integer NOT NULL,
  "created_at" bigint NOT NULL,
  "changed_at" bigint NOT NULL,
  "changed_by" text NOT NULL,
  "archived_at" bigint
);
--> statement-breakpoint
CREATE INDEX "assessments_organization" ON "assessments" ("organization_id");
--> statement-breakpoint
CREATE TABLE "invitations" (
  "id" text PRIMARY KEY,
  "assessment_id" text NOT NULL REFERENCES "assessments" ("id") ON DELETE CASCADE,
  "name" text NOT NULL,
  "email" text NOT NULL,
  "extra_kind" text,
  "extra_amount" integer,
  "created_at" bigint NOT NULL,
  "invited_by" text NOT NULL,
  "expires_at" bigint NOT NULL,
  "scheduled_at" bigint,
  "generation" integer DEFAULT 1 NOT NULL,
  "revoked" boolean DEFAULT false NOT NULL,
  "sent_at" bigint,
  "mail_problem" text,
  "opened_at" bigint,
  "session" text
);
--> statement-breakpoint
CREATE INDEX "invitations_assessment" ON "invitations" ("assessment_id", "created_at");
--> statement-breakpoint
CREATE TABLE "interviews" (
  "session" text PRIMARY KEY,
  "invitation_id" text NOT NULL REFERENCES "invitations" ("id") ON DELETE CASCADE,
  "assessment_id" text NOT NULL REFERENCES "assessments" ("id") ON DELETE CASCADE,
  "title" text NOT NULL,
  "settings" text NOT NULL,
  "revision" integer NOT NULL,
  "practice" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "interviews_invitation" ON "interviews" ("invitation_id");
--> statement-breakpoint
CREATE INDEX "interviews_assessment" ON "interviews" ("assessment_id");
