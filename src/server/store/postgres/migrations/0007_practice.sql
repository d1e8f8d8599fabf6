ALTER TABLE "sessions" ADD COLUMN "practice_question" text;
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "practice_by" text;
--> statement-breakpoint
CREATE INDEX "sessions_practice" ON "sessions" ("organization_id", "practice_question", "practice_by") WHERE "practice_question" is not null;
