ALTER TABLE "blobs" ADD COLUMN "put_at" timestamp with time zone DEFAULT now() NOT NULL;
--> statement-breakpoint
ALTER TABLE "blobs" ADD COLUMN "released" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX "blobs_released" ON "blobs" ("digest") WHERE "released";
