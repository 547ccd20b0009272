import { boolean, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { WeekHours } from '../../src/domain/clock.ts'
import type { Role } from '../../src/domain/settings.ts'
import { key, moment } from './columns.ts'
import { tenants } from './tenants.ts'

/** A colleague; the e-mail address joins the platforms (domain §1). */
export const members = pgTable(
  'members',
  {
    id: key(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    email: text('email'),
    name: text('name').notNull(),
    roles: jsonb('roles').$type<Role[]>().notNull(),
    zone: text('zone'),
    language: text('language'),
    hours: jsonb('hours').$type<WeekHours>(),
    cap: integer('cap'),
    capPerDay: integer('cap_per_day'),
    awayUntil: moment('away_until'),
    /** Whether what clocks say about a P1 comes at any hour (domain §6). */
    p1Always: boolean('p1_always').notNull().default(false),
    isActive: boolean('is_active').notNull().default(true),
    /** When an AE was last chosen in turn (product §6). */
    aeTurnAt: moment('ae_turn_at'),
    /** When somebody was last offered a hand-off in turn (domain §5). */
    offeredAt: moment('offered_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('members_email').on(t.tenantId, t.email)],
)
