ALTER TABLE "handoffs" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "absorbs" jsonb;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "reopens" integer;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "reopened_as" integer;