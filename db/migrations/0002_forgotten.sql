ALTER TABLE "leads" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "handoff_id" uuid;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "external_id" text;