import { digestPeriods, digestSplits, digestTimes } from '../domain/digest.ts'
import type { Dimension } from '../domain/metrics.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import type { Form, Option } from './form.ts'
import { sampleQueues } from './sample.ts'

type Known = {
  /** The queues that the asker may have digests of. */
  queues: Option[]
  /** Whether the asker may have one of all of them. */
  hasAll: boolean
  /** Whether it was asked for in a channel. */
  isChannel: boolean
  /** Whether numbers of single people may be sent at all. */
  hasPeople: boolean
  /** The organisation's. */
  zone: string
}

const splitLabel = (split: 'none' | Dimension): Sentence =>
  split === 'none' ? say('form.digestWhole') : say(`funnel.by.${split}`)

/** What comes, when, and where (product §2, `digest`). */
export const digestForm = ({ queues, hasAll, isChannel, hasPeople, zone }: Known): Form => {
  const of = [...(hasAll ? [{ value: 'all', label: say('form.digestAll') }] : []), ...queues]
  const splits = digestSplits.filter((one) => hasPeople || (one !== 'owner' && one !== 'ae'))
  const when = [...(Object.keys(digestTimes) as (keyof typeof digestTimes)[]), 'cron' as const]
  const here = { value: 'here', label: say('form.digestHere') }
  const direct = { value: 'direct', label: say('form.digestDirect') }
  return {
    word: 'digest',
    variant: 'new',
    about: null,
    title: say('form.digest'),
    submit: 'button.save',
    fields: [
      {
        field: 'choice',
        id: 'period',
        label: say('field.period'),
        initial: 'last_week',
        options: digestPeriods.map((one) => ({ value: one, label: say(`digest.period.${one}`) })),
      },
      {
        field: 'choice',
        id: 'by',
        label: say('field.split'),
        initial: 'none',
        options: splits.map((one) => ({ value: one, label: splitLabel(one) })),
      },
      {
        field: 'choice',
        id: 'queue',
        label: say('field.queue'),
        options: of,
        ...(of[0] ? { initial: of[0].value } : {}),
      },
      {
        field: 'choice',
        id: 'when',
        label: say('field.when'),
        initial: 'monday',
        options: when.map((one) => ({ value: one, label: say(`digest.when.${one}`) })),
      },
      {
        field: 'text',
        id: 'cron',
        label: say('field.cron'),
        hint: say('hint.cron'),
        isOptional: true,
        maxLength: 100,
      },
      { field: 'text', id: 'zone', label: say('field.zone'), initial: zone, maxLength: 60 },
      {
        field: 'choice',
        id: 'where',
        label: say('field.where'),
        initial: isChannel ? 'here' : 'direct',
        options: isChannel ? [here, direct] : [direct],
      },
    ],
  }
}

const known: Known = { queues: sampleQueues, hasAll: true, isChannel: true, hasPeople: true, zone: 'Europe/Berlin' }

export const examples: Record<string, Form> = {
  'in a channel': digestForm(known),
  'of a queue alone': digestForm({ ...known, hasAll: false, isChannel: false, hasPeople: false }),
}
