import type { Dimension } from './metrics.ts'

const dimensions: Record<string, Dimension> = {
  source: 'source',
  sources: 'source',
  queue: 'queue',
  queues: 'queue',
  owner: 'owner',
  owners: 'owner',
  sdr: 'owner',
  ae: 'ae',
  aes: 'ae',
  campaign: 'campaign',
  campaigns: 'campaign',
  segment: 'segment',
  segments: 'segment',
  priority: 'priority',
}

export type FunnelWords =
  | { ok: true; period: string; by: Dimension | null; cohort: 'cohort' | 'matured'; queue: string | null }
  | { ok: false; dimension: string }

/** Reads `[period] [by dimension] [in queue] [matured]`, in any order; without a period it is this month (product §2). */
export const readFunnelWords = (text: string): FunnelWords => {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const asked = /(?:^| )by(?: (\S+))?(?= |$)/.exec(plain)
  const dimension = asked?.[1] ?? ''
  if (asked && !Object.hasOwn(dimensions, dimension)) return { ok: false, dimension }
  const whole = asked ? plain.replace(asked[0], ' ') : plain
  const within = /(?:^| )in (\S+)(?= |$)/.exec(whole)
  const rest = within ? whole.replace(within[0], ' ') : whole
  const isMatured = /(?:^| )matured?(?= |$)/.test(rest)
  const period = rest
    .replace(/(?:^| )matured?(?= |$)/, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return {
    ok: true,
    period: period === '' ? 'this month' : period,
    by: dimensions[dimension] ?? null,
    cohort: isMatured ? 'matured' : 'cohort',
    queue: within?.[1] ?? null,
  }
}
