import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nothingQueued } from '../support/queued.ts'
import { createHandOff } from './hand-off.ts'
import { type Json, said } from './seen.ts'
import { openStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
let handOff: ReturnType<typeof createHandOff>
beforeAll(async () => {
  stage = await openStage()
  handOff = createHandOff(stage)
  await stage.say('Sofia', 'dach', '@Baton here dach')
}, 60_000)
afterAll(() => stage.close())

/** The cards of the channel that say this, once nothing is on its way that would change them. */
const cardsThatSay = async (text: string | RegExp) => {
  await nothingQueued(stage.db())
  return stage.see('Lena', 'dach').filter(({ card }) => said(card).match(text) !== null)
}

describe('data of an action that was changed by hand', () => {
  const tapWith = async (who: 'Lena' | 'Nobody', card: { id: string }, data: Json, verb = 'accept') => {
    const conversation = stage.conversation('dach')
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }
    const name = 'adaptiveCard/action'
    const activity = stage.teams.activity(stage.idOf(who), conversation, {
      type: 'invoke',
      name,
      replyToId: card.id,
      value,
    })
    const answer = await stage.teams.send(activity)
    return { status: answer.status, body: (await answer.json()) as { value: unknown } }
  }

  it('names a hand-off that there is not, a word that there is not, or nothing at all: words, and nothing is done', async () => {
    const { number, card } = await handOff()
    for (const data of [
      { word: 'accept', about: 999_999 },
      { word: 'accept', about: '12; drop table leads' },
      { word: '__proto__', about: number },
      { word: { evil: true }, about: [number] },
      {},
    ]) {
      const { status, body } = await tapWith('Lena', card, data, '')
      expect(status).toBe(200)
      expect(body.value).toBeTruthy()
    }
    expect(await cardsThatSay(new RegExp(`MQL · #${number}\\b`))).toHaveLength(1)
  })

  it('brings a link of its own into a form: it is left out', async () => {
    const email = 'forged@adlerwerk.example'
    const data = {
      ...{ form: true, word: 'new', about: null, variant: 'message', place: null },
      ...{ kept: { message: 'https://evil.example/login' } },
      ...{ name: 'Fred Forged', email, company: 'Forge AG', source: 'event', why: 'Now.', queue: 'dach' },
    }
    await tapWith('Lena', { id: 'none' }, data, 'new')
    const card = await stage.sees('Lena', 'dach', 'Fred Forged')
    expect(JSON.stringify(card.card)).not.toContain('evil.example')
  })

  it('asks for what somebody may not do: refused in words', async () => {
    const { number, card } = await handOff()
    const { body } = await tapWith('Nobody', card, { word: 'accept', about: number })
    expect(said(body.value)).toMatch(/DACH/)
    expect(await cardsThatSay(new RegExp(`MQL · #${number}\\b`))).toHaveLength(1)
  })

  it('sends a form twice: the second is answered as the first and changes nothing', async () => {
    const data = {
      ...{ form: true, word: 'new', about: null, variant: null, place: null },
      ...{
        name: 'Tina Twice',
        email: 'tina@twice.example',
        company: 'Twice AG',
        source: 'event',
        why: 'Now.',
        queue: 'dach',
      },
    }
    const value = { action: { type: 'Action.Execute', verb: 'new', data }, trigger: 'manual' }
    const activity = stage.teams.activity(stage.idOf('Felix'), stage.conversation('Felix'), {
      ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value },
    })
    const answers = [await stage.teams.send(activity), await stage.teams.send(activity)]
    const [one, two] = await Promise.all(answers.map((answer) => answer.text()))
    expect(one).toBe(two)
    expect(await cardsThatSay('Tina Twice')).toHaveLength(1)
  })
})
