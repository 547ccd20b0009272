import { and, eq } from 'drizzle-orm'
import { members, queues } from '../../db/schema/index.ts'
import type { Platform } from '../domain/platform.ts'
import { bindAlerts, bindQueue } from './bind-place.ts'
import type { Context } from './context.ts'
import { handOff } from './hand-off.ts'
import type { NewHandoff } from './new-handoff.ts'

type Fresh = Pick<
  NewHandoff,
  'name' | 'email' | 'phone' | 'title' | 'company' | 'country' | 'employees' | 'source' | 'why'
>

/** Three leads of today, for the channel of the first queue. */
const fresh: Fresh[] = [
  {
    name: 'Katrin Weiss',
    email: 'katrin.weiss@adlerwerk.example',
    phone: '+49 30 5550 1412',
    title: 'Director of IT',
    company: 'Adlerwerk GmbH',
    country: 'DE',
    employees: 640,
    source: 'demo_request',
    why: 'Wants to replace two tools before the audit in March.',
  },
  {
    name: 'Urs Amrein',
    email: 'urs.amrein@bergquell.example',
    phone: '+41 44 555 01 73',
    title: 'Head of Operations',
    company: 'Bergquell AG',
    country: 'CH',
    employees: 180,
    source: 'webinar',
    why: 'Asked twice about the rollout plan after the webinar.',
  },
  {
    name: 'Doris Lechner',
    email: 'doris.lechner@isarlicht.example',
    phone: '+49 89 5550 1820',
    title: 'Managing Director',
    company: 'Isarlicht GmbH',
    country: 'DE',
    employees: 45,
    source: 'referral',
    why: 'Comes by recommendation; the present contract ends in January.',
  },
]

/** The channel of each queue on a platform, and that of the SQO alerts. */
type Channels = { queues: Record<string, string>; alerts: string }

/** Binds the demo organisation's channels to its queues and alerts; what waits there from before keeps to `queue`. */
export const bindDemo = async (ctx: Context, platform: Platform, channels: Channels) => {
  for (const queue of await ctx.db.select().from(queues).where(eq(queues.tenantId, ctx.tenantId))) {
    const externalId = channels.queues[queue.key]
    if (externalId) await bindQueue(ctx, { platform, externalId }, queue.id, { waitingCards: 'leave' })
  }
  await bindAlerts(ctx, { platform, externalId: channels.alerts }, '*')
}

/** Hands off three fresh leads, through the same door as everybody: the first day of the demo organisation. */
export const handOffFresh = async (ctx: Context, marketerEmail: string, queue: string) => {
  const [marketer] = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, ctx.tenantId), eq(members.email, marketerEmail)))
  if (!marketer) return
  for (const lead of fresh)
    await handOff(
      ctx,
      { ...lead, sourceDetail: null, campaign: null, queue, priority: null },
      { memberId: marketer.id, delivery: `demo:${lead.email}`, surface: 'demo' },
    )
}
