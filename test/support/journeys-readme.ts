import { alonePlatforms, type Run } from './journeys-table.ts'

/** What the files are about whose names begin so; a file that no line is about is a gap. */
const abouts: Record<string, string> = {
  'hand-off-to-sqo': 'the whole way: handed off, accepted, qualified, confirmed, announced',
  verbs: 'each word: who may, what changes, who hears of it, what the history says',
  ways: 'commands, mentions, threads, direct messages, shortcuts, buttons, the Home tab',
  setup: 'the first admin and the six questions',
  team: 'who is in which queue, as what; leavers',
  clocks: 'reminders, limits, the backup queue, managers, working hours, acceptances',
  dates: 'promised calls, and what comes back from nurture',
  rotation: 'one member after the other is offered a hand-off',
  away: 'who is not there, who is back, who is next',
  digest: 'numbers that come by themselves',
  calls: 'whom the card of a P1 mentions',
  friday: 'what became of it, for who handed it off',
  'dead-letters': 'messages that no platform took',
  metrics: 'what Prometheus reads',
  dm: 'where direct messages come',
  doctor: 'what is wrong in the set-up, and the way back',
  unhere: 'a channel loses its queue or its alerts',
  'renamed-command': 'a workspace where `/lead` is taken',
  'broken-places': 'archived channels, the app removed, permissions lost',
  'shared-channels': 'channels that another organisation sees',
  strangers: 'guests and people of other organisations',
  erase: 'a lead is forgotten everywhere',
  trust: 'forged, late and repeated requests, races, a store that is gone',
  'bad-input': 'strange, huge, late and changed input in every field and after every word',
  'typed-mistakes': 'slips and half-typed words',
}

const titles = { slack: 'Slack', teams: 'Microsoft Teams' }
type Title = keyof typeof titles
const platforms = Object.keys(titles) as Title[]

const groupOf = (file: string): string | undefined =>
  Object.keys(abouts).find((name) => file === name || file.startsWith(`${name}-`))

const begin = '<!-- journeys: printed by npm run journeys -->'
const end = '<!-- /journeys -->'
const between = new RegExp(`${begin}[\\s\\S]*?${end}`)

/** How many tests passed on a platform, and how many of them are of it alone; what waits for a server counts as where it has one. */
const countOn = (runs: readonly Run[], alone: ReadonlyMap<string, string>, platform: Title) => {
  const own = runs.filter((run) => run.platform === platform && run.state !== 'failed')
  const ofIt = own.filter((run) => alone.get(run.key) === platform).length
  const ofBoth = own.filter((run) => !alone.has(run.key)).length
  return { all: ofIt + ofBoth, ofIt }
}

const cellOf = ({ all, ofIt }: { all: number; ofIt: number }) => (ofIt > 0 ? `${all}, ${ofIt} alone` : `${all}`)

const rowOf = (title: string, about: string, runs: readonly Run[], alone: ReadonlyMap<string, string>) =>
  `| ${title} | ${about} | ${platforms.map((one) => cellOf(countOn(runs, alone, one))).join(' | ')} |`

const titleOf = (name: string, files: readonly string[]) =>
  files.length === 1
    ? `[${name}](test/journeys/${files[0]}.test.ts)`
    : `[${name}](test/journeys), ${files.length} files`

/** The table: a row for each group of files, with the tests that passed on each platform. */
const tableOf = (runs: readonly Run[]): string => {
  const alone = alonePlatforms(runs)
  const rows = Object.entries(abouts).flatMap(([name, about]) => {
    const own = runs.filter(({ file }) => groupOf(file) === name)
    const files = [...new Set(own.map(({ file }) => file))]
    return files.length === 0 ? [] : [rowOf(titleOf(name, files), about, own, alone)]
  })
  return [
    `| journeys | of | ${platforms.map((one) => titles[one]).join(' | ')} |`,
    '|---|---|---|---|',
    ...rows,
    rowOf('all', '', runs, alone),
  ].join('\n')
}

/** The README with its table of journeys as they ran; as it was where it has no place for one. */
export const withTable = (readme: string, runs: readonly Run[]): string =>
  readme.replace(between, () => `${begin}\n${tableOf(runs)}\n${end}`)

/** A sentence for each file that the table would leave out. */
export const findUntold = (runs: readonly Run[]): string[] =>
  [...new Set(runs.map(({ file }) => file))]
    .filter((file) => groupOf(file) === undefined)
    .map(
      (file) => `Nothing says what test/journeys/${file}.test.ts is about: add it to test/support/journeys-readme.ts.`,
    )
