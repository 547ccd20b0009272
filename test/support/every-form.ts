import { sql } from 'drizzle-orm'
import { commands } from '../../commands/index.ts'
import { rowsOf } from '../../db/rows.ts'
import { type Move, moves } from '../../src/domain/moves.ts'
import type { Stage } from '../../src/domain/stages.ts'
import { channels, idOf } from './cast.ts'
import type { Chat, SeenForm, Who } from './chat.ts'
import type { Input } from './inputs.ts'
import { inputsOf } from './seen.ts'
import { levels, tellStory } from './story.ts'

type Story = ReturnType<typeof tellStory>
/** How somebody comes to a form: about a hand-off of which stage, and what opens it. */
export type Way = { name: string; word: string; who: Who; at: Stage | null; open: (number: number) => Promise<unknown> }

const people: Who[] = ['Sofia', 'Lena', 'Paolo', 'Felix']
const order: Stage[] = ['MQL', 'SAL', 'SQL', 'SQO', 'WON', 'LOST', 'NURTURE', 'DISQUALIFIED']

/** The words that ask something by a form. */
export const askingWords = Object.values(commands)
  .filter(({ ask }) => ask !== undefined)
  .map(({ word }) => word)

/** Makes hand-offs of every stage, and finds the ways to every form of the registry. */
export const walkForms = (chat: Chat) => {
  const story: Story = tellStory(chat)
  const samples = new Map<Stage, number>()

  const stageOf = async (number: number) => {
    const [row] = await rowsOf(chat.db(), sql`select stage from handoffs where number = ${number}`)
    return String(row?.stage)
  }

  /** A hand-off of this stage that nobody did anything else with. */
  const handOffAt = async (stage: Stage | null): Promise<number> => {
    const closedBy: Partial<Record<Stage, string>> = {
      LOST: 'lose N no_need',
      NURTURE: 'nurture N not_ready',
      DISQUALIFIED: 'disqualify N no_need',
    }
    if (stage === null) return 0
    if (stage === 'SAL') return story.sal()
    if (stage === 'SQL') return story.sql()
    if (stage === 'SQO') return story.sqo()
    const number = stage === 'WON' || stage === 'LOST' ? await story.sqo() : await story.handOff()
    if (stage === 'WON') await story.does('Sofia', `win ${number}`, {})
    const typed = closedBy[stage]
    if (typed) await story.type('Sofia', typed.replace('N', String(number)))
    await chat.dismiss('Sofia')
    return number
  }

  const sampleAt = async (stage: Stage) => {
    const known = samples.get(stage)
    if (known !== undefined && (await stageOf(known)) === stage) return known
    const made = await handOffAt(stage)
    samples.set(stage, made)
    return made
  }

  const typing = (word: string, who: Who, at: Stage | null): Way => ({
    name: word,
    word,
    who,
    at,
    open: (number) => story.type(who, at === null ? word : `${word} ${number}`),
  })

  /** Who gets the form of a word by typing it, and at which stage: looked for, so that a new word is found too. */
  const typedWay = async (word: string): Promise<Way | null> => {
    const row: Move | undefined = Object.entries(moves).find(([verb]) => verb === word)?.[1]
    const stages = commands[word]?.about === 'none' ? [null] : (row?.from ?? order)
    for (const at of stages)
      for (const who of people) {
        const number = at === null ? 0 : await sampleAt(at)
        const way = typing(word, who, at)
        await way.open(number)
        const isFound = chat.hasModal(who) && inputsOf(chat.modal(who)).length > 0
        await chat.dismiss(who)
        if (isFound) return way
      }
    return null
  }

  /** Forms that stand behind something else than their word and a number. */
  const otherWays: Way[] = [
    { ...typing('touch', 'Lena', 'SQO'), name: 'touch of an SQO' },
    { ...typing('qualify', 'Paolo', 'SQL'), name: 'qualify by the AE' },
    {
      ...typing('outcome', 'Lena', 'SAL'),
      name: 'outcome, rescheduled',
      open: async (number) => {
        await story.type('Lena', `meet ${number} 2026-11-20 10:00`)
        await story.type('Lena', `outcome ${number} rescheduled`)
      },
    },
    {
      ...typing('qualify', 'Lena', 'SAL'),
      name: 'qualify, override',
      open: async (number) => {
        await story.does('Lena', `qualify ${number}`, levels(1, 3, 3, 3))
        await chat.press('Lena', 'Override…')
      },
    },
    {
      ...typing('ask', 'Felix', 'SAL'),
      name: 'ask, reply',
      open: async (number) => {
        await story.type('Lena', `ask ${number} Who decides there?`)
        await chat.settled()
        await chat.dismiss('Felix')
        const question = await chat.sees('Felix', 'direct', new RegExp(`#${number}\\b[\\s\\S]*Who decides there`))
        await chat.tap('Felix', 'direct', question, 'Reply')
      },
    },
  ]

  const typedWays = new Map<string, Promise<Way | null>>()
  const waysOf = async (word: string): Promise<Way[]> => {
    const found = typedWays.get(word) ?? typedWay(word)
    typedWays.set(word, found)
    const typed = await found
    return [...(typed ? [typed] : []), ...otherWays.filter((way) => way.word === word)]
  }

  /** Opens a form about a hand-off that is made for it; gives its number. */
  const open = async (way: Way): Promise<number> => {
    const number = await handOffAt(way.at)
    await chat.dismiss(way.who)
    await way.open(number)
    return number
  }

  /** What can be chosen in the open form so that it asks something else. */
  const choicesIn = (form: SeenForm) =>
    inputsOf(form).flatMap(({ id, redraws, options }) => (redraws ? options.map(({ value }) => ({ id, value })) : []))

  /** Chooses what redraws the open form. */
  const choose = (who: Who, { id, value }: { id: string; value: string }) => chat.enter(who, id, value)

  return { story, handOffAt, stageOf, waysOf, open, choicesIn, choose }
}

const usual: Record<string, string> = {
  employees: '120',
  amount: '36000',
  link: 'https://meet.example/room',
  address: 'nobody@nowhere.example',
  spokeOn: '2026-11-17',
  meetingHeldOn: '2026-11-17',
  country: 'DE',
  currency: 'EUR',
  other: '1',
  cap: '5',
  capPerDay: '5',
}
/** Of these nobody has the same. */
const own: Record<string, (n: number) => string> = {
  email: (n) => `plain${n}@company${n}.example`,
  phone: (n) => `+49 30 5550 ${1_000 + n}`,
}
let made = 0

/** What a person might enter in a field so that the form goes through: what is preset, else something that fits. */
const plainValue = ({ id, kind, value, options }: Input): string => {
  const isPreset = ['choice', 'search', 'date', 'time'].includes(kind) && value !== null
  const ofNobody = own[id]
  if (id === 'priority') return 'P1'
  if (id.startsWith('level_')) return '2'
  if (ofNobody) return ofNobody(++made)
  if (isPreset) return value
  if (usual[id] !== undefined) return usual[id]
  if (kind === 'choice' || kind === 'several') return String(options[0]?.value)
  if (kind === 'date') return '2026-12-01'
  if (kind === 'time') return '10:00'
  if (kind === 'person' || kind === 'people') return idOf('Mia')
  if (kind === 'channel') return channels.italy
  return 'Plain words, and more than twenty of them.'
}

/** Fields of text that take anything at all; the others are of a kind. */
export const isFree = ({ id, kind }: Input) => kind === 'text' && !Object.hasOwn(own, id) && !Object.hasOwn(usual, id)

/** What a person might enter in each field of a form so that it goes through. */
export const plainIn = (form: SeenForm) =>
  Object.fromEntries(inputsOf(form).map((input) => [input.id, plainValue(input)]))
