import { atTime, type Sentence, say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Form, Option } from './form.ts'
import { countryField } from './options.ts'
import { sampleCountry, sampleQueues } from './sample.ts'

/** What a lead came by: the signals of domain §1, and three that are no signals (product §6). */
export const sources = [
  'demo_request',
  'contact_form',
  'trial',
  'rfp',
  'pricing_page',
  'webinar',
  'ebook',
  'event',
  'referral',
  'newsletter',
  'partner',
  'outbound',
  'other',
] as const

/**
 * The form "Hand off a lead"; what is known already stands in it (product §3). A lead that was sent away lately asks for a
 * reason more (domain §4, rule 3).
 */
export const handOffForm = (
  known: Record<string, string>,
  queues: Option[],
  country: Option | null,
  cameBack: Sentence | null = null,
): Form => {
  const text = (id: string, key: Sentence, maxLength: number, isOptional = true) => ({
    field: 'text' as const,
    id,
    label: key,
    maxLength,
    isOptional,
    ...(known[id] ? { initial: known[id] } : {}),
  })
  const byRules = { value: 'rules', label: say('form.byRules') }
  const kept = Object.fromEntries(['message', 'quote'].flatMap((id) => (known[id] ? [[id, known[id]]] : [])))
  const byScore = { value: 'score', label: say('form.byScore') }
  return {
    word: 'new',
    about: null,
    title: say('form.handOff'),
    submit: 'button.handOff',
    ...(Object.keys(kept).length > 0 ? { kept } : {}),
    fields: [
      ...(cameBack === null
        ? []
        : [
            { field: 'say' as const, text: cameBack },
            { ...text('again', say('field.again'), 500, false), isLong: true },
          ]),
      text('name', say('field.name'), 200),
      { ...text('email', say('field.email'), 254), hint: say('hint.contact') },
      text('company', say('field.company'), 200, false),
      text('title', say('field.title'), 200),
      text('phone', say('field.phone'), 40),
      countryField(country),
      text('employees', say('field.employees'), 9),
      {
        field: 'choice',
        id: 'source',
        label: say('field.source'),
        options: sources.map((value) => ({ value, label: wordFor('source', value) })),
        ...(known.source ? { initial: known.source } : {}),
      },
      text('sourceDetail', say('field.sourceDetail'), 200),
      text('campaign', say('field.campaign'), 200),
      { ...text('why', say('field.why'), 1_000, false), isLong: true, hint: say('hint.everybody') },
      {
        field: 'choice',
        id: 'queue',
        label: say('field.queue'),
        options: [byRules, ...queues],
        initial: known.queue ?? 'rules',
      },
      {
        field: 'choice',
        id: 'priority',
        label: say('field.priority'),
        options: [
          byScore,
          ...['P1', 'P2', 'P3'].map((value) => ({ value, label: say('word.plain', { text: value }) })),
        ],
        initial: known.priority ?? 'score',
      },
    ],
  }
}

export const examples: Record<string, Form> = {
  empty: handOffForm({}, sampleQueues, null),
  'of a lead that came back': handOffForm(
    {
      name: 'Marta Ricci',
      email: 'marta.ricci@officina.example',
      company: 'Officina SpA',
      title: 'Head of Marketing',
      phone: '+39 02 5550 1398',
      source: 'webinar',
    },
    sampleQueues,
    sampleCountry,
    say('refusal.cameBackLately', {
      name: 'Marta Ricci',
      number: '#212',
      reason: say('word.plain', { text: 'no budget' }),
      by: 'Giulia Conti',
      at: atTime(new Date('2026-11-06T09:00:00Z')),
    }),
  ),
}
