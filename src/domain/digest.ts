import type { FunnelWords } from './funnel-words.ts'
import type { Role } from './settings.ts'

/** The periods that a digest may be of: each is another one on another day. */
export const digestPeriods = [
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'last_30_days',
  'this_quarter',
  'last_quarter',
] as const

/** What a digest may be split by; `none` where it is not. */
export const digestSplits = ['none', 'source', 'queue', 'owner', 'ae', 'campaign', 'segment', 'priority'] as const

/** When a digest comes, as cron expressions (product §2, `digest`). */
export const digestTimes = { weekdays: '0 9 * * 1-5', monday: '0 9 * * 1', monthly: '0 9 1 * *' } as const

/** So much later than its time a digest is still worth reading; what is later is left out. In milliseconds. */
export const latestMs = 12 * 3_600_000

/** From here on it says that it is late: a few minutes are those of the platforms. In milliseconds. */
export const lateFromMs = 15 * 60_000

/** Why a digest does not come any more: its maker may not have it, or what it asks is not there. */
export type DigestFault = 'rights' | 'question'

type Maker = { roles: readonly Role[]; managedQueues: readonly string[] }

const managesAnything = ({ roles }: Pick<Maker, 'roles'>) => roles.includes('manager') || roles.includes('admin')

/** Whether somebody may have a digest of a queue, or of all where it is null: its managers and admins (domain §8). */
export const mayHaveDigest = (maker: Maker, queueKey: string | null): boolean =>
  maker.roles.includes('admin') ||
  (queueKey === null ? maker.roles.includes('manager') : maker.managedQueues.includes(queueKey))

/** Whether somebody may have numbers of single people sent: managers, to themselves alone (product §6). */
export const mayHavePeople = (maker: Pick<Maker, 'roles'>, isDirect: boolean): boolean =>
  isDirect && managesAnything(maker)

/** What a digest asks, as it would be typed after `funnel`. */
export const digestQuestion = (period: string, by: string, queue: string | null): string =>
  [
    period.replaceAll('_', ' '),
    ...(by === 'none' ? [] : [`by ${by}`]),
    ...(queue === null ? [] : [`in ${queue}`]),
  ].join(' ')

/** The period of a digest, by the name of the choice. */
export const periodOf = ({ period }: Extract<FunnelWords, { ok: true }>) =>
  digestPeriods.find((one) => one === period.replaceAll(' ', '_')) ?? null
