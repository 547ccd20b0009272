import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedCrowd } from './crowd.ts'
import { measureDelivery } from './delivery.ts'
import { type Measured, measure, measureInTurns, sendProved, slackProof } from './load.ts'
import { here, type Row, start, stores, type Where, within } from './processes.ts'
import { acceptTap, command } from './requests.ts'
import { seed } from './seed.ts'
import { measureTeams } from './teams.ts'
import { measureTimers } from './timers.ts'
import { measureLists, measureWords, type Words } from './words.ts'

const taps = 10_000
const connections = 10
const warmUp = 500
const minePasses = 60
const slack = slackProof('bench')

const say = (text: string) => process.stdout.write(`${text}\n`)

const startProduct = (where: Where, sink: string, configFile = here('organisation.yaml')) =>
  start('product.ts', [
    where.databaseUrl ?? '',
    where.dataDir,
    configFile,
    JSON.stringify({
      slack: { mode: 'http', botToken: 'xoxb-bench', signingSecret: 'bench', apiUrl: `${sink}/api/` },
    }),
  ])

const bodies = (from: number, count: number, sink: string) =>
  Array.from({ length: count }, (_, i) => acceptTap(from + i, sink))

/** Both halves of a measurement as one. */
const joined = (first: Measured, second: Measured): Measured => ({
  perSecond: 2 / (1 / first.perSecond + 1 / second.perSecond),
  p50Ms: (first.p50Ms + second.p50Ms) / 2,
  p99Ms: Math.max(first.p99Ms, second.p99Ms),
  refused: first.refused + second.refused,
})

const measureTaps = async (where: Where, sink: string) => {
  await seed(where, taps + warmUp, 'waiting')
  const ackOnly = await start('ack-only.ts')
  const app = await startProduct(where, sink)
  const urls = [ackOnly, app].map(({ url }) => `${url}/slack/events`)
  for (const url of urls) await measure(url, slack, bodies(1, warmUp, sink), connections)
  const half = taps / 2
  const from = (first: number) =>
    measureInTurns(
      urls.map((url) => ({ url, proof: slack, bodies: bodies(first, half, sink) })),
      connections,
    ) as Promise<[Measured, Measured]>
  const first = await from(warmUp + 1)
  const halfway = await app.memoryMiB()
  const second = await from(warmUp + half + 1)
  const end = await app.memoryMiB()
  await app.stop()
  await ackOnly.stop()
  return { baseline: joined(first[0], second[0]), ...joined(first[1], second[1]), halfway, end }
}

const measureMine = async (where: Where, sink: string, handoffs: number) => {
  await seed(where, handoffs, 'closed')
  const app = await startProduct(where, sink)
  const times: number[] = []
  for (let nth = 0; nth < minePasses; nth++) {
    const { ms, answer } = await sendProved(`${app.url}/slack/events`, slack, command('mine', nth, sink))
    if (!answer.includes('blocks')) throw new Error(`mine was not answered: ${answer.slice(0, 200)}`)
    if (nth >= 10) times.push(ms)
  }
  await app.stop()
  times.sort((one, other) => one - other)
  return times[times.length >> 1] ?? 0
}

const measureCrowd = async (where: Where, sink: string, handoffs: number, withWords: boolean) => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'))
  const { configFile, numbers } = await seedCrowd(where, folder, handoffs)
  const app = await startProduct(where, sink, configFile)
  const lists = await measureLists(app.url, sink, numbers)
  const words: Words | null = withWords ? await measureWords(app.url, sink, numbers) : null
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
  return { lists, words }
}

/**
 * `npm run bench -- taps`, `-- words`, `-- teams` or `-- time` measures the one part, `-- quick` the words in a small organisation; a
 * number behind `teams` is how many actions are sent.
 */
const part = process.argv[2] ?? 'all'
const isQuick = part === 'quick'
const isOf = (one: 'taps' | 'words' | 'teams' | 'time') => part === 'all' || part === one

const rows: Row[] = []
const sink = await start('sink.ts')
const measureTapsOn = async (store: (typeof stores)[number]) => {
  const done = await within(store.open, (where) => measureTaps(where, sink.url))
  const { baseline } = done
  const ratio = done.perSecond / baseline.perSecond
  const slower = done.p99Ms / baseline.p99Ms
  const growth = done.end - done.halfway
  rows.push(
    {
      what: `${store.name}: ack-only Bolt`,
      measured: `${baseline.perSecond.toFixed(0)}/s, p99 ${baseline.p99Ms.toFixed(1)} ms`,
      goal: '–',
      isMet: null,
    },
    {
      what: `${store.name}: Accept taps`,
      measured: `${done.perSecond.toFixed(0)}/s, ratio ${ratio.toFixed(2)}`,
      goal: `≥ ${store.ratio}`,
      isMet: ratio >= store.ratio,
    },
    {
      what: `${store.name}: p99 of the answer`,
      measured: `${done.p99Ms.toFixed(1)} ms, ratio ${slower.toFixed(1)}`,
      goal: '≤ 5',
      isMet: slower <= 5,
    },
    { what: `${store.name}: taps refused`, measured: String(done.refused), goal: '0', isMet: done.refused === 0 },
    {
      what: `${store.name}: memory after ${taps} taps`,
      measured: `${done.end.toFixed(0)} MiB (${growth >= 0 ? '+' : ''}${growth.toFixed(0)} since half)`,
      goal: `≤ ${store.memory}`,
      isMet: done.end <= store.memory,
    },
  )
  const few = await within(store.open, (where) => measureMine(where, sink.url, 100))
  const many = await within(store.open, (where) => measureMine(where, sink.url, 10_000))
  const more = many / few
  rows.push({
    what: `${store.name}: mine, 10,000 against 100`,
    measured: `${many.toFixed(1)} / ${few.toFixed(1)} ms, ratio ${more.toFixed(2)}`,
    goal: '≤ 2',
    isMet: more <= 2,
  })
}

for (const store of isOf('taps') ? stores : []) await measureTapsOn(store)

const [small, large] = [1_000, isQuick ? 5_000 : 100_000]
for (const store of isOf('words') || isQuick ? stores : []) {
  const few = await within(store.open, (where) => measureCrowd(where, sink.url, small, false))
  const many = await within(store.open, (where) => measureCrowd(where, sink.url, large, store.name === 'Postgres'))
  for (const [list, ms] of many.lists) {
    const before = few.lists.get(list) ?? 0
    rows.push({
      what: `${store.name}: ${list}, ${large} against ${small}`,
      measured: `${ms.toFixed(1)} / ${before.toFixed(1)} ms, ratio ${(ms / before).toFixed(2)}`,
      goal: '≤ 2',
      isMet: ms <= 2 * before,
    })
  }
  if (many.words === null) continue
  const { all, slowest } = many.words
  rows.push(
    {
      what: `${store.name}, whatever the word, 50 a second`,
      measured: `p50 ${all.p50Ms.toFixed(0)} ms, p99 ${all.p99Ms.toFixed(0)} ms, ${all.refused} refused`,
      goal: 'p99 ≤ 300 ms',
      isMet: all.p99Ms <= 300 && all.refused === 0,
    },
    {
      what: `${store.name}: the slowest word, ${slowest.word}`,
      measured: `p50 ${slowest.p50Ms.toFixed(0)} ms, p99 ${slowest.p99Ms.toFixed(0)} ms`,
      goal: 'p99 ≤ 300 ms',
      isMet: slowest.p99Ms <= 300,
    },
  )
}
await sink.stop()
if (isOf('teams')) rows.push(...(await measureTeams(Number(process.argv[3] ?? taps))))
if (isOf('time')) rows.push(...(await measureTimers()), ...(await measureDelivery()))

for (const row of rows)
  say(
    `${row.isMet === null ? '·' : row.isMet ? '✓' : '✗'} ${row.what.padEnd(40)} ${row.measured.padEnd(36)} goal ${row.goal}`,
  )
if (stores.length === 1) say('\nDATABASE_URL is not set: Postgres was not measured.')
process.exitCode = rows.every((row) => row.isMet !== false) ? 0 : 1
