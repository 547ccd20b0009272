import { beforeAll, expect, it } from 'vitest'
import { noIds } from '../support/cast.ts'
import { idOf, type SeenForm } from '../support/chat.ts'
import { plainIn } from '../support/every-form.ts'
import type { InputKind } from '../support/inputs.ts'
import { leaveToChat, ownConfig } from '../support/own-config.ts'
import { openScene } from '../support/scene.ts'
import { fieldErrors, inputsOf, wordsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { storedIn } from '../support/stored.ts'
import { openWire } from '../support/wire.ts'

const configFile = ownConfig()
const { chat, story } = await openScene({ configFile })
const wire = openWire(chat)
let sent: ReturnType<typeof watchSent>
beforeAll(async () => {
  leaveToChat(configFile)
  await chat.restart()
  for (const who of ['Sofia', 'Mia', 'Felix'] as const) await story.type(who, 'mine')
  await chat.settled()
  sent = watchSent(chat)
})

const behind = (label: string) => async () => {
  await story.type('Sofia', 'team')
  await chat.tap('Sofia', 'marketing', chat.whisper('Sofia', 'marketing'), label)
}

const opening: [name: string, open: () => Promise<unknown>, fields: string[]][] = [
  ['setup', () => story.type('Sofia', 'setup', 'dach'), ['queue', 'channel', 'members', 'aes', 'managers', 'alerts']],
  ['Add… of team', behind('Add…'), ['person', 'queue', 'part']],
  ['Remove… of team', behind('Remove…'), ['person', 'queue']],
  ['Roles and cap… of team', behind('Roles and cap…'), ['person', 'roles', 'cap', 'capPerDay']],
]

const choices = [
  'never_offered',
  '__proto__',
  'constructor',
  "'; --",
  '00000000-0000-7000-8000-000000000000',
  'x'.repeat(300),
]
const wrong: Partial<Record<InputKind, string[]>> = {
  choice: choices,
  several: choices.slice(0, 4),
  channel: [...noIds.places, idOf('Mia'), '__proto__', 'x'.repeat(300)],
  text: ['&'.repeat(3_001), '\u0000\u202E\u200B'],
}
const numbers = ['1e309', '-0', '0', '-5', '12,5', '1.234,56', '٣', '½', 'NaN', '0x10', '9'.repeat(25)]

it.each(opening)(
  '%s refuses at its field what none of its fields takes, and changes nothing',
  async (_, open, fields) => {
    await open()
    const form: SeenForm = { ...chat.modal('Sofia') }
    const inputs = inputsOf(form)
    expect(inputs.map(({ id }) => id)).toEqual(fields)
    const before = await storedIn(chat)
    for (const { id, kind } of inputs) {
      const bad = id.startsWith('cap') ? numbers : (wrong[kind] ?? [])
      for (const value of bad) {
        const { status, body } = await wire.submit('Sofia', { ...plainIn(form), [id]: value }, { form })
        sent.answered(body)
        expect(status).toBe(200)
        expect(Object.keys(fieldErrors(body)), `${id}: ${value.slice(0, 40)}: ${wordsOf(body)}`).toEqual([id])
      }
    }
    expect(await storedIn(chat)).toEqual(before)
    await chat.dismiss('Sofia')
  },
)

it.each(opening)('%s, sent by somebody who may not, is refused in words and changes nothing', async (_, open) => {
  await open()
  const form: SeenForm = { ...chat.modal('Sofia') }
  const before = await storedIn(chat)
  const { status, body } = await wire.submit('Felix', plainIn(form), { form })
  expect(status).toBe(200)
  expect(wordsOf(body)).toMatch(/^Only (?:an admin|admins|managers and admins)/)
  expect(await storedIn(chat)).toEqual(before)
  await chat.dismiss('Sofia')
})

it.each(['nope', 'constructor', '', null, 7])('a form of team that says it is %s changes nobody', async (variant) => {
  await behind('Roles and cap…')()
  const form: SeenForm = { ...chat.modal('Sofia') }
  const before = await storedIn(chat)
  const { status, body } = await wire.submit('Sofia', plainIn(form), { form, hidden: { variant } })
  expect(status).toBe(200)
  expect(wordsOf(body)).not.toBe('')
  expect(await storedIn(chat)).toEqual(before)
  await chat.dismiss('Sofia')
})

const pings = '<!channel> <@U123> <https://evil.example|bank> *b* _i_ ~s~ :tada:'

it('a queue of a strange name is called what was entered, wherever it is shown', async () => {
  await story.type('Sofia', 'setup', 'dach')
  const form: SeenForm = { ...chat.modal('Sofia') }
  const { body } = await wire.submit('Sofia', { ...plainIn(form), queue: `Qq ${pings.slice(0, 50)}` }, { form })
  sent.answered(body)
  expect(fieldErrors(body)).toEqual({})
  await chat.settled()
  for (const text of ['team', 'queue', 'setup', 'help', 'new', 'unhere'])
    sent.answered((await chat.type('Sofia', text, 'dach')).body)
  await chat.settled()
  const { faults, texts } = sent.look()
  expect(faults).toEqual([])
  expect(texts.filter((text) => text.includes('Qq <!channel>')).length).toBeGreaterThan(3)
})

it('nothing of all this ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
