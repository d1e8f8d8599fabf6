CREATE TABLE "api_keys" (
  "id" text PRIMARY KEY,
  "config_id" text DEFAULT 'default' NOT NULL,
  "name" text,
  "start" text,
  "reference_id" text NOT NULL,
  "prefix" text,
  "key" text NOT NULL,
  "refill_interval" integer,
  "refill_amount" integer,
  "last_refill_at" timestamp with time zone,
  "enabled" boolean DEFAULT true,
  "rate_limit_enabled" boolean DEFAULT true,
  "rate_limit_time_window" integer,
  "rate_limit_max" integer,
  "request_count" integer DEFAULT 0,
  "remaining" integer,
  "last_request" timestamp with time zone,
  "expires_at" timestamp with time zone,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "permissions" text,
  "metadata" text
);
--> statement-breakpoint
CREATE INDEX "api_keys_reference" ON "api_keys" ("reference_id");
--> statement-breakpoint
CREATE INDEX "api_keys_key" ON "api_keys" ("key");
--> statement-breakpoint
CREATE TABLE "organizations" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "slug" text NOT NULL,
  "logo" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "metadata" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_slug" ON "organizations" ("slug");
--> statement-breakpoint
CREATE TABLE "audit" (
  "id" text PRIMARY KEY,
  "organization_id" text NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
  "at" bigint NOT NULL,
  "actor_kind" text NOT NULL,
  "actor_id" text NOT NULL,
  "actor_name" text NOT NULL,
  "action" text NOT NULL,
  "target" text NOT NULL,
  "detail" text NOT NULL,
  "address" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_organization" ON "audit" ("organization_id", "id");
--> statement-breakpoint
CREATE TABLE "users" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL,
  "email_verified" boolean DEFAULT false NOT NULL,
  "image" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "two_factor_enabled" boolean DEFAULT false
);
--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" ("email");
--> statement-breakpoint
CREATE TABLE "credentials" (
  "id" text PRIMARY KEY,
  "account_id" text NOT NULL,
  "provider_id" text NOT NULL,
  "user_id" text NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "access_token" text,
  "refresh_token" text,
  "id_token" text,
  "access_token_expires_at" timestamp with time zone,
  "refresh_token_expires_at" timestamp with time zone,
  "scope" text,
  "password" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "credentials_user" ON "credentials" ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_provider_account" ON "credentials" ("provider_id", "account_id");
--> statement-breakpoint
CREATE TABLE "members" (
  "id" text PRIMARY KEY,
  "organization_id" text NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
  "user_id" text NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "role" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "members_user_organization" ON "members" ("user_id", "organization_id");
--> statement-breakpoint
CREATE TABLE "passkeys" (
  "id" text PRIMARY KEY,
  "name" text,
  "public_key" text NOT NULL,
  "user_id" text NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "credential_id" text NOT NULL,
  "counter" integer NOT NULL,
  "device_type" text NOT NULL,
  "backed_up" boolean NOT NULL,
  "transports" text,
  "created_at" timestamp with time zone,
  "aaguid" text
);
--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" ("credential_id");
--> statement-breakpoint
CREATE TABLE "sign_ins" (
  "id" text PRIMARY KEY,
  "expires_at" timestamp with time zone NOT NULL,
  "token" text NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  "ip_address" text,
  "user_agent" text,
  "user_id" text NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "active_organization_id" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "sign_ins_token" ON "sign_ins" ("token");
--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" ("user_id");
--> statement-breakpoint
CREATE TABLE "team_invitations" (
  "id" text PRIMARY KEY,
  "organization_id" text NOT NULL REFERENCES "organizations" ("id") ON DELETE CASCADE,
  "email" text NOT NULL,
  "role" text,
  "status" text DEFAULT 'pending' NOT NULL,
  "expires_at" timestamp with time zone NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "inviter_id" text NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX "team_invitations_organization" ON "team_invitations" ("organization_id");
--> statement-breakpoint
CREATE TABLE "two_factors" (
  "id" text PRIMARY KEY,
  "secret" text NOT NULL,
  "backup_codes" text NOT NULL,
  "user_id" text NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "verified" boolean DEFAULT true,
  "failed_verification_count" integer DEFAULT 0,
  "locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "two_factors_user" ON "two_factors" ("user_id");
--> statement-breakpoint
CREATE TABLE "verifications" (
  "id" text PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expires_at" timestamp with time zone NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" ("identifier");
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "organization_id" text REFERENCES "organizations" ("id");
--> statement-breakpoint
CREATE INDEX "sessions_organization" ON "sessions" ("organization_id", "created_at");
