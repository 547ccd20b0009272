import { z } from 'zod'
import { readPlaceByExternal } from '../db/queries/places.ts'
import { readQueues } from '../db/queries/queues.ts'
import { line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, sentenceOf } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { emailKey, phoneKey } from '../src/domain/duplicates.ts'
import { quoteOf, readLeadInText } from '../src/domain/lead-in-text.ts'
import { isMessageLink } from '../src/domain/message-link.ts'
import { choosable } from '../src/domain/queue-names.ts'
import { handOffForm, sources } from '../src/forms/hand-off.ts'
import { neededLine, neededText, oneOf, optionalLine, optionalText } from '../src/forms/inputs.ts'
import { queueOption } from '../src/forms/options.ts'
import { searchOptions } from '../src/forms/search.ts'
import { handOff } from '../src/services/hand-off.ts'
import { languageOf } from '../src/texts/catalogue.ts'
import { type Sentence, say } from '../src/texts/sentence.ts'

const priorities = { P1: 1, P2: 2, P3: 3 } as const

const countryCode = (text: string | null, language: string) =>
  text === null
    ? null
    : (searchOptions('country', text, languageOf(language)).find((one) => one.value === text.toUpperCase())?.value ??
      null)

/** More than this, or more than one line, is a message in which a lead is looked for. */
const oneLine = 120

const fromMessage = (text: string, countries: readonly string[]) => {
  const country = countries[0] ?? null
  const found = Object.entries(readLeadInText(text, country)).filter(([, value]) => value !== null)
  const quote = quoteOf(text, country)
  return { ...Object.fromEntries(found), ...(quote ? { why: quote, quote } : {}) }
}

/** The form with what is known; the queue of the place is preset. */
const openHandOff = async (
  { ctx, actor, intent, input }: Asked<Record<string, unknown>>,
  cameBack: Sentence | null,
): Promise<Reply> => {
  const queues = await readQueues(ctx.db, ctx.tenantId)
  const here = intent.place
    ? await readPlaceByExternal(ctx.db, ctx.tenantId, intent.place.platform, intent.place.externalId)
    : null
  const standing = queues.find((one) => one.id === here?.queueId)
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined)
  const known = Object.fromEntries(given.map(([key, value]) => [key, String(value)]))
  const options = choosable(queues).map(queueOption)
  const country = known.country ? (searchOptions('country', known.country, actor.language)[0] ?? null) : null
  return openForm(handOffForm({ ...(standing ? { queue: standing.key } : {}), ...known }, options, country, cameBack))
}

/** A colleague hands off a lead; it waits in its queue as an MQL (domain §8). */
export const verb = command({
  word: 'new',
  kind: 'verb',
  about: 'none',
  input: z
    .object({
      name: optionalLine(200),
      email: optionalLine(254).refine((text) => text === null || emailKey(text) !== null, { error: 'error.email' }),
      company: neededLine(200),
      title: optionalLine(200),
      phone: optionalLine(40),
      country: optionalLine(60),
      employees: optionalLine(9).refine((text) => text === null || /^[1-9]\d{0,7}$/.test(text), {
        error: 'error.employees',
      }),
      source: oneOf(sources, 'error.choice'),
      sourceDetail: optionalLine(200),
      campaign: optionalLine(200),
      why: neededText(1_000),
      again: optionalText(500),
      queue: optionalLine(100),
      message: optionalLine(600).transform((url) => (url !== null && isMessageLink(url) ? url : null)),
      quote: optionalText(1_000),
      priority: z.enum(['score', 'P1', 'P2', 'P3'], { error: 'error.choice' }).default('score'),
    })
    .refine((given) => given.email !== null || given.phone !== null, { error: 'error.contact', path: ['email'] })
    .refine((given) => given.phone === null || phoneKey(given.phone, given.country) !== null, {
      error: 'error.phone',
      path: ['phone'],
    }),
  typed: (text, { ctx, intent }) => {
    if (intent.variant === 'message' || text.includes('\n') || text.length > oneLine)
      return fromMessage(text, ctx.settings.organisation.servedCountries)
    const words = text.split(/\s+/)
    const email = words.find((word) => emailKey(word) !== null)
    const rest = words.filter((word) => !word.includes('@')).join(' ')
    return { ...(email ? { email } : {}), ...(rest ? { name: rest } : {}) }
  },
  ask: (asked) => openHandOff(asked, null),
  run: async (asked) => {
    const { ctx, actor, asker, input } = asked
    const { queue, priority, employees, ...lead } = input
    const country = countryCode(input.country, actor.language)
    if (input.country !== null && country === null) return { kind: 'errors', fields: { country: say('error.country') } }
    const known = queue === null || queue === 'rules' ? null : queue
    if (known !== null && !choosable(await readQueues(ctx.db, ctx.tenantId)).some(({ key }) => key === known))
      return { kind: 'errors', fields: { queue: say('error.choice') } }
    const done = await handOff(
      ctx,
      {
        ...lead,
        country,
        employees: employees === null ? null : Number(employees),
        queue: known,
        priority: priority === 'score' ? null : priorities[priority],
      },
      asker,
    )
    if (!done.ok && done.refusal.key === 'cameBackLately') return openHandOff(asked, sentenceOf(done.refusal))
    if (!done.ok) return refused(done.refusal)
    const name = input.name ?? input.company
    return whisper(line(say('done.handedOff', { number: `#${done.number}`, name, queue: done.queue })))
  },
})
