ALTER TABLE "timers" DROP CONSTRAINT "timers_start";--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_start" UNIQUE NULLS NOT DISTINCT("handoff_id","clock","started_at","about");