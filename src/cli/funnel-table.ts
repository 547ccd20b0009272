import type { FunnelNumbers, FunnelReport } from '../domain/metrics.ts'

type Report = FunnelReport & { from: string; to: string; by: string | null; cohort: string; asOf: string }

const enough = 10

/** "3/5" where the base is too small for a rate, nothing where there is none (domain §10). */
const rate = ({ n, of }: { n: number; of: number }) => {
  if (of === 0) return '–'
  return of < enough ? `${n}/${of}` : `${Math.round((n / of) * 100)} %`
}

const hours = (value: number | null) => (value === null ? '–' : `${value.toFixed(1)} h`)

const heads = ['', 'MQL', 'SAL', 'SQL', 'SQO', 'WON', 'MQL→SAL', 'SAL→SQL', 'SQL→SQO', 'SQO→WON', 'MQL→SQO']

const cells = (key: string, { entered, reached }: FunnelNumbers) => [
  key,
  ...[entered.mql, entered.sal, entered.sql, entered.sqo, entered.won].map(String),
  ...[reached.mql_sal, reached.sal_sql, reached.sql_sqo, reached.sqo_won, reached.mql_sqo].map(rate),
]

const aligned = (rows: string[][]) => {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

const amounts = (of: Record<string, number>) =>
  Object.entries(of)
    .map(([currency, amount]) => `${amount.toLocaleString('en')} ${currency}`)
    .join(', ')

const named = (what: string, text: string) => (text === '' ? [] : [`${what}: ${text}`])

/** The report as a table and a few lines for people. */
export const funnelTable = ({ from, to, by, cohort, asOf, groups, total, sla }: Report): string => {
  const rows = [heads, ...groups.map((group) => cells(group.key, group)), cells('all', total)]
  const speed = Object.entries(total.hours)
    .filter(([, { median }]) => median !== null)
    .map(([step, { median, p90 }]) => `${step.toUpperCase().replace('_', '→')} ${hours(median)} (90 %: ${hours(p90)})`)
  const attained = Object.entries(sla)
    .filter(([, { met, missed }]) => met + missed > 0)
    .map(([clock, { met, missed }]) => `${clock} ${rate({ n: met, of: met + missed })} of ${met + missed}`)
  const reasons = Object.entries(total.reasons).map(([reason, n]) => `${reason} ${n}`)
  return [
    `From ${from} up to, not with, ${to}${by === null ? '' : `, by ${by}`} · ${cohort} · as of ${asOf}`,
    '',
    ...aligned(rows),
    '',
    ...named('Median time', speed.join(' · ')),
    ...named('In time', attained.join(' · ')),
    ...named('Lost by reason', reasons.join(' · ')),
    ...named('SQO amount', amounts(total.amounts.sqo)),
    ...named('WON amount', amounts(total.amounts.won)),
    `Overrides: ${total.overrides} · returns: ${total.returns}`,
    '',
  ].join('\n')
}
