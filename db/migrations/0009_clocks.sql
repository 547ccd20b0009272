CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"handoff_id" uuid NOT NULL,
	"timer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"waited_minutes" integer,
	"limit_minutes" integer,
	"at" timestamp with time zone NOT NULL,
	"send_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"message" text,
	CONSTRAINT "notices_once" UNIQUE("timer_id","member_id","kind")
);
--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "backup_queue_id" uuid;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "offered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "timers" ADD COLUMN "next_at" timestamp with time zone DEFAULT '1970-01-01T00:00:00.000Z' NOT NULL;--> statement-breakpoint
ALTER TABLE "timers" ADD COLUMN "done_to" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "timers" ADD COLUMN "breached_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "timers" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_timer_id_timers_id_fk" FOREIGN KEY ("timer_id") REFERENCES "public"."timers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_handoff" ON "notices" USING btree ("handoff_id");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("tenant_id","send_at") WHERE sent_at is null;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_backup_queue_id_queues_id_fk" FOREIGN KEY ("backup_queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "timers_next" ON "timers" USING btree ("tenant_id","next_at") WHERE stopped_at is null and fired_at is null;