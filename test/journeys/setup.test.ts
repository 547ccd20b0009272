import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handoffs, history } from '../../db/schema/index.ts'
import { type Chat, channels, onSlack, openChat } from '../support/chat.ts'
import { errorsOf, inputOf, labelsOf, linksIn, offered, said, standsIn } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'
import { words } from '../support/words.ts'

let chat: Chat
let story: ReturnType<typeof tellStory>
const open = async (given: Parameters<typeof openChat>[0] = { configFile: null }) => {
  chat = await openChat(given)
  story = tellStory(chat)
}
afterEach(() => chat.close())

/** The code of the newest start, as the operator reads it in the log. */
const code = () => chat.logged.flatMap((row) => JSON.parse(row).setupCode ?? []).at(-1) as string | undefined

const becomeAdmin = () => story.type('Sofia', `setup ${code()}`, 'dach')

const answers = {
  'Name of the queue': 'Größe & Co',
  Channel: 'dach',
  'Who accepts?': 'Lena Vogt, Jonas Brandt',
  'Account executives': 'Paolo Greco',
  Managers: 'Tom Richter',
  'Channel for SQO alerts': 'wins',
}

describe('the first admin', () => {
  beforeEach(() => open())

  it('is who types the code that the product printed, however it is written', async () => {
    const typed = code()?.toLowerCase().replace('-', ' ')
    expect(await story.type('Sofia', `setup ${typed}`, 'dach')).toContain('You are the first admin of Baton now.')
    expect(await story.type('Sofia', 'doctor')).toContain('Store:')
  })

  it('is nobody without the code, and is told where it stands', async () => {
    expect(await story.type('Sofia', 'setup')).toBe(
      `Nobody is an admin yet. Type ${words.command} setup and the code that Baton printed when it was started.`,
    )
    expect(await story.type('Sofia', 'doctor')).toBe('Only an admin can use doctor.')
  })

  it('is nobody after five wrong codes, until the next start brings a new one', async () => {
    const first = code()
    expect(await story.type('Sofia', 'setup AAAAA-AAAAA')).toContain('4 tries are left')
    for (const wrong of [`${first}X`, 'x', first?.slice(0, -1)]) await story.type('Jonas', `setup ${wrong}`)
    expect(await story.type('Sofia', 'setup 12345-67890')).toContain('Too many wrong codes')
    expect(await story.type('Sofia', `setup ${first}`)).toContain('Too many wrong codes')
    await chat.restart()
    expect(code()).not.toBe(first)
    expect(await story.type('Sofia', `setup ${first}`)).toContain('That is not the code')
    expect(await becomeAdmin()).toContain('You are the first admin')
  })

  it('is one alone: the code is good once, and no start prints another', async () => {
    const first = code()
    await Promise.all(['Sofia', 'Tom'].map((who) => chat.type(who as 'Sofia' | 'Tom', `setup ${first}`, 'dach')))
    const admins = (['Sofia', 'Tom'] as const).filter((who) => chat.hasModal(who))
    expect(admins).toHaveLength(1)
    expect(await story.type('Lena', `setup ${first}`)).toBe('Only an admin can use setup.')
    await chat.restart()
    expect(code()).toBe(first)
    expect(await story.type('Lena', `setup ${first}`)).toBe('Only an admin can use setup.')
  })
})

describe('the questions', () => {
  beforeEach(async () => {
    await open()
    await becomeAdmin()
  })

  it('are six, and the channel where setup was typed is preset', async () => {
    expect(labelsOf(chat.modal('Sofia'))).toEqual(Object.keys(answers))
    expect(inputOf(chat.modal('Sofia'), 'Channel')).toMatchObject({ kind: 'channel', value: channels.dach })
    expect(standsIn(chat.modal('Sofia'), 'Name of the queue')).toBe('Sales')
  })

  it('lead to the first card: queue, channel, people and alerts stand, and a lead goes its way', async () => {
    const { text } = await story.send('Sofia', answers)
    expect(text).toContain('Größe & Co is set up')
    await chat.dismiss('Sofia')
    const number = await story.handOff({ Queue: 'Größe & Co' })
    const card = await chat.sees('Lena', 'dach', new RegExp(`MQL · #${number}`))
    expect(await story.type('Marco', `accept ${number}`)).toContain('You are not in the queue Größe & Co.')
    await chat.tap('Lena', 'dach', card, 'Accept')
    await chat.sees('Lena', 'dach', new RegExp(`SAL · #${number}`))
    const rows = (await story.type('Sofia', 'doctor')).split('\n')
    expect(rows).toContain(
      `✅ Channels: ${words.channel('dach')} (Größe & Co) and ${words.channel('wins')} (SQO alerts)`,
    )
    expect(rows.filter((row) => row.startsWith('❌'))).toEqual([])
  })

  it('stand after a restart as they were answered', async () => {
    await story.send('Sofia', answers)
    await chat.dismiss('Sofia')
    await chat.restart()
    expect(await story.type('Sofia', 'team')).toMatch(/Lena Vogt[\s\S]*Jonas Brandt/)
    expect(await story.type('Sofia', 'setup', 'marketing')).not.toContain('first admin')
    expect(labelsOf(chat.modal('Sofia'))).not.toContain('Channel for SQO alerts')
  })

  it.runIf(onSlack)('refuse at its field a channel that is closed to Baton: Teams offers no such channel', async () => {
    await chat.changePlace('dach', 'remove')
    const { errors } = await story.send('Sofia', answers)
    expect(Object.keys(errors)).toEqual(['Channel'])
    expect(errors.Channel).toBe('I am not in that channel. Type /invite @Baton there, then send this again.')
    await chat.changePlace('dach', 'invite')
    expect(await story.send('Sofia', {})).toMatchObject({ errors: {} })
  })

  it('refuse at its field who is no colleague', async () => {
    chat.addStranger('Guest')
    const { errors } = await story.send('Sofia', { ...answers, 'Who accepts?': 'Lena Vogt, Gero Gast' })
    expect(Object.keys(errors)).toEqual(['Who accepts?'])
    expect(await story.send('Sofia', { 'Who accepts?': 'Lena Vogt' })).toMatchObject({ errors: {} })
  })

  it('refuse the name of a queue that “here” reads as something else', async () => {
    const { errors } = await story.send('Sofia', { ...answers, 'Name of the queue': ' Alerts!' })
    expect(errors).toEqual({ 'Name of the queue': 'That name has a meaning of its own here. Pick another.' })
  })

  it('answer what was left out: who sets it up manages it', async () => {
    await story.send('Sofia', { ...answers, Managers: null, 'Channel for SQO alerts': null })
    await chat.dismiss('Sofia')
    expect(await story.type('Sofia', 'here sales', 'italy')).not.toContain('Only managers')
  })
})

describe('the sample', () => {
  beforeEach(async () => {
    await open()
    await becomeAdmin()
    await story.send('Sofia', answers)
    await chat.dismiss('Sofia')
  })

  it('is marked as one, counts nowhere, and is thrown away by a button', async () => {
    const sample = await chat.sees('Lena', 'dach', 'A sample: so will leads come in here')
    expect(offered(sample)).toEqual(['Hand off a lead', 'Throw it away'])
    expect(said(sample)).toContain('MQL')
    expect(said(sample)).toContain('Waiting for Größe & Co')
    expect(linksIn(sample)).toEqual([])
    expect(await chat.db().select().from(handoffs)).toEqual([])
    expect(await chat.db().select().from(history)).toEqual([])
    await chat.tap('Sofia', 'dach', sample, 'Throw it away')
    const gone = await chat.sees('Lena', 'dach', 'Sofia Berg threw the sample away.')
    expect(gone.id).toBe(sample.id)
    expect(await story.handOff({ Queue: 'Größe & Co' })).toBe(1)
  })

  it('stays where somebody else taps', async () => {
    const sample = await chat.sees('Lena', 'dach', 'A sample: so will leads come in here')
    await chat.tap('Lena', 'dach', sample, 'Throw it away')
    await chat.sees('Lena', 'dach', /^Only an admin can use setup\.$/)
    await chat.settled()
    expect(await chat.sees('Lena', 'dach', 'A sample')).toMatchObject({ id: sample.id })
  })
})

describe('beside a file', () => {
  it('no code is printed where the file names the people, and what it says is not asked', async () => {
    await open({})
    expect(code()).toBeUndefined()
    expect(await story.type('Lena', 'setup')).toBe('Only an admin can use setup.')
    await story.type('Sofia', 'setup', 'italy')
    expect(labelsOf(chat.modal('Sofia'))).toEqual(['Queue', 'Channel', 'Channel for SQO alerts'])
    const { text } = await story.send('Sofia', { Queue: 'Italy' })
    expect(text).toContain('Italy is set up')
    expect(errorsOf(chat.modal('Sofia'))).toEqual({})
    await chat.sees('Giulia', 'italy', 'A sample')
  })
})
