import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../db/client.ts'
import { exportHandoffs } from '../../db/queries/export-handoffs.ts'
import { handoffs, history, leads, members, outbox, queues, tenants } from '../../db/schema/index.ts'
import { defaultSettings } from '../../src/config/file.ts'
import { importHandoffs } from '../../src/services/import-handoffs.ts'
import { syncOrganisation } from '../../src/services/organisation.ts'
import { openTestStore } from '../support/store.ts'

const demo = readFileSync('src/playground/demo/demo90.jsonl', 'utf8').trim().split('\n')
const now = new Date('2026-11-22T11:00:00Z')
const settings = defaultSettings()

type Open = { store: Store; close: () => Promise<void>; tenantId: string; take: Take }
type Take = (lines: string[]) => ReturnType<typeof importHandoffs>

const open = async (): Promise<Open> => {
  const { store, close } = await openTestStore()
  const { tenantId, framework } = await syncOrganisation(store.db, settings, now, v7)
  const take: Take = (lines) => {
    const each = async function* () {
      yield* lines
    }
    return importHandoffs(store.db, tenantId, each(), { settings, framework, now, newId: v7 })
  }
  return { store, close, tenantId, take }
}

let opened: Open
beforeEach(async () => {
  opened = await open()
})
afterEach(() => opened.close())

const written = async ({ store, tenantId }: Open) => {
  const lines: string[] = []
  for await (const line of exportHandoffs(store.db, tenantId)) lines.push(JSON.stringify(line))
  return lines
}

const late = { submitter: null, signals: [], nextStep: null, nextStepBy: null }
const parse = (line: string | undefined) => JSON.parse(line ?? '')
const full = {
  ...parse(demo[18]),
  number: 7001,
  lead: { email: 'Ada.Test+x@werk.example', name: 'Ada Test', title: 'CTO', phone: '+49 30 5550 1412', language: 'de' },
  answers: { budget: { level: 2, evidence: 'Two lines\nof text' }, need: { level: null, evidence: null } },
  amount: 12500.5,
  submitter: 'felix.amsel@fjordlight.example',
  signals: [
    { kind: 'ebook', at: '2026-08-01T08:00:00.25Z', detail: null },
    { kind: 'demo_request', at: '2026-08-29T18:17:10Z', detail: 'asked twice' },
  ],
  nextStep: 'contract draft',
  nextStepBy: '2026-09-20',
  sla: [
    { clock: 'accept', due: '2026-08-31T07:05:00Z', stoppedAt: '2026-08-31T07:13:38Z' },
    { clock: 'qualify', due: '2026-09-07T15:30:00Z', stoppedAt: null },
    { clock: 'qualify', due: '2026-09-09T15:30:00Z', stoppedAt: '2026-09-02T08:15:24Z' },
    { clock: 'next_step', due: '2026-09-20T15:30:00Z', stoppedAt: null },
  ],
}

describe('the demo data', () => {
  test('come out as they went in, and go in again without a change', async () => {
    const report = await opened.take(demo)
    expect(report).toMatchObject({ read: 400, added: 400, unchanged: 0, problems: [] })
    expect(report.createdQueues.sort()).toEqual(['dach', 'italy', 'nordics'])
    expect(report.createdMembers).toHaveLength(10)
    const first = await written(opened)
    expect(first.map(parse)).toEqual(demo.map((line) => ({ ...parse(line), ...late })))
    expect(Object.keys(parse(first[0]))).toEqual([...Object.keys(parse(demo[0])), ...Object.keys(late)])
    expect(Object.keys(parse(first[0]).answers)).toEqual(['budget', 'authority', 'need', 'timeline'])

    expect(await opened.take(demo)).toMatchObject({ read: 400, added: 0, unchanged: 400, problems: [] })
    expect(await opened.take(first)).toMatchObject({ added: 0, unchanged: 400, createdMembers: [], problems: [] })
    expect(await written(opened)).toEqual(first)

    const other = await open()
    expect(await other.take(first)).toMatchObject({ added: 400, problems: [] })
    expect(await written(other)).toEqual(first)
    await other.close()
  })

  test('send nothing, start nobody’s clock, and raise the number that comes next', async () => {
    await opened.take(demo)
    const [tenant] = await opened.store.db.select().from(tenants)
    expect(tenant?.lastNumber).toBe(400)
    expect(await opened.store.db.select().from(outbox)).toEqual([])
    expect(await opened.store.runPrepared('select 1 from timers where fired_at is null', [])).toEqual([])
  })

  test('tell a history that ends at the present stage of each', async () => {
    await opened.take(demo)
    const rows = await opened.store.runPrepared(
      `select h.number, h.stage, h.stage_at = l.at as same_time, l.to_stage from handoffs h
       join lateral (select * from history where handoff_id = h.id and from_stage is distinct from to_stage order by id desc limit 1) l on true
       where l.to_stage <> h.stage or l.at <> h.stage_at`,
      [],
    )
    expect(rows).toEqual([])
    const lines = await opened.store.db.select().from(history)
    const first = await opened.store.runPrepared('select id from handoffs where number = 1', [])
    const story = lines.filter((line) => line.handoffId === first[0]?.id)
    expect(story.map(({ verb, toStage }) => `${verb} ${toStage}`)).toEqual([
      'new MQL',
      'accept SAL',
      'outcome SAL',
      'qualify SQL',
      'return SAL',
    ])
  })
})

describe('a line with everything', () => {
  test('keeps it all', async () => {
    expect(await opened.take([JSON.stringify(full)])).toMatchObject({ added: 1, problems: [] })
    const [line] = await written(opened)
    const sent = structuredClone(full)
    sent.signals[0].at = '2026-08-01T08:00:00.250Z'
    expect(parse(line)).toEqual(sent)
    expect(await opened.take([line ?? ''])).toMatchObject({ unchanged: 1 })
  })

  test('may leave out the last four keys without changing what is known of them', async () => {
    await opened.take([JSON.stringify(full)])
    const { submitter: _, signals: __, nextStep: ___, nextStepBy: ____, ...short } = full
    expect(await opened.take([JSON.stringify(short)])).toMatchObject({ unchanged: 1, problems: [] })
  })

  test('two trips of one lead share its row where they say the same of it', async () => {
    await opened.take([JSON.stringify(full)])
    const second = { ...full, number: 7002, receivedAt: '2026-09-29T18:17:10Z' }
    const third = { ...full, number: 7003, lead: { ...full.lead, title: 'CEO' } }
    await opened.take([JSON.stringify(second), JSON.stringify(third)])
    expect(await opened.store.db.select().from(leads)).toHaveLength(2)
    expect((await written(opened)).map((line) => parse(line).lead.title)).toEqual(['CTO', 'CTO', 'CEO'])
  })

  test('is read with P1 for 1, another zone, and text that no store takes', async () => {
    const odd = {
      ...full,
      priority: 'P1',
      receivedAt: '2026-08-29T20:17:10+02:00',
      campaign: 'autumn\ud800 \u0000webinar',
    }
    expect(await opened.take([JSON.stringify(odd)])).toMatchObject({ added: 1, problems: [] })
    expect(parse((await written(opened))[0])).toMatchObject({
      priority: 1,
      receivedAt: '2026-08-29T18:17:10Z',
      campaign: 'autumn\ufffd webinar',
    })
  })
})

describe('bad lines', () => {
  const bad: [string, string, string][] = [
    ['no JSON', '{"number": 1', 'is not JSON'],
    ['a list', '[1]', 'the line must be a group of keys'],
    ['an infinite amount', JSON.stringify(full).replace('12500.5', '1e999'), 'amount must be a number'],
    ['an amount finer than its currency', JSON.stringify({ ...full, amount: 1.005 }), 'amount is no amount in EUR'],
    [
      'an amount without a currency',
      JSON.stringify({ ...full, currency: null }),
      'currency is missing beside the amount',
    ],
    [
      'a currency that does not exist',
      JSON.stringify({ ...full, currency: 'XXQ' }),
      'currency is no ISO 4217 currency',
    ],
    ['an unknown stage', JSON.stringify({ ...full, stage: 'SOLD' }), 'stage must be one of NEW, MQL'],
    ['a day that no calendar has', JSON.stringify({ ...full, closeDate: '2026-02-30' }), 'closeDate is no date'],
    [
      'a time that no calendar has',
      JSON.stringify({ ...full, postedAt: '2026-02-30T10:00:00Z' }),
      'postedAt is no time',
    ],
    ['a time without a zone', JSON.stringify({ ...full, postedAt: '2026-02-03T10:00:00' }), 'postedAt is no time'],
    [
      'the year 1',
      JSON.stringify({ ...full, receivedAt: '0001-01-01T00:00:00Z' }),
      'receivedAt lies outside the years',
    ],
    ['the year 10000', JSON.stringify({ ...full, receivedAt: '9999-12-31T23:59:59-05:00' }), 'receivedAt lies outside'],
    ['priority 4', JSON.stringify({ ...full, priority: 4 }), 'priority must be 1, 2 or 3'],
    [
      'half an employee',
      JSON.stringify({ ...full, company: { employees: 0.5 } }),
      'company.employees must be a whole number',
    ],
    [
      'level 4',
      JSON.stringify({ ...full, answers: { need: { level: 4, evidence: null } } }),
      'answers.need.level is too large',
    ],
    ['an owner without an address', JSON.stringify({ ...full, owner: 'lena' }), 'owner is no e-mail address'],
    ['a key that nobody knows', JSON.stringify({ ...full, colour: 'red' }), 'colour is no key of a hand-off'],
    ['a missing lead', JSON.stringify({ ...full, lead: undefined }), 'lead is missing'],
  ]

  test.each(bad)('%s is reported with its line, and the others go in', async (_, line, reason) => {
    const report = await opened.take([demo[0] ?? '', '', line, demo[1] ?? ''])
    expect(report).toMatchObject({ read: 3, added: 2 })
    expect(report.problems).toEqual([{ line: 3, reason: expect.stringContaining(reason) }])
  })

  test('a number that is there with other content is reported and left, in the store and in the file', async () => {
    await opened.take([JSON.stringify(full)])
    const other = JSON.stringify({ ...full, source: 'rfp' })
    const fresh = JSON.stringify({ ...full, number: 8 })
    const report = await opened.take([other, fresh, fresh, JSON.stringify({ ...full, number: 8, returns: 9 })])
    expect(report).toMatchObject({ added: 1, unchanged: 1 })
    expect(report.problems.map(({ line }) => line)).toEqual([1, 4])
    expect(report.problems[0]?.reason).toBe('#7001 is there already with other content; it was left as it is')
    expect((await written(opened)).map((line) => parse(line).source)).toEqual([full.source, full.source])
  })
})

test('unknown people come in without roles and unknown queues without people', async () => {
  await opened.take([JSON.stringify({ ...full, owner: 'Nobody@Else.example', queue: 'far-away' })])
  const people = await opened.store.db.select().from(members)
  expect(people.map(({ email, roles }) => ({ email, roles }))).toContainEqual({
    email: 'nobody@else.example',
    roles: [],
  })
  expect((await opened.store.db.select().from(queues)).map(({ key }) => key).sort()).toEqual(['far-away', 'unrouted'])
})

test('scores and verdict are those of the moment at which the lead came in', async () => {
  await opened.take([demo[0] ?? ''])
  const [row] = await opened.store.db.select().from(handoffs)
  expect(row).toMatchObject({ fit: 45 + 20, behaviour: 50, score: 66.7, verdict: 'pass', isImported: true })
})
