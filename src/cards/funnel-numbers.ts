import type { FunnelNumbers, Step } from '../domain/metrics.ts'
import { toMinor } from '../domain/money.ts'
import { inDots, money, type Sentence, say, type Value } from '../texts/sentence.ts'

/** Below this many, a share says less than the two numbers (domain §10). */
const fewest = 10

/** "20 of 31, 65 %", or "3/5" where the two numbers say more. */
export const shareOf = (n: number, of: number): Value =>
  of < fewest ? `${n}/${of}` : say('funnel.share', { n, of, percent: Math.round((100 * n) / of) })

const amountsOf = (amounts: Record<string, number>): Value[] =>
  Object.entries(amounts).map(([currency, units]) => {
    const minor = toMinor(units, currency)
    return minor === null ? `${units} ${currency}` : money(minor, currency)
  })

/** A count with its amounts, a currency each (domain §10). */
export const counted = (key: 'funnel.sqo' | 'funnel.won', count: number, amounts: Record<string, number>): Value => {
  const said = amountsOf(amounts)
  const plain = say(key, { count })
  return said.length === 0
    ? plain
    : say('funnel.with', { what: plain, amounts: { as: 'list', items: said, join: 'commas' } })
}

/** How many entered each stage. */
export const countsOf = ({ entered, amounts }: FunnelNumbers): Value =>
  inDots([
    say('funnel.mql', { count: entered.mql }),
    say('funnel.sal', { count: entered.sal }),
    say('funnel.sql', { count: entered.sql }),
    counted('funnel.sqo', entered.sqo, amounts.sqo),
    counted('funnel.won', entered.won, amounts.won),
  ])

/** The steps as people write them, whatever the language. */
export const stepNames: Record<Step, string> = {
  mql_sal: 'MQL → SAL',
  sal_sql: 'SAL → SQL',
  sql_sqo: 'SQL → SQO',
  sqo_won: 'SQO → WON',
  mql_sqo: 'MQL → SQO',
}

export const allSteps = Object.keys(stepNames) as Step[]

/** One step: its share, and how long it took. */
export const stepOf = (step: Step, { reached, hours }: FunnelNumbers): Sentence => {
  const { n, of } = reached[step]
  const { median, p90 } = hours[step]
  const values = { step: stepNames[step], share: shareOf(n, of) }
  return median === null || p90 === null
    ? say('funnel.step', values)
    : say('funnel.stepHours', { ...values, median, p90 })
}
