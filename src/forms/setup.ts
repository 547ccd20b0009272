import { say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'
import { sampleQueues } from './sample.ts'

type Known = {
  /** Where it was asked for, if that is a channel. */
  channel: string | null
  /** The queues of the file, which fixes them and who stands in them; null where chat makes them. */
  queues: Option[] | null
  hasAlerts: boolean
  /** The person has become an admin by this. */
  isFirst: boolean
  zone: string
}

const queueFields = ({ queues }: Known): Field[] =>
  queues === null
    ? [
        {
          field: 'text',
          id: 'queue',
          label: say('field.firstQueue'),
          hint: say('hint.firstQueue'),
          initial: 'Sales',
          maxLength: 60,
        },
      ]
    : [{ field: 'choice', id: 'queue', label: say('field.queue'), hint: say('hint.queueOfFile'), options: queues }]

const peopleFields = ({ queues }: Known): Field[] =>
  queues === null
    ? [
        { field: 'people', id: 'members', label: say('field.whoAccepts'), hint: say('hint.whoAccepts') },
        { field: 'people', id: 'aes', label: say('field.aes'), hint: say('hint.aes'), isOptional: true },
        { field: 'people', id: 'managers', label: say('field.managers'), hint: say('hint.managers'), isOptional: true },
      ]
    : []

/** At most six questions to the first card; what the file says is not asked (issue "All of Slack"). */
export const setupForm = (known: Known): Form => {
  const { channel, isFirst, hasAlerts, zone } = known
  return {
    word: 'setup',
    about: null,
    title: say('form.setup'),
    submit: 'button.setup',
    fields: [
      ...(isFirst ? [{ field: 'say' as const, text: say('setup.youAreAdmin') }] : []),
      ...queueFields(known),
      {
        field: 'channel',
        id: 'channel',
        label: say('field.channel'),
        hint: say('hint.channel'),
        ...(channel ? { initial: channel } : {}),
      },
      ...peopleFields(known),
      ...(hasAlerts
        ? []
        : [
            {
              field: 'channel' as const,
              id: 'alerts',
              label: say('field.alertsChannel'),
              hint: say('hint.alertsChannel'),
              isOptional: true,
            },
          ]),
      { field: 'say', text: say('setup.hours', { zone }) },
    ],
  }
}

const known: Known = { channel: null, queues: null, hasAlerts: false, isFirst: false, zone: 'Europe/Berlin' }

export const examples: Record<string, Form> = {
  'by the first admin': setupForm({ ...known, channel: 'CDACH', isFirst: true }),
  'beside a file': setupForm({ ...known, queues: sampleQueues, hasAlerts: true }),
}
