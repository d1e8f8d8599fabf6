CREATE TABLE "questions" (
  "id" text PRIMARY KEY,
  "organization_id" text NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
  "slug" text NOT NULL,
  "origin" text NOT NULL,
  "summary" text NOT NULL,
  "files" text NOT NULL,
  "digest" text NOT NULL,
  "archived" boolean DEFAULT false NOT NULL,
  "latest" integer,
  "published" text,
  "checked" text,
  "updated_at" bigint NOT NULL,
  "updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "questions_organization" ON "questions" ("organization_id");
--> statement-breakpoint
CREATE TABLE "question_versions" (
  "question" text NOT NULL REFERENCES "questions" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL,
  "digest" text NOT NULL,
  "files" text NOT NULL,
  "checked" text NOT NULL,
  "note" text NOT NULL,
  "published_at" bigint NOT NULL,
  "published_by" text NOT NULL,
  CONSTRAINT "question_versions_pkey" PRIMARY KEY ("question", "number")
);
