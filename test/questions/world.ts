import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { verb as find } from '../../commands/find.ts'
import { verb as funnel } from '../../commands/funnel.ts'
import { helpOf } from '../../commands/help.ts'
import { verb as mine } from '../../commands/mine.ts'
import { verb as queue } from '../../commands/queue.ts'
import { verb as show } from '../../commands/show.ts'
import { verb as why } from '../../commands/why.ts'
import { members } from '../../db/schema/index.ts'
import type { Button, Part } from '../../src/cards/card.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Intent } from '../../src/chat/intent.ts'
import { defaultWeekHours } from '../../src/domain/clock.ts'
import { createContext } from '../../src/services/context.ts'
import { seedDemo } from '../../src/services/demo-organisation.ts'
import { plain, type Sentence } from '../../src/texts/sentence.ts'
import { nowhere } from '../support/nowhere.ts'
import { openTestStore } from '../support/store.ts'

/** The moment at which the expected numbers of the demo were computed. */
export const demoNow = new Date('2026-11-22T11:00:00Z')

const zone = 'Europe/Berlin'
export const said = (sentence: Sentence) => plain('en', zone, sentence)

const textOf = (part: Part): string[] => {
  if (part.part === 'line') return [said(part.text)]
  return part.part === 'list' ? part.items.map(said) : []
}

/** What somebody reads, a line each, and the buttons that stand beneath. */
export type Answer = {
  kind: string
  text: string
  lines: string[]
  buttons: { about: number | null; shown: Button[]; more: Button[] }[]
}

const answerOf = (kind: string, parts: Part[]): Answer => {
  const lines = parts.flatMap(textOf)
  const rows = parts.flatMap((part) =>
    part.part === 'buttons' ? [{ about: part.about, shown: part.buttons, more: part.more }] : [],
  )
  return { kind, lines, text: lines.join('\n'), buttons: rows }
}

/** The demo organisation in a store of its own, and people who ask it questions. */
export const openWorld = async (now = demoNow) => {
  const { store, close } = await openTestStore()
  const { tenantId, framework, settings } = await seedDemo(store, { now })
  const clock = { now }
  const ctx = createContext({
    store,
    tenantId,
    settings,
    framework,
    calendar: () => ({ zone, hours: defaultWeekHours, holidays: new Set() }),
    now: () => clock.now,
    newId: v7,
    wake: () => undefined,
  })
  const known = ['mine', 'queue', 'show', 'accept', 'new'].map((word) => ({ word }))
  const commands = { mine, queue, show, find, why, funnel, help: helpOf(known) }
  const errors: unknown[] = []
  const dispatch = createDispatch({
    ctx,
    commands,
    directory: nowhere,
    whoIs: async ({ externalId }) => {
      const [row] = await store.db
        .select()
        .from(members)
        .where(eq(members.email, `${externalId}@fjordlight.example`))
      return row ? { id: row.id, name: row.name, roles: row.roles, language: 'en', zone } : null
    },
    record: ({ error }) => {
      if (error) errors.push(error)
    },
  })
  const ask = async (as: string, typed: string, given: Partial<Intent> = {}, tries = 5): Promise<Answer> => {
    const [word = '', ...rest] = typed.split(' ')
    const reply = await dispatch({
      word,
      about: null,
      input: {},
      text: rest.join(' '),
      actor: { platform: 'slack', externalId: as },
      place: null,
      surface: 'command',
      variant: null,
      delivery: v7(),
      ...given,
    })
    if (errors.length > 0) throw errors[0]
    // On a busy machine the store may be slower than people are to wait: they would ask once more.
    if (reply.kind === 'whisper' && reply.refusal === 'storeSlow' && tries > 1) return ask(as, typed, given, tries - 1)
    return answerOf(reply.kind, reply.kind === 'whisper' ? reply.parts : [])
  }
  const idOf = async (name: string) => {
    const [row] = await store.db
      .select()
      .from(members)
      .where(eq(members.email, `${name}@fjordlight.example`))
    if (!row) throw new Error(`Nobody is called ${name}.`)
    return row.id
  }
  return { store, close, ctx, tenantId, settings, clock, ask, idOf }
}

export type World = Awaited<ReturnType<typeof openWorld>>
