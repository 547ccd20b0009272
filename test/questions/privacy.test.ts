import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handoffs, history, leads, qualifications } from '../../db/schema/index.ts'
import { demoNow, openWorld, type World } from './world.ts'

const secrets = {
  email: 'secret.address@hidden.example',
  phone: '+49 30 5550 9999',
  why: 'A reason that is not for all',
  nextStep: 'A step that is not for all',
  evidence: 'Evidence that is not for all',
  note: 'A note that is not for all',
  overrideNote: 'An override that is not for all',
  amount: '123,456 EUR',
}

let world: World
let number = 0
beforeAll(async () => {
  world = await openWorld()
  const { db } = world.ctx
  const lena = await world.idOf('lena.vogt')
  const [one] = await db.select().from(handoffs).where(eq(handoffs.number, 1))
  if (!one) throw new Error('The demo is empty')
  number = one.number
  await db
    .update(leads)
    .set({
      email: secrets.email,
      emailKey: secrets.email,
      phone: secrets.phone,
      phoneKey: '+493055509999',
      name: 'Anna Foss',
    })
    .where(eq(leads.id, one.leadId))
  await db
    .update(handoffs)
    .set({
      why: secrets.why,
      amountMinor: 12_345_600,
      currency: 'EUR',
      nextStep: secrets.nextStep,
      nextStepBy: '2026-12-01',
      submitterId: await world.idOf('felix.amsel'),
    })
    .where(eq(handoffs.id, one.id))
  await db
    .update(qualifications)
    .set({
      answers: { budget: { level: 2, evidence: secrets.evidence } },
      overrideReason: 'other',
      overrideNote: secrets.overrideNote,
    })
    .where(eq(qualifications.handoffId, one.id))
  const line = { tenantId: world.tenantId, handoffId: one.id, at: demoNow, actorId: lena, actor: 'member' as const }
  const entered = {
    reason: 'no_budget',
    note: secrets.note,
    amountMinor: 12_345_600,
    currency: 'EUR',
    nextStep: secrets.nextStep,
    why: secrets.why,
    override: { reason: 'other', note: secrets.overrideNote },
  }
  const [id, undo] = [v7(), v7()]
  await db.insert(history).values([
    {
      ...line,
      id,
      surface: 'form',
      verb: 'return',
      fromStage: 'SQL',
      toStage: 'SAL',
      entered,
      replaced: {},
      submission: id,
    },
    {
      ...line,
      id: undo,
      surface: 'button',
      verb: 'undo',
      fromStage: 'SAL',
      toStage: 'SQL',
      entered: { verb: 'return' },
      replaced: {},
      submission: undo,
      undoes: id,
    },
  ])
})
afterAll(() => world.close())

test('whoever takes no part sees stage, history and reasons, and nothing private', async () => {
  for (const typed of [`show ${number}`, `show ${number} history`, `why ${number}`]) {
    const { text } = await world.ask('ingrid.dahl', typed)
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
  }
  const { text, buttons } = await world.ask('ingrid.dahl', `show ${number}`)
  expect(text).toMatch(/^🍐 SAL · #1/)
  expect(text).toContain('BANT 66.7 of 100, passed')
  expect(text).toContain('Budget: a range named (2/3)')
  expect(text).toContain('Lena Vogt returned → SAL · no budget')
  expect(text).toContain(
    'Evidence, notes, amount and contact data are for Felix Amsel, Lena Vogt, Tom Richter, and queue DACH',
  )
  expect(buttons.at(-1)?.shown.map(({ word }) => word)).toEqual(['note', 'ask', 'why'])
})

test.each([
  ['who handed it off', 'felix.amsel'],
  ['its owner', 'lena.vogt'],
  ['its AE', 'tom.richter'],
  ['a member of its queue', 'jonas.brandt'],
  ['a manager', 'sofia.berg'],
])('%s sees all of it', async (_, as) => {
  const { text } = await world.ask(as, `show ${number}`)
  for (const secret of Object.values(secrets)) expect(text).toContain(secret)
})

test('a line that was undone says so, and the undo names what it took back', async () => {
  const { lines } = await world.ask('lena.vogt', `show ${number}`)
  expect(lines.find((line) => line.includes('returned → SAL · no budget'))).toMatch(/\(undone\)$/)
  expect(lines.at(-1)).toMatch(/Lena Vogt took back: the return → SQL$/)
})

test('the story runs from the first line to the last, and tells who accepted and when', async () => {
  const { lines } = await world.ask('lena.vogt', `show ${number}`)
  const story = lines.slice(lines.indexOf('History') + 1)
  expect(story[0]).toMatch(/handed off → MQL$/)
  expect(story[1]).toBe('Mon 24 Aug, 13:45 · Lena Vogt accepted → SAL')
  expect(lines.find((line) => line.startsWith('handed off by Felix Amsel'))).toContain('accepted by Lena Vogt')
})

test('a long history shows its newest 15 lines, and all of them on History', async () => {
  const [one] = await world.ctx.db.select().from(handoffs).where(eq(handoffs.number, 2))
  const ids = Array.from({ length: 20 }, () => v7())
  await world.ctx.db.insert(history).values(
    ids.map((id) => ({
      id,
      tenantId: world.tenantId,
      handoffId: one?.id ?? '',
      at: demoNow,
      actor: 'member' as const,
      surface: 'form',
      verb: 'touch',
      fromStage: one?.stage ?? null,
      toStage: one?.stage ?? 'MQL',
      entered: { kind: 'call', outcome: 'no_answer' },
      replaced: {},
      submission: id,
    })),
  )
  const short = await world.ask('sofia.berg', 'show 2')
  const touches = (lines: string[]) => lines.filter((line) => line.endsWith('logged a touch · call · no answer')).length
  expect(touches(short.lines)).toBe(15)
  expect(short.text).toMatch(/\d+ lines before these/)
  const whole = await world.ask('sofia.berg', 'show', { about: 2, text: '', surface: 'button', variant: 'history' })
  expect(touches(whole.lines)).toBe(20)
})

test('an address or a phone number finds a hand-off for those who may see it, and for nobody else', async () => {
  for (const text of [secrets.email, 'hidden.example', '030 5550 9999', '55509999']) {
    expect((await world.ask('lena.vogt', `find ${text}`)).lines).toContainEqual(expect.stringContaining('#1 Anna Foss'))
    expect((await world.ask('ingrid.dahl', `find ${text}`)).text).toMatch(/^Nothing found/)
  }
})

test('a name, a company or a number finds a hand-off for everybody, the newest first', async () => {
  const { lines } = await world.ask('ingrid.dahl', 'find ANNA')
  expect(lines).toHaveLength(12)
  expect(lines.at(-1)).toBe('… and more. Write more of the name.')
  const numbers = lines.flatMap((line) => /#(\d+)/.exec(line)?.[1] ?? []).map(Number)
  expect(numbers).toEqual(numbers.toSorted((one, other) => other - one))
  for (const text of ['#1', '1'])
    expect((await world.ask('ingrid.dahl', `find ${text}`)).lines[1]).toContain('#1 Anna Foss')
  expect((await world.ask('ingrid.dahl', 'find Turmalin')).text).toContain('(Turmalin')
})

test('part of a word is enough, in the middle, with an umlaut, and two letters long', async () => {
  await world.ctx.db
    .update(leads)
    .set({ name: 'Änne Grözinger', company: 'Qvx Möbel' })
    .where(eq(leads.email, secrets.email))
  for (const text of ['rözing', 'GRÖZ', 'änne gröz', 'öb', 'vx', 'QVX m'])
    expect((await world.ask('ingrid.dahl', `find ${text}`)).text).toContain('#1 Änne Grözinger')
})

test('wildcards in a search are letters like any other', async () => {
  for (const text of ['%', '_', '\\', "'; drop table leads; --"])
    expect((await world.ask('sofia.berg', `find ${text}`)).text).toMatch(/^Nothing found/)
})

test('a lead without name and company is called by neither its address nor its phone', async () => {
  await world.ctx.db.update(leads).set({ name: null, company: null }).where(eq(leads.email, secrets.email))
  const answers = ['find 1', 'show 1', 'why 1'].map((typed) => world.ask('ingrid.dahl', typed))
  for (const { text } of await Promise.all(answers)) {
    expect(text).not.toContain(secrets.email)
    expect(text).not.toContain('5550 9999')
  }
})

test('a number that does not exist is answered in words', async () => {
  for (const word of ['show', 'why']) expect((await world.ask('lena.vogt', `${word} 99999`)).text).toContain('#99999')
})
