import { readOutboxLoad } from '../../db/queries/outbox-load.ts'
import type { Context } from '../services/context.ts'
import type { Family } from './metrics.ts'

/** What waits to be sent, for `/metrics`: the same from every process, since the store says it. */
export const outboxFamilies = async ({ db, tenantId }: Pick<Context, 'db' | 'tenantId'>): Promise<Family[]> => {
  const { waiting, dead } = await readOutboxLoad(db, tenantId)
  const byPriority = (value: (one: (typeof waiting)[number]) => number) =>
    waiting.map((one) => ({ labels: { priority: `P${one.priority}` }, value: value(one) }))
  return [
    {
      name: 'baton_outbox_depth',
      help: 'Messages that wait to be sent.',
      type: 'gauge',
      samples: byPriority(({ depth }) => depth),
    },
    {
      name: 'baton_outbox_lanes',
      help: 'Places and people for whom something waits.',
      type: 'gauge',
      samples: byPriority(({ lanes }) => lanes),
    },
    {
      name: 'baton_outbox_lag_seconds',
      help: 'How long the oldest message that is not sent has waited.',
      type: 'gauge',
      samples: byPriority(({ lagS }) => lagS),
    },
    {
      name: 'baton_outbox_dead_letters',
      help: 'Messages that were given up and wait for somebody to have them tried again or dropped.',
      type: 'gauge',
      samples: [{ value: dead }],
    },
  ]
}
