CREATE TABLE IF NOT EXISTS "sessions" (
  "id" text PRIMARY KEY,
  "created_at" bigint NOT NULL,
  "salt_key" bytea NOT NULL
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "events" (
  "session" text NOT NULL,
  "seq" integer NOT NULL,
  "at" bigint NOT NULL,
  "type" text NOT NULL,
  "question" text,
  "actor_kind" text NOT NULL,
  "actor_id" text NOT NULL,
  "v" smallint NOT NULL,
  "data" text NOT NULL,
  CONSTRAINT "events_pkey" PRIMARY KEY ("session", "seq")
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "events_session_type" ON "events" ("session", "type");
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "nodes" (
  "id" text PRIMARY KEY,
  "expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "leases" (
  "session" text PRIMARY KEY REFERENCES "sessions" ("id") ON DELETE CASCADE,
  "node" text,
  "fence" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "leases_node" ON "leases" ("node");
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "links" (
  "digest" bytea PRIMARY KEY,
  "session" text NOT NULL REFERENCES "sessions" ("id") ON DELETE CASCADE,
  "role" text NOT NULL,
  "name" text NOT NULL,
  "expires_at" bigint NOT NULL,
  "revoked" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "links_session" ON "links" ("session");
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "blobs" (
  "digest" bytea PRIMARY KEY,
  "bytes" bytea NOT NULL
);
