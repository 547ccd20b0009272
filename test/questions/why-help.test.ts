import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { readNurturing } from '../../db/queries/nurturing.ts'
import { handoffs } from '../../db/schema/index.ts'
import { examples as findExamples } from '../../src/cards/find.ts'
import { examples as funnelExamples } from '../../src/cards/funnel.ts'
import { drawHelpOf, examples as helpExamples } from '../../src/cards/help.ts'
import { examples as mineExamples } from '../../src/cards/mine.ts'
import { drawNurturing, examples as nurturingExamples } from '../../src/cards/nurturing.ts'
import { examples as queueExamples } from '../../src/cards/queue.ts'
import { examples as showExamples } from '../../src/cards/show.ts'
import { examples as whyExamples } from '../../src/cards/why.ts'
import { reasonKeys, reasons } from '../../src/domain/reasons.ts'
import { handOff } from '../../src/services/hand-off.ts'
import { isTextKey } from '../../src/texts/catalogue.ts'
import { openWorld, said, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const katrin = {
  name: 'Katrin Weiss',
  email: 'katrin.weiss@quarzwerk.example',
  phone: null,
  title: 'Director of IT',
  company: 'Quarzwerk GmbH',
  country: 'DE',
  employees: 640,
  source: 'demo_request',
  sourceDetail: null,
  campaign: null,
  why: 'Wants to replace two tools.',
  queue: null,
  priority: null,
}

test('why tells the gate, both scores with their reasons, the priority and each rule tested', async () => {
  const asker = { memberId: await world.idOf('felix.amsel'), delivery: 'one', surface: 'form' }
  const handed = await handOff(world.ctx, katrin, asker)
  const { text } = await world.ask('ingrid.dahl', `why ${handed.ok ? handed.number : 0}`)
  expect(text).toContain('Felix Amsel handed it off by hand, so it skipped the gate.')
  expect(text).toMatch(
    /Fit 60: job title “Director of IT” 20 · 201-1000 people 25 · industry unknown 0 · country DE 15/,
  )
  expect(text).toMatch(/Behaviour 50: demo request .* 50 of 50/)
  expect(text).toContain('P1, by a raised hand')
  expect(text).toMatch(/Rule \d+ sent it to DACH\./)
  expect(text).toMatch(/Rule 1 → Nordics: country is DE, wanted NO, SE,? or DK/)
  expect(text).toContain('Anyone in DACH may take it')
})

test('of an imported hand-off, why says that nobody decided', async () => {
  expect((await world.ask('lena.vogt', 'why 1')).text).toContain('It was imported into DACH')
})

test('help begins with what the roles of the asker do, each with an example that works as typed', async () => {
  const sdr = await world.ask('lena.vogt', 'help')
  expect(sdr.lines[1]).toMatch(/^\/lead mine · /)
  const accept = sdr.lines.find((line) => line.startsWith('/lead accept'))
  const number = Number(/accept (\d+)/.exec(accept ?? '')?.[1])
  const [row] = await world.ctx.db.select().from(handoffs).where(eq(handoffs.number, number))
  expect(row?.stage).toBe('MQL')
  const marketer = await world.ask('felix.amsel', 'help')
  expect(marketer.lines[1]).toMatch(/^\/lead new .*@/)
})

test('help with a word tells that word, and a slip gets the nearest one', async () => {
  expect((await world.ask('lena.vogt', 'help Accept')).lines).toEqual([
    expect.stringMatching(/^\/lead accept \d+ · takes a hand-off that waits; it is yours then$/),
    'Who may: a member of its queue, whom it is offered to, a manager of the queue, or an admin.',
    'While it is MQL.',
  ])
  expect((await world.ask('lena.vogt', 'help acept')).text).toContain('Did you mean “accept”?')
})

test.each(Object.values(commands).map((one) => [one.word, one.about] as const))(
  'help explains %s, with an example that has a number where one is needed',
  (word, about) => {
    const facts = { words: Object.keys(commands), roles: [], numbers: { MQL: 412 }, queue: 'dach' }
    const [part] = drawHelpOf(word, facts)
    const [example = '', does = ''] = (part?.part === 'line' ? said(part.text) : '').split(' · ')
    expect(example).toMatch(about === 'handoff' ? new RegExp(`^/lead ${word} 412\\b`) : new RegExp(`^/lead ${word}\\b`))
    expect(isTextKey(`help.${word}`) && does !== '').toBe(true)
  },
)

test('help says who may use a word, and at which stages where that matters', () => {
  const facts = { words: Object.keys(commands), roles: [], numbers: { MQL: 412 }, queue: 'dach' }
  const linesOf = (word: string) =>
    drawHelpOf(word, facts, commands[word]?.who).flatMap((part) => (part.part === 'line' ? [said(part.text)] : []))
  expect(linesOf('doctor').slice(1)).toEqual(['Who may: an admin.'])
  expect(linesOf('note').slice(1)).toEqual(['Who may: every member.'])
  expect(linesOf('reassign').slice(1)).toEqual([
    'Who may: its owner, its AE, a manager of the queue, or an admin.',
    'While it is MQL: a manager of the queue or an admin.',
    'While it is MQL, SAL, SQL, or SQO.',
  ])
})

test('who ripens comes by the date of return, with NEW behind', async () => {
  const { db } = world.ctx
  await db.update(handoffs).set({ returnsOn: '2027-02-20' }).where(eq(handoffs.number, 343))
  await db.update(handoffs).set({ returnsOn: '2027-01-10' }).where(eq(handoffs.number, 308))
  const facts = await readNurturing(db, world.tenantId)
  expect(facts.total).toBe(204)
  expect(facts.rows).toHaveLength(15)
  expect(facts.rows.slice(0, 2).map(({ number }) => number)).toEqual([308, 343])
  const lines = drawNurturing(facts).flatMap((part) => (part.part === 'line' ? [said(part.text)] : []))
  expect(lines[0]).toBe('204 ripen, by date of return')
  expect(lines[1]).toContain('returns on 10 Jan 2027')
  expect(lines.at(-1)).toBe('… and 189 more')
})

const all = {
  find: findExamples,
  funnel: funnelExamples,
  help: helpExamples,
  mine: mineExamples,
  nurturing: nurturingExamples,
  queue: queueExamples,
  show: showExamples,
  why: whyExamples,
}
const named = Object.entries(all).flatMap(([card, examples]) =>
  Object.entries(examples).map(([name, parts]) => [`${card}.${name}`, parts] as const),
)

test.each(named)('%s says every sentence, and no row has more than three buttons and five more', (_, parts) => {
  const sentences = parts.flatMap((part) =>
    part.part === 'line' ? [part.text] : part.part === 'list' ? part.items : [],
  )
  expect(sentences.length).toBeGreaterThan(0)
  for (const sentence of sentences) {
    const text = said(sentence)
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/[{}]|undefined|\[object|null|NaN/)
  }
  for (const part of parts) {
    if (part.part !== 'buttons') continue
    expect(part.buttons.length).toBeLessThanOrEqual(3)
    expect(part.more.length).toBeLessThanOrEqual(5)
    const wires = [...part.buttons, ...part.more].map(({ word, variant }) => `${word}/${variant ?? ''}`)
    expect(wires.every((wire) => wire.length <= 75)).toBe(true)
  }
})

test('every reason of the domain has its words', () => {
  const tables = Object.keys(reasons) as (keyof typeof reasons)[]
  const missing = tables.flatMap((table) =>
    reasonKeys(table)
      .map((key) => `reason.${table}.${key}`)
      .filter((key) => !isTextKey(key)),
  )
  expect(missing).toEqual([])
})
