import { say } from '../texts/sentence.ts'
import type { Form, Option } from './form.ts'
import { askingWhy, noteField, reasonOptions } from './reasons.ts'
import { sampleQueues } from './sample.ts'

/** The form of Release: why its owner gives it back to the queue (domain §8). */
export const releaseForm = (number: number): Form =>
  askingWhy({
    word: 'release',
    about: number,
    title: say('form.release', { number: `#${number}` }),
    submit: 'button.release',
    reasons: ['release'],
  })

/** The form of Reroute: to which queue, and why (domain §8). */
export const rerouteForm = (number: number, queues: Option[], queue: string | null): Form => ({
  word: 'reroute',
  about: number,
  title: say('form.reroute', { number: `#${number}` }),
  submit: 'button.reroute',
  fields: [
    {
      field: 'choice',
      id: 'queue',
      label: say('field.queue'),
      options: queues,
      ...(queue === null ? {} : { initial: queue }),
    },
    {
      field: 'choice',
      id: 'reason',
      label: say('field.reason'),
      options: reasonOptions('reroute'),
      initial: 'wrong_queue',
    },
    noteField(),
  ],
})

/** The form of Set priority (domain §3). */
export const priorityForm = (number: number, present: 1 | 2 | 3): Form => ({
  word: 'priority',
  about: number,
  title: say('form.priority', { number: `#${number}` }),
  submit: 'button.priority',
  fields: [
    {
      field: 'choice',
      id: 'priority',
      label: say('field.priority'),
      options: ['P1', 'P2', 'P3'].map((text) => ({ value: text, label: say('word.plain', { text }) })),
      initial: `P${present}`,
    },
  ],
})

export const examples: Record<string, Form> = {
  release: releaseForm(398),
  reroute: rerouteForm(398, sampleQueues, null),
  priority: priorityForm(398, 2),
}
