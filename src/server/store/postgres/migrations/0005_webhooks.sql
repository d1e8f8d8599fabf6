CREATE TABLE "webhooks" (
  "id" text PRIMARY KEY,
  "organization_id" text NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
  "url" text NOT NULL,
  "secret" text NOT NULL,
  "events" text NOT NULL,
  "enabled" boolean NOT NULL,
  "created_at" bigint NOT NULL,
  "tells_from" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "webhooks_organization" ON "webhooks" ("organization_id");
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
  "id" text PRIMARY KEY,
  "webhook_id" text NOT NULL REFERENCES "webhooks" ("id") ON DELETE CASCADE,
  "session" text,
  "seq" integer,
  "event" text NOT NULL,
  "at" bigint NOT NULL,
  "state" text NOT NULL,
  "attempts" integer NOT NULL,
  "status" integer,
  "problem" text,
  "tried_at" bigint,
  "next_at" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_event" ON "webhook_deliveries" ("webhook_id", "session", "seq");
--> statement-breakpoint
CREATE INDEX "webhook_deliveries_at" ON "webhook_deliveries" ("webhook_id", "at");
--> statement-breakpoint
CREATE TABLE "settings" (
  "topic" text PRIMARY KEY,
  "value" text NOT NULL,
  "updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "events_told" ON "events" ("at") WHERE "type" IN ('session.created', 'session.consented', 'session.started', 'session.paused', 'session.resumed', 'session.extended', 'session.ended', 'question.opened', 'question.submitted', 'question.graded');
