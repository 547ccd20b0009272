CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"outbox_id" bigint NOT NULL,
	"why" text NOT NULL,
	"said" text,
	"attempts" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"settled" text,
	"settled_at" timestamp with time zone,
	"settled_by" uuid
);
--> statement-breakpoint
CREATE TABLE "method_pauses" (
	"tenant_id" uuid NOT NULL,
	"method" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "method_pauses_tenant_id_method_pk" PRIMARY KEY("tenant_id","method")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "priority" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "queued_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD CONSTRAINT "dead_letters_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD CONSTRAINT "dead_letters_settled_by_members_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dead_letters_outbox" ON "dead_letters" USING btree ("outbox_id");--> statement-breakpoint
CREATE INDEX "lanes_next" ON "lanes" USING btree ("tenant_id","next_at");--> statement-breakpoint
CREATE INDEX "outbox_urgent" ON "outbox" USING btree ("tenant_id","lane") WHERE state = 'queued' and priority = 1;