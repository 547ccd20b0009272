CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"language" text NOT NULL,
	"currency" text NOT NULL,
	"slack_team" text,
	"teams_tenant" text,
	"last_number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tenants_slack_team_unique" UNIQUE("slack_team"),
	CONSTRAINT "tenants_teams_tenant_unique" UNIQUE("teams_tenant")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"email" text,
	"name" text NOT NULL,
	"roles" jsonb NOT NULL,
	"zone" text,
	"language" text,
	"hours" jsonb,
	"cap" integer,
	"away_until" timestamp with time zone,
	"is_active" boolean DEFAULT true NOT NULL,
	"ae_turn_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "members_email" UNIQUE("tenant_id","email")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"member_id" uuid NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "identities_external" UNIQUE("tenant_id","platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "queues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"language" text,
	"mode" text NOT NULL,
	"calendar" text,
	"backup" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "queues_key" UNIQUE("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "queue_people" (
	"queue_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"part" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "queue_people_queue_id_member_id_part_pk" PRIMARY KEY("queue_id","member_id","part")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"kind" text NOT NULL,
	"member_id" uuid,
	"queue_id" uuid,
	"alerts" text,
	"broken_because" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "places_external" UNIQUE("tenant_id","platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text,
	"email" text,
	"email_key" text,
	"phone" text,
	"phone_key" text,
	"title" text,
	"language" text,
	"company" text,
	"company_domain" text,
	"employees" integer,
	"industry" text,
	"country" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "handoffs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"lead_id" uuid NOT NULL,
	"queue_id" uuid,
	"stage" text NOT NULL,
	"stage_at" timestamp with time zone NOT NULL,
	"source" text,
	"source_detail" text,
	"campaign" text,
	"why" text,
	"priority" integer NOT NULL,
	"fit" integer,
	"behaviour" integer,
	"routing" jsonb,
	"submitter_id" uuid,
	"offered_to" uuid,
	"owner_id" uuid,
	"ae_id" uuid,
	"same_company_as" integer,
	"received_at" timestamp with time zone NOT NULL,
	"posted_at" timestamp with time zone,
	"mql_at" timestamp with time zone,
	"sal_at" timestamp with time zone,
	"sql_at" timestamp with time zone,
	"sqo_at" timestamp with time zone,
	"won_at" timestamp with time zone,
	"lost_at" timestamp with time zone,
	"nurture_at" timestamp with time zone,
	"disqualified_at" timestamp with time zone,
	"reason" text,
	"returns_on" date,
	"touched_at" timestamp with time zone,
	"call_back_at" timestamp with time zone,
	"spoken_at" timestamp with time zone,
	"meeting_held_at" timestamp with time zone,
	"score" numeric(4, 1),
	"verdict" text,
	"override" text,
	"returns" integer DEFAULT 0 NOT NULL,
	"amount_minor" bigint,
	"currency" text,
	"close_date" date,
	"next_step" text,
	"next_step_by" date,
	"is_imported" boolean DEFAULT false NOT NULL,
	CONSTRAINT "handoffs_number" UNIQUE("tenant_id","number")
);
--> statement-breakpoint
CREATE TABLE "frameworks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "frameworks_version" UNIQUE("tenant_id","key","version")
);
--> statement-breakpoint
CREATE TABLE "qualifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"handoff_id" uuid NOT NULL,
	"framework_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"score" numeric(4, 1),
	"verdict" text NOT NULL,
	"is_draft" boolean NOT NULL,
	"override_reason" text,
	"override_note" text,
	"by_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"line_id" uuid NOT NULL,
	"is_undone" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"handoff_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"ae_id" uuid,
	"link" text,
	"outcome" text,
	"outcome_at" timestamp with time zone,
	"line_id" uuid NOT NULL,
	"outcome_line_id" uuid,
	"is_undone" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"handoff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"actor" text NOT NULL,
	"surface" text NOT NULL,
	"verb" text NOT NULL,
	"from_stage" text,
	"to_stage" text NOT NULL,
	"entered" jsonb NOT NULL,
	"replaced" jsonb NOT NULL,
	"submission" uuid NOT NULL,
	"undoes" uuid
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"handoff_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"card" text NOT NULL,
	"external_id" text,
	"shown_version" integer NOT NULL,
	"posted_at" timestamp with time zone,
	CONSTRAINT "cards_copy" UNIQUE("handoff_id","place_id","card")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"handoff_id" uuid NOT NULL,
	"clock" text NOT NULL,
	"about" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"stopped_at" timestamp with time zone,
	"fired_at" timestamp with time zone,
	"started_by" uuid,
	"stopped_by" uuid,
	CONSTRAINT "timers_start" UNIQUE("handoff_id","clock","started_at")
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"tenant_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"token" uuid,
	CONSTRAINT "lanes_tenant_id_lane_pk" PRIMARY KEY("tenant_id","lane")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"token" uuid,
	"error" text,
	"sent_at" timestamp with time zone,
	CONSTRAINT "outbox_key" UNIQUE("tenant_id","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"by_id" uuid,
	"question" text NOT NULL,
	"cron" text NOT NULL,
	"zone" text NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"tenant_id" uuid NOT NULL,
	"key" text NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_people" ADD CONSTRAINT "queue_people_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_people" ADD CONSTRAINT "queue_people_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_submitter_id_members_id_fk" FOREIGN KEY ("submitter_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_offered_to_members_id_fk" FOREIGN KEY ("offered_to") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_owner_id_members_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_ae_id_members_id_fk" FOREIGN KEY ("ae_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frameworks" ADD CONSTRAINT "frameworks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_framework_id_frameworks_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."frameworks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_by_id_members_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_ae_id_members_id_fk" FOREIGN KEY ("ae_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_actor_id_members_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_by_id_members_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "queue_people_member" ON "queue_people" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "places_queue" ON "places" USING btree ("queue_id");--> statement-breakpoint
CREATE INDEX "places_member" ON "places" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "leads_email" ON "leads" USING btree ("tenant_id","email_key");--> statement-breakpoint
CREATE INDEX "leads_phone" ON "leads" USING btree ("tenant_id","phone_key");--> statement-breakpoint
CREATE INDEX "leads_domain" ON "leads" USING btree ("tenant_id","company_domain");--> statement-breakpoint
CREATE INDEX "signals_lead" ON "signals" USING btree ("lead_id","at");--> statement-breakpoint
CREATE INDEX "handoffs_lead" ON "handoffs" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "handoffs_queue" ON "handoffs" USING btree ("queue_id","stage");--> statement-breakpoint
CREATE INDEX "handoffs_owner" ON "handoffs" USING btree ("owner_id","stage");--> statement-breakpoint
CREATE INDEX "handoffs_ae" ON "handoffs" USING btree ("ae_id","stage");--> statement-breakpoint
CREATE INDEX "handoffs_submitter" ON "handoffs" USING btree ("submitter_id");--> statement-breakpoint
CREATE INDEX "handoffs_mql" ON "handoffs" USING btree ("tenant_id","mql_at");--> statement-breakpoint
CREATE INDEX "handoffs_stage" ON "handoffs" USING btree ("tenant_id","stage");--> statement-breakpoint
CREATE INDEX "qualifications_handoff" ON "qualifications" USING btree ("handoff_id","at");--> statement-breakpoint
CREATE INDEX "qualifications_line" ON "qualifications" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "meetings_handoff" ON "meetings" USING btree ("handoff_id","starts_at");--> statement-breakpoint
CREATE INDEX "meetings_ae" ON "meetings" USING btree ("ae_id","starts_at");--> statement-breakpoint
CREATE INDEX "history_handoff" ON "history" USING btree ("handoff_id","id");--> statement-breakpoint
CREATE INDEX "history_actor" ON "history" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "cards_place" ON "cards" USING btree ("place_id");--> statement-breakpoint
CREATE INDEX "timers_handoff" ON "timers" USING btree ("handoff_id","clock");--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("tenant_id","due_at");--> statement-breakpoint
CREATE INDEX "outbox_queued" ON "outbox" USING btree ("tenant_id","lane","id") WHERE state = 'queued';