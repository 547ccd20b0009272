import { Command, InvalidArgumentError, Option } from 'commander'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { countFunnel } from '../../db/queries/funnel-counts.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { type Dimension, type FunnelQuestion, funnelOf } from '../domain/metrics.ts'
import { parsePeriod } from '../domain/periods.ts'
import { funnelTable } from './funnel-table.ts'
import { withStore } from './open-store.ts'
import { environment, settingsOfFile } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

const dimensions: Dimension[] = ['source', 'queue', 'owner', 'ae', 'campaign', 'segment', 'priority']

type Options = {
  from?: string
  to?: string
  by?: Dimension
  cohort: FunnelQuestion['cohort']
  asOf?: string
  json?: true
}

const date = (text: string) => {
  const isReal = z.iso.date().safeParse(text).success && text >= '1970-01-01'
  if (!isReal) throw new InvalidArgumentError(`"${text}" is no date that a calendar has; write it as 2026-11-23.`)
  return text
}

const time = (text: string) => {
  const isReal = z.iso.datetime({ offset: true }).safeParse(text).success && !Number.isNaN(Date.parse(text))
  if (!isReal) throw new InvalidArgumentError(`"${text}" is no time; write it with its zone, as 2026-11-23T09:00:00Z.`)
  return text
}

const datesOf = ({ from, to }: Options, zone: string, asOf: Date) => {
  const month = parsePeriod('this month', zone, asOf)
  const tomorrow = DateTime.fromJSDate(asOf, { zone }).plus({ days: 1 }).toISODate()
  if (from === undefined) {
    return { from: month.ok ? month.fromDate : '', to: month.ok ? month.toDate : '' }
  }
  return { from, to: to ?? tomorrow ?? '' }
}

const read = async (options: Options, terminal: Terminal) => {
  const env = environment(terminal)
  const organisationOfFile = settingsOfFile(env)?.organisation
  const isPersonal = options.by === 'owner' || options.by === 'ae'
  if (isPersonal && organisationOfFile?.perPersonStatistics === false) {
    throw new Stopped('Numbers of single people are switched off in this organisation.', 1)
  }
  return withStore(env, false, async ({ db }) => {
    const stored = await readOrganisation(db)
    if (!stored) throw new Stopped('The store is empty. Import or seed something first.', 1)
    const zone = organisationOfFile?.zone ?? stored.zone
    const asOf = options.asOf ?? terminal.now().toISOString()
    const days = datesOf(options, zone, new Date(asOf))
    if (days.from >= days.to)
      throw new Stopped(`--to ${days.to} is not after --from ${days.from}; it is the day after the last.`, 2)
    const [from, to] = [DateTime.fromISO(days.from, { zone }), DateTime.fromISO(days.to, { zone })]
    const { cohort, by = null } = options
    const question = { from: from.toMillis(), to: to.toMillis(), by, cohort, asOf: Date.parse(asOf) }
    return { ...days, by, cohort, asOf, ...funnelOf(await countFunnel(db, stored.id, question), cohort) }
  })
}

/** `baton funnel`: the numbers of domain §10 for [from, to), dates being midnights in the organisation's zone. */
export const funnelWord = (terminal: Terminal) =>
  new Command('funnel')
    .description('print the funnel of a period (default: this month)')
    .option('--from <date>', 'first day, as 2026-11-01', date)
    .option('--to <date>', 'the day after the last (default: tomorrow)', date)
    .addOption(new Option('--by <what>', 'split the numbers').choices(dimensions))
    .addOption(
      new Option('--cohort <kind>', 'what a conversion counts')
        .choices(['cohort', 'matured', 'period'])
        .default('cohort'),
    )
    .option('--as-of <time>', 'the moment of the report, as 2026-11-23T09:00:00Z (default: now)', time)
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      if (options.to !== undefined && options.from === undefined) throw new Stopped('--to needs --from beside it.', 2)
      const report = await read(options, terminal)
      await terminal.out(options.json ? `${JSON.stringify(report)}\n` : funnelTable(report))
      terminal.end(0)
    })
