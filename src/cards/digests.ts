import { type digestPeriods, digestTimes } from '../domain/digest.ts'
import type { Dimension } from '../domain/metrics.ts'
import type { Platform } from '../domain/platform.ts'
import { atTime, inDots, type Sentence, say, type Value } from '../texts/sentence.ts'
import { type Button, buttons, line, type Part } from './card.ts'
import { listLength, moreRows } from './rows.ts'

export type DigestRow = {
  id: string
  period: (typeof digestPeriods)[number] | null
  by: Dimension | null
  /** The queue that it is of; null for all. */
  queue: string | null
  cron: string
  zone: string
  where:
    | { kind: 'here' | 'you' }
    | { kind: 'person'; name: string }
    | { kind: 'channel'; name: string | null; platform: Platform }
  nextAt: Date
  isPaused: boolean
}

/** "Monday, 09:00 (Europe/Berlin)", or the expression as it was written. */
const whenOf = ({ cron, zone }: DigestRow): Sentence => {
  const [preset] = Object.entries(digestTimes).find(([, one]) => one === cron) ?? []
  const when: Value = preset === undefined ? cron : say(`digest.when.${preset as keyof typeof digestTimes}`)
  return say('digest.at', { when, zone })
}

const whereOf = ({ where }: DigestRow): Sentence => {
  if (where.kind === 'person') return say('digest.to.person', { name: where.name })
  if (where.kind !== 'channel') return say(`digest.to.${where.kind}`)
  return where.name === null
    ? say('digest.to.elsewhere', { platform: say(`platform.${where.platform}`) })
    : say('digest.to.channel', { place: where.name })
}

const button = (label: Button['label'], does: string, id: string): Button => ({
  label,
  word: 'digest',
  does: 'runs',
  variant: `${does}/${id}`,
})

const rowOf = (row: DigestRow): Part[] => {
  const { id, period, by, queue, isPaused, nextAt } = row
  const what: Value[] = [
    period === null ? say('word.unknown') : say(`digest.period.${period}`),
    ...(by === null ? [] : [say(`funnel.by.${by}`)]),
    ...(queue === null ? [] : [queue]),
  ]
  const next = isPaused ? say('digest.paused') : say('digest.next', { at: atTime(nextAt) })
  const shown = isPaused ? button('button.resume', 'resume', id) : button('button.pause', 'pause', id)
  return [
    line(say('word.plain', { text: inDots([...what, whenOf(row), whereOf(row), next]) })),
    buttons(null, [shown, button('button.delete', 'delete', id)]),
  ]
}

/** The digests that somebody may see to, with their next time; what was just done stands first (product §2, `digest`). */
export const drawDigests = (rows: readonly DigestRow[], done: Sentence | null, mayPlan: boolean): Part[] => [
  ...(done === null ? [] : [line(done)]),
  line(say(rows.length === 0 ? 'digest.none' : 'digest.title'), 'title'),
  ...rows.slice(0, listLength).flatMap(rowOf),
  ...moreRows(rows.length - listLength),
  ...(mayPlan ? [buttons(null, [{ label: 'button.digestNew', word: 'digest', does: 'asks', variant: 'new' }])] : []),
]

const row: DigestRow = {
  id: '0199a8f0-0000-7000-8000-000000000001',
  period: 'last_week',
  by: 'source',
  queue: 'DACH',
  cron: digestTimes.monday,
  zone: 'Europe/Berlin',
  where: { kind: 'here' },
  nextAt: new Date('2026-11-23T08:00:00Z'),
  isPaused: false,
}

export const examples: Record<string, Part[]> = {
  some: drawDigests(
    [
      row,
      { ...row, id: 'b', period: 'yesterday', by: null, queue: null, cron: '30 8 * * 5', where: { kind: 'you' } },
      { ...row, id: 'c', by: null, where: { kind: 'channel', name: '#leads-dach', platform: 'slack' } },
      { ...row, id: 'd', period: null, where: { kind: 'channel', name: null, platform: 'teams' }, isPaused: true },
      { ...row, id: 'e', where: { kind: 'person', name: 'Sofia Berg' } },
    ],
    say('done.digestPaused'),
    true,
  ),
  none: drawDigests([], null, true),
}
