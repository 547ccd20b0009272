import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { tenants } from '../../db/schema/index.ts'
import { defaultSettings } from '../../src/config/file.ts'
import { keepFramework } from '../../src/services/current-framework.ts'
import { importHandoffs } from '../../src/services/import-handoffs.ts'
import { openScene } from '../support/scene.ts'
import { said, standsIn } from '../support/seen.ts'
import { levels } from '../support/story.ts'

const [sample = ''] = readFileSync('src/playground/demo/demo90.jsonl', 'utf8').split('\n')
const nothing = {
  owner: null,
  ae: null,
  firstReached: {},
  reason: null,
  answers: {},
  meetings: [],
  sla: [],
  returns: 0,
}
const lineOf = (number: number, email: string, more: object) =>
  JSON.stringify({ ...JSON.parse(sample), ...nothing, number, lead: { ...JSON.parse(sample).lead, email }, ...more })

const { chat, story } = await openScene({ binds: ['dach'] })

describe('what was there before goes on', () => {
  beforeAll(async () => {
    const db = chat.db()
    const [tenant] = await db.select({ id: tenants.id }).from(tenants)
    if (!tenant) throw new Error('There is no organisation.')
    const settings = defaultSettings()
    const made = { now: new Date(chat.clock.ms), newId: v7 }
    const framework = await keepFramework(db, tenant.id, settings, made)
    const lines = async function* () {
      yield lineOf(901, 'fresh@turmalin.example', { stage: 'NEW' })
      const sal = { mql: '2026-11-18T08:00:00Z', sal: '2026-11-18T08:55:00Z' }
      yield lineOf(902, 'taken@opal.example', {
        stage: 'SAL',
        owner: 'lena.vogt@fjordlight.example',
        firstReached: sal,
      })
      const gone = 'gone.colleague@fjordlight.example'
      yield lineOf(903, 'one@beryll.example', { submitter: gone, stage: 'SAL', owner: 'lena.vogt@fjordlight.example' })
      yield lineOf(904, 'two@beryll.example', { submitter: gone, stage: 'MQL' })
    }
    const report = await importHandoffs(db, tenant.id, lines(), { settings, framework, ...made })
    expect(report.problems).toEqual([])
  })

  it('rule 5: a NEW lead that somebody hands off keeps its number and waits as an MQL', async () => {
    const number = await story.handOff({ Email: 'Fresh+x@Turmalin.example' })
    expect(number).toBe(901)
    expect(said(await story.card(901))).toContain('MQL · #901')
    expect(await story.history(901)).toContain('Felix Amsel handed off → MQL')
  })

  it('a line that was imported is nobody’s to undo, what was done since is', async () => {
    expect(await story.type('Lena', 'undo 902')).toContain('nothing of yours to undo')
    expect(await story.type('Lena', 'touch 902 call reached')).toContain('Logged for #902')
    expect(await story.type('Lena', 'undo 902')).toContain('#902')
  })

  it('where a queue has no AEs, all of the organisation are asked in turn', async () => {
    const number = await story.handOff({ Queue: 'By rules', Country: 'Brazil' })
    await story.type('Sofia', `accept ${number}`)
    const asked: (string | null)[] = []
    await story.type('Sofia', `qualify ${number}`)
    asked.push(standsIn(chat.modal('Sofia'), 'Account executive'))
    await story.send('Sofia', { ...levels(2, 2, 2, 3), 'Spoke on': '2026-11-18' })
    for (const _ of [1, 2]) {
      chat.clock.ms += 1_000
      const { text } = await story.does('Sofia', `hand ${number}`, {})
      asked.push(/is with (.*) now/.exec(text)?.[1] ?? text)
    }
    expect(asked.toSorted()).toEqual(['Karin Holm', 'Paolo Greco', 'Tom Richter'])
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })

  it('whoever was never seen here is asked last, and a question that cannot arrive comes back to who asked', async () => {
    await story.type('Lena', 'mine')
    await story.type('Jonas', 'ask 903')
    expect(standsIn(chat.modal('Jonas'), 'Ask whom?')).toBe('Lena Vogt, who owns it')
    expect(await story.type('Jonas', 'ask 904 Who are they?')).toContain('has your question about #904')
    const told = await chat.sees('Jonas', 'direct', 'your question about #904 .* did not arrive')
    expect(said(told)).toContain('cannot be reached in chat')
    expect(await story.history(904)).toContain('Jonas Brandt asked')
  })
})
