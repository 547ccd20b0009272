import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
const group = '19:deal-desk@thread.v2'
beforeAll(async () => {
  stage = await openStage()
  stage.teams.addConversation({
    id: group,
    name: 'Deal desk',
    kind: 'group',
    members: ['Lena', 'Sofia', 'Felix'].map((who) => stage.idOf(who as 'Lena')),
  })
  await stage.say('Sofia', 'dach', '@Baton here dach')
}, 60_000)
afterAll(() => stage.close())

type Json = Record<string, unknown>

const nodes = (node: unknown): Json[] => {
  if (Array.isArray(node)) return node.flatMap(nodes)
  if (typeof node !== 'object' || node === null) return []
  return [node as Json, ...Object.values(node).flatMap(nodes)]
}
const said = (card: unknown) =>
  nodes(card)
    .flatMap((one) => (one.type === 'TextRun' ? [String(one.text)] : []))
    .join(' ')
const actionsOf = (card: unknown) => nodes(card).filter((one) => String(one.type).startsWith('Action.'))
const actionOf = (card: unknown, title: string) => {
  const found = actionsOf(card).find((one) => one.title === title)
  if (!found) throw new Error(`There is no “${title}”, but: ${actionsOf(card).map((one) => one.title)}`)
  return found
}
const titles = (card: unknown) => actionsOf(card).map((one) => one.title)
const standsIn = (card: unknown, id: string) => nodes(card).find((one) => one.id === id)?.value
const dialog = (who: 'Felix' | 'Sofia' | 'Lena') => stage.teams.see(stage.idOf(who)).dialog
const newest = (who: 'Lena' | 'Felix' | 'Sofia' | 'Nobody' | 'Mia' | 'Oskar') => stage.see(who, who).at(-1)
const inGroup = (who: 'Lena' | 'Sofia') =>
  stage.teams.see(stage.idOf(who)).conversations.find(({ id }) => id === group)?.messages ?? []

let leads = 0
const handOff = async (fields: Record<string, string> = {}) => {
  leads++
  await stage.say('Felix', 'Felix', 'new')
  const form = newest('Felix')
  const lead = { name: `Lead ${leads}`, email: `lead${leads}@company${leads}.example`, company: `Company ${leads}` }
  const inputs = { ...lead, source: 'webinar', why: 'Asked for a call.', queue: 'dach', ...fields }
  await stage.tap('Felix', 'Felix', form?.id ?? '', actionOf(form?.card, 'Hand off'), inputs)
  const number = Number(/#(\d+) /.exec(said(newest('Felix')?.card))?.[1])
  const card = await stage.sees('Lena', 'dach', new RegExp(`MQL · #${number}\\b`))
  return { number, card }
}

describe('words', () => {
  test('in a group chat after a mention are answered in the chat of the person, with a neutral line in the group', async () => {
    await stage.teams.act(stage.idOf('Lena'), { type: 'say', conversation: group, text: '@Baton queue dach' })
    expect(inGroup('Sofia').at(-1)?.text).toBe('The answer is in our chat.')
    expect(said(newest('Lena')?.card)).toContain('DACH: waiting for acceptance')
  })

  test('in a group chat without a mention are not for Baton', async () => {
    const before = inGroup('Lena').length
    await stage.teams.act(stage.idOf('Lena'), { type: 'say', conversation: group, text: 'queue dach' })
    expect(inGroup('Lena').length).toBe(before + 1)
  })

  test('bind a group chat to a queue as they bind a channel', async () => {
    await stage.teams.act(stage.idOf('Sofia'), { type: 'say', conversation: group, text: '@Baton here nordics' })
    expect(said(newest('Sofia')?.card)).toContain('Nordics stands here now')
  })

  test('in the replies to a card need no number', async () => {
    const { number, card } = await handOff()
    const { dach } = { dach: stage.conversation('dach') }
    await stage.teams.act(stage.idOf('Lena'), { type: 'say', conversation: dach, rootId: card.id, text: '@Baton show' })
    expect(said(newest('Lena')?.card)).toContain(`#${number} `)
  })

  test('with a name that is mentioned mean that person', async () => {
    const { number } = await handOff()
    await stage.say('Sofia', 'dach', `@Baton reassign ${number} @Jonas Brandt`)
    expect(JSON.stringify(newest('Sofia')?.card)).toContain('Jonas Brandt')
  })

  test('typed with the slash of another platform are read all the same', async () => {
    await stage.say('Lena', 'Lena', '/lead\u00a0  HELP')
    expect(said(newest('Lena')?.card)).toContain('What you can do most')
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
  expect(said((await stage.sees('Oskar', 'Oskar', 'What you can do most')).card)).toContain('mine')
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
    await look('Lena')
    await look('Felix')
    await look('Mia')
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
    await look('Felix')
    expect(titles(cardOf('Felix', number)?.card)).not.toContain('Qualify')
  })
})

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

  test('names a hand-off that there is not, a word that there is not, or nothing at all: words, and nothing is done', async () => {
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
    expect(said((await stage.sees('Lena', 'dach', new RegExp(`MQL · #${number}\\b`))).card)).toContain('MQL')
  })

  test('brings a link of its own into a form: it is left out', async () => {
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

  test('asks for what somebody may not do: refused in words', async () => {
    const { number, card } = await handOff()
    const { body } = await tapWith('Nobody', card, { word: 'accept', about: number })
    expect(said(body.value)).toMatch(/DACH/)
    expect(said((await stage.sees('Lena', 'dach', new RegExp(`MQL · #${number}\\b`))).card)).toContain('MQL')
  })

  test('sends a form twice: the second is answered as the first and changes nothing', async () => {
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
    await stage.sees('Lena', 'dach', 'Tina Twice')
    expect(stage.see('Lena', 'dach').filter((message) => said(message.card).includes('Tina Twice'))).toHaveLength(1)
  })
})
