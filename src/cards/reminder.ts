import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import type { NoticeRow, readNotice } from '../../db/queries/notices.ts'
import { isOfAe, type Watch, watches } from '../domain/settings.ts'
import { atTime, inDots, type Sentence, say, span, type Value } from '../texts/sentence.ts'
import { acceptedTitle, drawAccepted, drawAcceptedRows } from './accepted.ts'
import { act, primary } from './acts.ts'
import { type Button, buttons, type Drawing, line, type Part } from './card.ts'
import { moreRows, rowsShown, rowTitle } from './rows.ts'
import { sampleAt } from './sample.ts'
import { leadName, nameOf, numberOf } from './words.ts'

type Notice = NonNullable<Awaited<ReturnType<typeof readNotice>>>

const nextAct: Record<Watch, Button> = {
  call_back: act.touch,
  accept: act.accept,
  first_touch: act.touch,
  idle: act.touch,
  qualify: act.qualify,
  ae_decision: act.confirm,
  next_step: act.step,
}

const minute = 60_000

const clockOf = (name: string): Watch => watches.find((one) => one === name) ?? 'accept'

type Running = Pick<NoticeRow, 'clock' | 'startedAt' | 'dueAt'>

const whatIsDue = ({ clock: name, startedAt, dueAt }: Running, isPast: boolean): Sentence => {
  const clock = clockOf(name)
  if (clock === 'idle') return say('notice.untouched', { at: atTime(startedAt) })
  return say(`clock.${clock}.${isPast ? 'late' : 'due'}`, { at: atTime(dueAt) })
}

/** Who has it now, and who was asked for help. */
const withWhom = (facts: HandoffFacts, due: HandoffFacts['due'][number]): Sentence[] => {
  if (due.clock !== 'accept') {
    const who = isOfAe(due.clock) ? facts.ae : facts.owner
    return who === null ? [] : [say('notice.with', { who })]
  }
  return [
    ...(facts.offered === null ? [] : [say('notice.offered', { who: facts.offered })]),
    ...(facts.backup === null
      ? []
      : [say('notice.offeredBackup', { backup: facts.backup, at: atTime(due.breachedAt ?? due.dueAt) })]),
  ]
}

const wordsFor = (facts: HandoffFacts, notice: Notice, due: HandoffFacts['due'][number]): Sentence[] => {
  const name = nameOf(facts)
  const { kind, waitedMinutes: waited, limitMinutes: limit } = notice
  if (kind === 'remind' && due.clock === 'accept') {
    const left = span(due.dueAt.getTime() - notice.at.getTime())
    return [say('notice.acceptBy', { who: facts.offered ?? say('word.somebody'), name, due: atTime(due.dueAt), left })]
  }
  if (due.clock === 'idle') return [say('notice.idle', { name, at: atTime(due.startedAt) })]
  if (kind !== 'managers') {
    const what = whatIsDue(due, kind === 'overdue')
    return [kind === 'overdue' ? say('notice.late', { name, what }) : say('notice.remind', { name, what })]
  }
  const about = { queue: facts.queue?.title ?? say('word.unknown'), name, priority: `P${facts.handoff.priority}` }
  const said =
    waited === null || limit === null
      ? say('notice.waitedLong', { ...about, what: whatIsDue(due, true) })
      : say('notice.waited', { ...about, waited: span(waited * minute), limit: span(limit * minute) })
  return [said, ...withWhom(facts, due)]
}

/** What a clock says to one person (product §3); once that is settled, it asks for nothing any more. */
export const drawReminder = (facts: HandoffFacts, notice: Notice | null): Drawing => {
  if (notice?.kind === 'accepted' && notice.by !== null) return drawAccepted(facts, notice.by)
  const summary = say('notice.summary', { number: numberOf(facts) })
  const { number, stage } = facts.handoff
  const due = facts.due.find(({ id }) => id === notice?.timerId)
  if (!notice || !due)
    return {
      parts: [
        line(notice ? say('notice.settled', { name: nameOf(facts), stage }) : say('notice.gone')),
        buttons(number, [act.show]),
      ],
      summary,
    }
  const more = notice.kind === 'managers' ? [act.why] : []
  return {
    parts: [
      ...wordsFor(facts, notice, due).map((text) => line(text)),
      buttons(number, [primary(nextAct[clockOf(due.clock)]), act.reassign], more),
    ],
    summary,
  }
}

const rowOf = ({ kind, queue, priority, ...row }: NoticeRow): Part => {
  const forManagers: Value[] = kind === 'managers' ? [queue ?? say('word.unknown'), `P${priority}`] : []
  const items = inDots([rowTitle(row, kind !== 'remind'), ...forManagers, whatIsDue(row, kind !== 'remind')])
  return line(say('mine.row', { items }))
}

/** What needs somebody, with the ways to it. */
const needing = (rows: readonly NoticeRow[], title: Sentence): Part[] => {
  const own = rows.some(({ kind }) => kind !== 'managers') ? [primary(act.mine)] : []
  const others = rows.some(({ kind, clock }) => kind === 'managers' && clock === 'accept') ? [act.queue] : []
  return [
    line(title, 'title'),
    ...rows.slice(0, rowsShown).map(rowOf),
    ...moreRows(rows.length - rowsShown),
    ...(own.length + others.length === 0 ? [] : [buttons(null, [...own, ...others])]),
  ]
}

/** What was gathered for one person in one message, as it stands when it goes out (domain §6); null when all is settled. */
export const drawReminders = (rows: readonly NoticeRow[]): Drawing | null => {
  const accepted = rows.filter(({ kind }) => kind === 'accepted')
  const others = rows.filter(({ kind }) => kind !== 'accepted')
  const titles = [
    ...(others.length === 0 ? [] : [say('notice.list', { count: others.length })]),
    ...(accepted.length === 0 ? [] : [acceptedTitle(accepted)]),
  ]
  const [summary] = titles
  if (!summary) return null
  const parts = [
    ...(others.length === 0 ? [] : needing(others, summary)),
    ...(accepted.length === 0 ? [] : drawAcceptedRows(accepted)),
  ]
  return { parts, summary }
}

const at = (text: string) => new Date(`2026-11-23T${text}:00Z`)
const noticeOf = (kind: Notice['kind'], given: Partial<Notice> = {}): Notice => ({
  ...{ id: 'n', tenantId: 't', memberId: 'm', handoffId: 'h', timerId: 'timer', kind, at: at('09:00') },
  ...{
    sendAt: at('09:00'),
    sentAt: at('09:00'),
    message: null,
    waitedMinutes: null,
    limitMinutes: null,
    by: null,
    ...given,
  },
})
const waitingFor = (clock: Watch, facts: HandoffFacts, given: Partial<HandoffFacts> = {}): HandoffFacts => ({
  ...facts,
  due: [{ id: 'timer', clock, startedAt: at('08:30'), dueAt: at('09:30'), breachedAt: null }],
  ...given,
})
const row = (number: number, kind: NoticeRow['kind'], clock: Watch): NoticeRow => ({
  ...{ number, kind, clock, startedAt: at('08:30'), dueAt: at('09:30'), stage: 'SAL', priority: 2, queue: 'DACH' },
  ...{ name: leadName(sampleAt('SAL').lead), company: 'Officina SpA' },
  ...(kind === 'accepted' ? { by: 'Lena Vogt', acceptedAt: at('09:43') } : { by: null, acceptedAt: null }),
})
const list = drawReminders([
  row(398, 'remind', 'first_touch'),
  row(397, 'remind', 'idle'),
  row(399, 'overdue', 'qualify'),
  ...Array.from({ length: 10 }, (_, i) => row(400 + i, 'managers', 'accept')),
])

const gathered = drawReminders([
  ...[row(398, 'remind', 'first_touch'), row(410, 'accepted', 'first_touch'), row(411, 'accepted', 'first_touch')],
])

export const examples: Record<string, Drawing> = {
  accept: drawReminder(waitingFor('accept', sampleAt('MQL')), noticeOf('remind')),
  firstTouch: drawReminder(waitingFor('first_touch', sampleAt('SAL')), noticeOf('remind')),
  idle: drawReminder(waitingFor('idle', sampleAt('SAL')), noticeOf('remind')),
  callBack: drawReminder(waitingFor('call_back', sampleAt('SAL')), noticeOf('remind')),
  late: drawReminder(waitingFor('qualify', sampleAt('SAL')), noticeOf('overdue')),
  managers: drawReminder(
    waitingFor('accept', sampleAt('MQL'), { backup: 'Nordics' }),
    noticeOf('managers', { waitedMinutes: 90, limitMinutes: 60 }),
  ),
  managersOfAe: drawReminder(waitingFor('ae_decision', sampleAt('SQL')), noticeOf('managers')),
  settled: drawReminder(sampleAt('SAL'), noticeOf('remind')),
  ...(list ? { list } : {}),
  ...(gathered ? { gathered } : {}),
}
