CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
DROP INDEX "cards_place";--> statement-breakpoint
DROP INDEX "handoffs_queue";--> statement-breakpoint
DROP INDEX "handoffs_owner";--> statement-breakpoint
DROP INDEX "handoffs_ae";--> statement-breakpoint
DROP INDEX "handoffs_stage";--> statement-breakpoint
CREATE INDEX "handoffs_ripening" ON "handoffs" USING btree ("tenant_id","returns_on","stage_at" DESC NULLS FIRST,"number" DESC NULLS FIRST) WHERE stage in ('NEW', 'NURTURE');--> statement-breakpoint
CREATE INDEX "leads_text" ON "leads" USING gin ("name" gin_trgm_ops,"company" gin_trgm_ops,"email" gin_trgm_ops,"phone_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "leads_erased" ON "leads" USING btree ("tenant_id") WHERE erased_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_dead" ON "outbox" USING btree ("tenant_id") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "cards_place" ON "cards" USING btree ("place_id","external_id");--> statement-breakpoint
CREATE INDEX "handoffs_queue" ON "handoffs" USING btree ("queue_id","stage","number");--> statement-breakpoint
CREATE INDEX "handoffs_owner" ON "handoffs" USING btree ("owner_id","stage","number");--> statement-breakpoint
CREATE INDEX "handoffs_ae" ON "handoffs" USING btree ("ae_id","stage","number");--> statement-breakpoint
CREATE INDEX "handoffs_stage" ON "handoffs" USING btree ("tenant_id","stage","number");