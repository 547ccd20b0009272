import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nothingQueued } from '../support/queued.ts'
import { createHandOff } from './hand-off.ts'
import { actionOf, nodes, said, standsIn, titles } from './seen.ts'
import { openStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
let handOff: ReturnType<typeof createHandOff>
const group = '19:deal-desk@thread.v2'
beforeAll(async () => {
  stage = await openStage()
  handOff = createHandOff(stage)
  stage.teams.addConversation({
    id: group,
    name: 'Deal desk',
    kind: 'group',
    members: ['Lena', 'Sofia', 'Felix'].map((who) => stage.idOf(who as 'Lena')),
  })
  await stage.say('Sofia', 'dach', '@Baton here dach')
}, 60_000)
afterAll(() => stage.close())

const dialog = (who: 'Felix' | 'Sofia' | 'Lena') => stage.teams.see(stage.idOf(who)).dialog
/** Waits until somebody reads this in their own chat. */
const reads = async (who: 'Lena' | 'Sofia' | 'Oskar', text: RegExp | string) =>
  said((await stage.sees(who, who, text)).card)
const inGroup = (who: 'Lena' | 'Sofia') =>
  stage.teams.see(stage.idOf(who)).conversations.find(({ id }) => id === group)?.messages ?? []

describe('words', () => {
  test('in a group chat after a mention are answered in the chat of the person, with a neutral line in the group', async () => {
    await stage.teams.act(stage.idOf('Lena'), { type: 'say', conversation: group, text: '@Baton queue dach' })
    expect(inGroup('Sofia').at(-1)?.text).toBe('The answer is in our chat.')
    await reads('Lena', 'DACH: waiting for acceptance')
  })

  test('in a group chat without a mention are not for Baton', async () => {
    const before = inGroup('Lena').length
    await stage.teams.act(stage.idOf('Lena'), { type: 'say', conversation: group, text: 'queue dach' })
    expect(inGroup('Lena').length).toBe(before + 1)
  })

  test('bind a group chat to a queue as they bind a channel', async () => {
    await stage.teams.act(stage.idOf('Sofia'), { type: 'say', conversation: group, text: '@Baton here nordics' })
    await reads('Sofia', 'Nordics stands here now')
  })

  test('in the replies to a card need no number', async () => {
    const { number, card } = await handOff()
    const conversation = stage.conversation('dach')
    await stage.teams.act(stage.idOf('Lena'), { type: 'say', conversation, rootId: card.id, text: '@Baton show' })
    await reads('Lena', new RegExp(`#${number}\\b`))
  })

  test('with a name that is mentioned mean that person', async () => {
    const { number } = await handOff()
    await stage.say('Sofia', 'dach', `@Baton reassign ${number} @Jonas Brandt`)
    const { card } = await stage.sees('Sofia', 'Sofia', `Reassign #${number}`)
    const chosen = standsIn(card, 'member')
    expect(chosen).toBeTruthy()
    expect(nodes(card).find(({ value, title }) => value === chosen && title)?.title).toBe('Jonas Brandt')
  })

  test('copied from help, where the name of Baton is no mention, are read all the same', async () => {
    const asked = stage.teams.activity(stage.idOf('Lena'), stage.conversation('Lena'), {
      type: 'message',
      text: '@Baton help accept',
      entities: [],
    })
    await stage.teams.send(asked)
    await reads('Lena', /@Baton accept \d+/)
  })

  test('typed with the slash of another platform are read all the same', async () => {
    await stage.say('Lena', 'Lena', '/lead\u00a0  HELP')
    await reads('Lena', 'What you can do most')
  })

  test('of who has not added the app get a line in the channel that says what to do', async () => {
    stage.teams.addUser({
      id: stage.idOf('Nobody'),
      aadObjectId: 'aad-nobody',
      name: 'Nora Neu',
      email: 'nora.neu@fjordlight.example',
      tz: 'Europe/Berlin',
      hasApp: false,
    })
    await stage.say('Nobody', 'dach', '@Baton mine')
    const line = await stage.sees('Nobody', 'dach', 'add Baton first')
    expect(line.text).toContain('open Apps, find Baton, and choose Add')
  })
})

test('who adds the app is told at once what it can do', async () => {
  await stage.teams.act(stage.idOf('Oskar'), {
    type: 'change',
    conversation: stage.conversation('Oskar'),
    does: 'uninstall',
  })
  await stage.teams.act(stage.idOf('Oskar'), {
    type: 'change',
    conversation: stage.conversation('Oskar'),
    does: 'install',
  })
  expect(await reads('Oskar', 'What you can do most')).toContain('mine')
})

describe('“Hand off this lead”', () => {
  test('at a message takes what it says of the lead along, and links it', async () => {
    await stage.say('Felix', 'dach', 'Ruth Adler (ruth.adler@adlerwerk.example, +49 30 5550 1499) wants a call.')
    const message = stage.see('Felix', 'dach').findLast((one) => one.text.startsWith('Ruth Adler'))
    const conversation = stage.conversation('dach')
    await stage.teams.act(stage.idOf('Felix'), {
      type: 'extension',
      command: 'new',
      conversation,
      message: message?.id ?? '',
    })
    const form = dialog('Felix')
    expect(form?.title).toBe('Hand off a lead')
    expect(standsIn(form?.card, 'email')).toBe('ruth.adler@adlerwerk.example')
    expect(standsIn(form?.card, 'name')).toBe('Ruth Adler')
    const inputs = { company: 'Adlerwerk', source: 'event', why: 'Wants a call.', queue: 'dach' }
    await stage.teams.act(stage.idOf('Felix'), {
      type: 'action',
      at: 'dialog',
      action: actionOf(form?.card, 'Hand off'),
      inputs,
    })
    expect(said(dialog('Felix')?.card)).toMatch(/#\d+ Ruth Adler waits in DACH now/)
    await stage.teams.act(stage.idOf('Felix'), { type: 'close' })
    const card = await stage.sees('Lena', 'dach', 'Ruth Adler · Adlerwerk')
    expect(nodes(card.card).find((one) => one.type === 'Action.OpenUrl')?.url).toMatch(
      /^https:\/\/teams\.microsoft\.com\/l\/message\//,
    )
  })

  test('from the compose box opens the empty form, and what is wrong stands at its field with all that was typed', async () => {
    const conversation = stage.conversation('dach')
    await stage.teams.act(stage.idOf('Felix'), { type: 'extension', command: 'new', conversation })
    const form = dialog('Felix')
    const inputs = { company: 'Ofenbau', email: 'nonsense', source: 'event', why: 'Wants a call.' }
    await stage.teams.act(stage.idOf('Felix'), {
      type: 'action',
      at: 'dialog',
      action: actionOf(form?.card, 'Hand off'),
      inputs,
    })
    const again = dialog('Felix')?.card
    expect(said(again)).toContain('That is not an e-mail address')
    expect(standsIn(again, 'company')).toBe('Ofenbau')
    expect(standsIn(again, 'email')).toBe('nonsense')
    await stage.teams.act(stage.idOf('Felix'), { type: 'close' })
  })
})

describe('a card that people look at', () => {
  const look = (who: 'Mia' | 'Lena' | 'Felix') =>
    stage.teams.act(stage.idOf(who), { type: 'open', conversation: stage.conversation('dach') })
  const cardOf = (who: 'Mia' | 'Lena' | 'Felix', number: number) =>
    stage.see(who, 'dach').findLast((one) => new RegExp(`· #${number}\\b`).test(said(one.card)))

  test('shows each the buttons that are theirs, and everybody else the same card', async () => {
    const { number, card } = await handOff()
    await stage.tap('Lena', 'dach', card.id, actionOf(card.card, 'Accept'))
    await stage.sees('Lena', 'dach', new RegExp(`SAL · #${number}\\b`))
    await nothingQueued(stage.db())
    const forAll = cardOf('Mia', number)?.card
    await look('Lena')
    await look('Felix')
    await look('Mia')
    expect(titles(forAll)).toContain('Qualify')
    expect(cardOf('Mia', number)?.card).toEqual(forAll)
    expect(titles(cardOf('Lena', number)?.card)).toContain('Qualify')
    expect(titles(cardOf('Felix', number)?.card)).not.toContain('Qualify')
    expect(cardOf('Felix', number)?.card).toMatchObject({
      refresh: { userIds: expect.arrayContaining(['29:felix', '29:lena']) },
    })
  })

  test('redrawn for all, shows each their own buttons again', async () => {
    const { number, card } = await handOff()
    await look('Felix')
    expect(titles(cardOf('Felix', number)?.card)).not.toContain('Accept')
    await stage.tap('Lena', 'dach', card.id, actionOf(card.card, 'Accept'))
    await stage.sees('Felix', 'dach', new RegExp(`SAL · #${number}\\b`))
    await nothingQueued(stage.db())
    expect(titles(cardOf('Felix', number)?.card)).toContain('Qualify')
    await look('Felix')
    expect(titles(cardOf('Felix', number)?.card)).not.toContain('Qualify')
  })
})
