import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { members } from '../../db/schema/index.ts'
import { noIds } from '../support/cast.ts'
import { idOf, type SeenForm, type Who } from '../support/chat.ts'
import { askingWords, plainIn, walkForms } from '../support/every-form.ts'
import type { Input } from '../support/inputs.ts'
import { leaveToChat, ownConfig } from '../support/own-config.ts'
import { openScene } from '../support/scene.ts'
import { fieldErrors, inputsOf, said, wordsOf } from '../support/seen.ts'
import { watchSent } from '../support/sent.ts'
import { storedIn } from '../support/stored.ts'
import { openWire } from '../support/wire.ts'

const configFile = ownConfig()
const { chat } = await openScene({ configFile })
const wire = openWire(chat)
const walk = walkForms(chat)
let sent: ReturnType<typeof watchSent>
let left = ''
let number = 0
beforeAll(async () => {
  leaveToChat(configFile)
  await chat.restart()
  chat.addStranger('Guest', 'Bot', 'Other', 'Gone')
  await chat.type('Sofia', 'here dach', 'dach')
  for (const who of ['Karin', 'Mia'] as const) await walk.story.type(who, 'mine')
  number = await walk.handOffAt('SQL')
  for (const word of askingWords) await walk.waysOf(word)
  await chat.leaves('Karin')
  const taken = eq(members.email, 'karin.holm@fjordlight.example')
  const [row] = await chat.db().update(members).set({ isActive: false }).where(taken).returning()
  left = row?.id ?? ''
  sent = watchSent(chat)
})

const mentioned = {
  guest: idOf('Guest'),
  bot: idOf('Bot'),
  'person of another organisation': idOf('Other'),
  'person who is gone': idOf('Gone'),
  'colleague who has left': idOf('Karin'),
  Baton: noIds.bot,
  'bot of somebody else': noIds.otherBot,
  'person whom nobody knows': noIds.person,
}
const nobodies = [...Object.values(mentioned), 'Nobody At All', 'x'.repeat(300)]

/** Who has left may still stand in a queue, and be taken out of it. */
const mayLeave = (what: string, nobody: string) => /remove/i.test(what) && nobody === idOf('Karin')

const isOfPeople = ({ id, kind }: Input) =>
  ['person', 'people'].includes(kind) || ['ae', 'member', 'person'].includes(id)

/** Picks nobody who may be picked in each field for people of the open form: each is refused there. */
const refuses = async (who: Who, name: string) => {
  const form: SeenForm = { ...chat.modal(who) }
  const fields = inputsOf(form).filter(isOfPeople)
  const before = await storedIn(chat)
  for (const { id } of fields)
    for (const nobody of [...nobodies, left].filter((one) => !mayLeave(name, one))) {
      const { status, body } = await wire.submit(who, { ...plainIn(form), [id]: nobody }, { form })
      sent.answered(body)
      expect(status).toBe(200)
      expect(Object.keys(fieldErrors(body)), `${name}, ${id}: ${nobody}: ${wordsOf(body)}`).toEqual([id])
    }
  expect(await storedIn(chat), name).toEqual(before)
  await chat.dismiss(who)
  return fields.map(({ id }) => `${name}: ${id}`)
}

const found: string[] = []

it.each(askingWords)('no field for people of the form of %s takes who is no colleague', async (word) => {
  for (const way of await walk.waysOf(word)) {
    await walk.open(way)
    found.push(...(await refuses(way.who, word)))
  }
})

it.each(['Add…', 'Remove…', 'Roles and cap…'])('nor does that behind %s of team', async (label) => {
  await walk.story.type('Sofia', 'team')
  await chat.tap('Sofia', 'marketing', chat.whisper('Sofia', 'marketing'), label)
  found.push(...(await refuses('Sofia', label)))
})

it('nor does that of setup', async () => {
  await walk.story.type('Sofia', 'setup', 'dach')
  found.push(...(await refuses('Sofia', 'setup')))
})

it('these were all the fields for people', () => {
  const ofTeam = ['Add…: person', 'Remove…: person', 'Roles and cap…: person']
  const ofHandoffs = ['hand: ae', 'meet: ae', 'qualify: ae', 'reassign: member']
  expect(found.toSorted()).toEqual([...ofTeam, ...ofHandoffs, 'setup: aes', 'setup: managers', 'setup: members'])
})

describe.each(['reassign N', 'hand N', 'mine', 'team add', 'team remove', 'team roles', 'team cap', 'team daily'])(
  '%s',
  (words) => {
    const all = Object.entries(mentioned).filter(([, nobody]) => !mayLeave(words, nobody))
    it.each(all)('takes no %s who is mentioned', async (_, nobody) => {
      const before = await storedIn(chat)
      const rest = { 'team add': ' dach', 'team roles': ' admin', 'team cap': ' 5', 'team daily': ' 5' }[words] ?? ''
      const text = `${words.replace('N', String(number))} ${chat.mentionOf(nobody)}${rest}`
      await chat.dismiss('Sofia')
      const { error, body } = await chat.type('Sofia', text, 'marketing')
      sent.answered(body)
      expect(error).toBeNull()
      const shown = chat.hasModal('Sofia') ? said(chat.modal('Sofia')) : wordsOf(body)
      expect(shown).not.toBe('')
      expect(shown).not.toMatch(/our mistake/)
      expect(await storedIn(chat), `${text}: ${shown}`).toEqual(before)
    })
  },
)

it('nothing of all this pinged, linked, or broke a rule of the platform, and no word ended as a mistake of ours', () => {
  expect(sent.look().faults).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
