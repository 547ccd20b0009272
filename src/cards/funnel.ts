import type { WaitingCount } from '../../db/queries/queue.ts'
import type { Leak } from '../domain/leak.ts'
import type { FunnelNumbers, FunnelQuestion, FunnelReport, Step } from '../domain/metrics.ts'
import { isTextKey } from '../texts/catalogue.ts'
import { atTime, inDots, onDay, type Sentence, say, type Value } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { type Button, buttons, line, type Part } from './card.ts'
import { allSteps, counted, countsOf, shareOf, stepNames, stepOf } from './funnel-numbers.ts'
import { listLength } from './rows.ts'

type Asked = Pick<FunnelQuestion, 'by' | 'cohort'> & { queue: { key: string; title: string } | null }

export type FunnelFacts = {
  /** First and last day, `2026-08-01..2026-10-31`; asked again, it gives the same period. */
  period: string
  asked: Asked
  report: FunnelReport
  /** What to call the keys of the split: people by e-mail address, queues by key. */
  names: ReadonlyMap<string, string>
  leak: Leak | null
  waiting: WaitingCount[]
  /** A split by person shows whoever is no manager the own row alone (product §6). */
  isOwnOnly: boolean
}

const keyName = (key: string, { asked, names }: FunnelFacts): Value => {
  if (key === 'unknown') return say('word.unknown')
  return asked.by === 'source' ? wordFor('source', key) : (names.get(key) ?? key)
}

const groupOf = (group: FunnelReport['groups'][number], facts: FunnelFacts): Sentence => {
  const { entered, reached } = group
  const short = (step: Step) => shareOf(reached[step].n, reached[step].of)
  return say('funnel.group', {
    key: keyName(group.key, facts),
    counts: inDots([
      say('funnel.mql', { count: entered.mql }),
      say('funnel.salOf', { count: entered.sal, share: short('mql_sal') }),
      say('funnel.sqlOf', { count: entered.sql, share: short('sal_sql') }),
      counted('funnel.sqo', entered.sqo, group.amounts.sqo),
      counted('funnel.won', entered.won, group.amounts.won),
    ]),
  })
}

const groupsOf = (facts: FunnelFacts): Part[] => {
  const { groups } = facts.report
  if (facts.asked.by === null) return []
  if (groups.length === 0) return [line(say('funnel.noGroups'), 'quiet')]
  const shown = groups.slice(0, listLength)
  const rest = groups.length - shown.length
  return [
    line(say(`funnel.by.${facts.asked.by}`), 'title'),
    { part: 'list', items: shown.map((group) => groupOf(group, facts)) },
    ...(rest > 0 ? [line(say('mine.more', { count: rest }), 'quiet')] : []),
    ...(facts.isOwnOnly ? [line(say('funnel.ownOnly'), 'quiet')] : []),
  ]
}

const leakOf = ({ leak, names }: FunnelFacts): Part[] =>
  leak === null
    ? []
    : [
        line(
          say(leak.baseOf === 'own' ? 'funnel.leakOwn' : 'funnel.leakAll', {
            key: leak.by === 'source' ? wordFor('source', leak.key) : (names.get(leak.key) ?? leak.key),
            step: stepNames[leak.step],
            share: shareOf(leak.n, leak.of),
            base: Math.round(100 * leak.base),
            lost: Math.round(leak.excess),
          }),
        ),
      ]

const waitingOf = (waiting: WaitingCount[]): Part => {
  if (waiting.length === 0) return line(say('funnel.waitingNone'))
  const oldest = new Date(Math.min(...waiting.map(({ since }) => since.getTime())))
  const queues: Value = {
    as: 'list',
    items: waiting.map(({ n, title }) => say('funnel.waitingIn', { n, queue: title })),
    join: 'commas',
  }
  return line(say('funnel.waiting', { queues, oldest: atTime(oldest, 'date') }))
}

/** Counts join what several verbs call by one key, so the first table that knows it gives the word. */
const reasonName = (key: string): Value => {
  const table = ['recycle', 'disqualify', 'lost'].find((verb) => isTextKey(`reason.${verb}.${key}`))
  return table === undefined ? key : wordFor('reason', `${table}.${key}`)
}

const lossesOf = ({ overrides, returns, reasons }: FunnelNumbers): Part[] => {
  const items: Value[] = []
  if (overrides > 0) items.push(say('funnel.overrides', { count: overrides }))
  if (returns > 0) items.push(say('funnel.returns', { count: returns }))
  const counts = Object.entries(reasons)
    .slice(0, 5)
    .map(([key, count]) => say('funnel.reason', { reason: reasonName(key), count }))
  if (counts.length > 0) items.push(say('funnel.reasons', { reasons: { as: 'list', items: counts, join: 'commas' } }))
  return items.length > 0 ? [line(say('word.plain', { text: inDots(items) }), 'quiet')] : []
}

const ask = (label: Button['label'], period: string, { by, cohort, queue }: Asked): Button => ({
  label,
  word: 'funnel',
  does: 'runs',
  variant: [
    period,
    ...(by === null ? [] : [`by ${by}`]),
    ...(queue === null ? [] : [`in ${queue.key}`]),
    ...(cohort === 'matured' ? ['matured'] : []),
  ].join(' '),
})

const buttonsOf = ({ period, asked }: FunnelFacts): Part =>
  buttons(
    null,
    [
      ask('button.bySource', period, { ...asked, by: 'source' }),
      ask('button.byQueue', period, { ...asked, by: 'queue' }),
    ],
    [
      ask('button.lastMonth', 'last month', asked),
      ...(asked.cohort === 'matured' ? [] : [ask('button.matured', period, { ...asked, cohort: 'matured' })]),
    ],
  )

/** What a funnel is of, and of when. */
export const funnelTitle = ({ period, asked }: FunnelFacts): Sentence => {
  const [from = period, last] = period.split('..')
  const title = say(`funnel.title.${asked.cohort}`, {
    period: last === undefined ? onDay(from) : say('funnel.period', { from: onDay(from), last: onDay(last) }),
  })
  return asked.queue === null ? title : say('word.plain', { text: inDots([title, asked.queue.title]) })
}

/** What the funnel can be split by, for a split that there is not. */
export const drawNoSplit = (dimension: string): Part[] => [line(say('funnel.noSplit', { dimension }))]

/** The funnel of a period in words: the same numbers that programs get, and where leads leak (domain §10). */
export const drawFunnel = (facts: FunnelFacts): Part[] => {
  const { total, sla } = facts.report
  const accept = sla.accept ?? { met: 0, missed: 0 }
  const clocked = accept.met + accept.missed
  return [
    line(funnelTitle(facts), 'title'),
    line(say('word.plain', { text: countsOf(total) })),
    { part: 'list', items: allSteps.map((step) => stepOf(step, total)) },
    ...(clocked > 0 ? [line(say('funnel.accepted', { share: shareOf(accept.met, clocked) }))] : []),
    ...leakOf(facts),
    waitingOf(facts.waiting),
    ...lossesOf(total),
    ...groupsOf(facts),
    buttonsOf(facts),
  ]
}

const step = { n: 20, of: 31 }
const few = { n: 3, of: 5 }
const hours = { median: 13.27, p90: 41.84 }
const numbers: FunnelNumbers = {
  entered: { mql: 31, sal: 20, sql: 8, sqo: 3, won: 7 },
  reached: { mql_sal: step, sal_sql: step, sql_sqo: few, sqo_won: few, mql_sqo: step },
  hours: { mql_sal: hours, sal_sql: hours, sql_sqo: hours, sqo_won: { median: null, p90: null }, mql_sqo: hours },
  overrides: 1,
  returns: 2,
  reasons: { not_ready: 4, competitor: 1 },
  amounts: { sqo: { CHF: 72_000, EUR: 74_000 }, won: { JPY: 1_200 } },
}
/** What examples of the funnel are drawn of. */
export const sampleFunnel: FunnelFacts = {
  period: '2026-11-09..2026-11-15',
  asked: { by: 'source', cohort: 'cohort', queue: null },
  report: {
    groups: ['ebook', 'unknown', 'own_key'].map((key) => ({ key, ...numbers })),
    total: numbers,
    sla: { accept: { met: 17, missed: 13 } },
  },
  names: new Map(),
  leak: {
    by: 'source',
    key: 'ebook',
    step: 'sal_sql',
    n: 10,
    of: 30,
    rate: 0.33,
    base: 0.55,
    baseOf: 'all',
    excess: 6.6,
  },
  waiting: [{ queueId: 'dach', title: 'DACH', n: 13, since: new Date('2026-09-02T08:00:00Z') }],
  isOwnOnly: false,
}

export const examples: Record<string, Part[]> = {
  bySource: drawFunnel(sampleFunnel),
  empty: drawFunnel({
    ...sampleFunnel,
    period: '2026-11-09',
    asked: { by: 'owner', cohort: 'matured', queue: { key: 'dach', title: 'DACH' } },
    report: { ...sampleFunnel.report, groups: [], sla: {} },
    leak: null,
    waiting: [],
    isOwnOnly: true,
  }),
  noSplit: drawNoSplit('cat'),
}
