import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFunnelWords } from '../../src/domain/funnel-words.ts'
import type { FunnelNumbers, FunnelReport } from '../../src/domain/metrics.ts'
import { demoNow, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const expected = (name: string): FunnelReport =>
  JSON.parse(readFileSync(`test/fixtures/expected/${name}.json`, 'utf8')) as FunnelReport

const share = ({ n, of }: { n: number; of: number }) =>
  of < 10 ? `${n}/${of}` : `${n} of ${of}, ${Math.round((n * 100) / of)} %`

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

const amounts = (known: Record<string, number>) => {
  const said = Object.entries(known).map(([currency, units]) => `${units.toLocaleString('en')} ${currency}`)
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

const counts = ({ entered, amounts: { sqo, won } }: FunnelNumbers) =>
  `${plural(entered.mql, 'MQL')} · ${entered.sal} accepted · ${plural(entered.sql, 'SQL')} · ${plural(entered.sqo, 'SQO')}${amounts(sqo)} · ${entered.won} won${amounts(won)}`

const steps = ({ reached, hours }: FunnelNumbers) =>
  (['mql_sal', 'sal_sql', 'sql_sqo', 'sqo_won', 'mql_sqo'] as const).map((step) => {
    const title = step.toUpperCase().replace('_', ' → ')
    const { median, p90 } = hours[step]
    return `${title}: ${share(reached[step])}${median === null ? '' : ` · median ${median} h, 90 % within ${p90} h`}`
  })

const group = (key: string, { entered, reached, amounts: { sqo, won } }: FunnelNumbers) =>
  `${key}: ${plural(entered.mql, 'MQL')} · ${entered.sal} accepted (${share(reached.mql_sal)}) · ${plural(entered.sql, 'SQL')} (${share(reached.sal_sql)}) · ${plural(entered.sqo, 'SQO')}${amounts(sqo)} · ${entered.won} won${amounts(won)}`

const titles: Record<string, Record<string, string>> = {
  source: {
    ebook: 'e-book',
    demo_request: 'demo request',
    contact_form: 'contact form',
  },
  queue: { dach: 'DACH', nordics: 'Nordics', italy: 'Italy' },
  segment: {},
}

test.each([
  ['quarter-by-source-cohort', '2026-08-24..2026-11-22 by source', 'source'],
  ['quarter-by-queue-matured', '2026-08-24..2026-11-22 by queue matured', 'queue'],
  ['october-by-segment-matured', 'matured by segment 2026-10', 'segment'],
])('the funnel says the numbers of %s', async (name, typed, by) => {
  const report = expected(name)
  const answer = await world.ask('sofia.berg', `funnel ${typed}`)
  expect(answer.lines).toContain(counts(report.total))
  for (const step of steps(report.total)) expect(answer.lines).toContain(step)
  const { met, missed } = report.sla.accept ?? { met: 0, missed: 0 }
  expect(answer.lines).toContain(`Accepted in time: ${share({ n: met, of: met + missed })}`)
  const rows = report.groups.map(({ key, ...numbers }) => group(titles[by]?.[key] ?? key, numbers))
  const from = answer.lines.indexOf(rows[0] ?? '')
  expect(answer.lines.slice(from, from + rows.length)).toEqual(rows)
})

test('a manager reads every owner by name, and an SDR the own row alone', async () => {
  const report = expected('october-by-owner-cohort')
  const typed = 'funnel 2026-10-01..2026-10-31 by owner'
  const all = await world.ask('sofia.berg', typed)
  const rowOf = (email: string, name: string) => {
    const found = report.groups.find(({ key }) => key === email)
    if (!found) throw new Error(`${email} is not in the report`)
    return group(name, found)
  }
  const lena = rowOf('lena.vogt@fjordlight.example', 'Lena Vogt')
  const ingrid = rowOf('ingrid.dahl@fjordlight.example', 'Ingrid Dahl')
  expect(all.lines).toContain(lena)
  expect(all.lines).toContain(ingrid)
  const own = await world.ask('lena.vogt', typed)
  expect(own.lines).toContain(lena)
  expect(own.text).not.toContain('Ingrid')
  expect(own.text).not.toContain('@fjordlight')
  expect(own.text).toContain('Only your own row')
})

test('without statistics by person nobody gets a split by person', async () => {
  const { organisation } = world.settings
  organisation.perPersonStatistics = false
  const answers = [await world.ask('sofia.berg', 'funnel by owner'), await world.ask('lena.vogt', 'funnel by ae')]
  organisation.perPersonStatistics = true
  for (const { text } of answers) expect(text).toBe('Numbers of single people are switched off in this organisation.')
})

test('on 16 November the biggest leak is the e-book, where 10 of 30 went on', async () => {
  world.clock.now = new Date('2026-11-16T08:00:00Z')
  const { text } = await world.ask('felix.amsel', 'funnel')
  world.clock.now = demoNow
  expect(text).toContain('Biggest leak: e-book, SAL → SQL: 10 of 30, 33 %, all 55 %; about 7 lost')
})

test('the funnel says how much waits in each queue', async () => {
  const { text } = await world.ask('felix.amsel', 'funnel last week')
  expect(text).toContain('Waiting now: 10 in DACH, 4 in Nordics · oldest since 2 Sept 2026')
})

test('the funnel of one queue counts what is in it alone, and its buttons ask for it again', async () => {
  const all = await world.ask('felix.amsel', 'funnel last month by queue')
  const own = await world.ask('felix.amsel', 'funnel last month in dach')
  expect(own.lines[0]).toBe(`${all.lines[0]} · DACH`)
  const row = all.text.match(/DACH: (\d+ MQLs)/)?.[1]
  expect(row).toBeTypeOf('string')
  expect(own.lines[1]).toMatch(new RegExp(`^${row} `))
  expect(own.text).toMatch(/Waiting now: \d+ in DACH · oldest/)
  expect(own.buttons[0]?.shown[0]?.variant).toBe('2026-10-01..2026-10-31 by source in dach')
  expect((await world.ask('felix.amsel', 'funnel in dahc')).text).toContain('There is no queue “dahc”.')
})

test('a button of the funnel asks again for the same period, split or matured', async () => {
  const first = await world.ask('felix.amsel', 'funnel last month')
  const [bySource] = first.buttons[0]?.shown ?? []
  expect(bySource?.variant).toBe('2026-10-01..2026-10-31 by source')
  const tapped = await world.ask('felix.amsel', 'funnel', { surface: 'button', variant: bySource?.variant ?? '' })
  expect(tapped.lines[0]).toBe(first.lines[0])
  expect(tapped.lines).toContain('By source')
  const matured = tapped.buttons[0]?.more.find(({ label }) => label === 'button.matured')
  expect(matured?.variant).toBe('2026-10-01..2026-10-31 by source matured')
})

test('words that are no period and splits that there are not are named', async () => {
  expect((await world.ask('felix.amsel', 'funnel next week')).text).toContain('“next week” is no period I know.')
  expect((await world.ask('felix.amsel', 'funnel by colour')).text).toContain('There is no split “by colour”.')
  expect((await world.ask('felix.amsel', 'funnel last week by')).text).toContain('There is no split “by ”.')
})

test.each([
  ['', { period: 'this month', by: null, cohort: 'cohort', queue: null }],
  ['matured', { period: 'this month', by: null, cohort: 'matured', queue: null }],
  ['By Source  last  Quarter', { period: 'last quarter', by: 'source', cohort: 'cohort', queue: null }],
  ['last 30 days by queue matured', { period: 'last 30 days', by: 'queue', cohort: 'matured', queue: null }],
  ['last week in DACH by source', { period: 'last week', by: 'source', cohort: 'cohort', queue: 'dach' }],
])('the words "%s" are read', (text, read) => {
  expect(readFunnelWords(text)).toEqual({ ok: true, ...read })
})
