import { say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'
import { noteField } from './reasons.ts'

export const touchKinds = ['call', 'email', 'message', 'meeting'] as const
export const touchOutcomes = ['reached', 'left_message', 'no_answer', 'replied'] as const

const options = (keys: readonly (keyof typeof labels)[]): Option[] =>
  keys.map((value) => ({ value, label: say(labels[value]) }))

const labels = {
  call: 'option.touch.call',
  email: 'option.touch.email',
  message: 'option.touch.message',
  meeting: 'option.touch.meeting',
  reached: 'option.touch.reached',
  left_message: 'option.touch.left_message',
  no_answer: 'option.touch.no_answer',
  replied: 'option.touch.replied',
} as const

/** The form "Log touch"; an SQO's asks for its next step too (domain §8). */
export const touchForm = (number: number, isSqo: boolean): Form => {
  const step: Field[] = isSqo
    ? [
        { field: 'text', id: 'nextStep', label: say('field.nextStep'), isOptional: true, maxLength: 300 },
        { field: 'date', id: 'nextStepBy', label: say('field.nextStepBy'), isOptional: true },
      ]
    : []
  return {
    word: 'touch',
    about: number,
    title: say('form.touch', { number: `#${number}` }),
    submit: 'button.save',
    fields: [
      { field: 'choice', id: 'kind', label: say('field.kind'), options: options(touchKinds), initial: 'call' },
      {
        field: 'choice',
        id: 'outcome',
        label: say('field.outcome'),
        options: options(touchOutcomes),
        initial: 'reached',
      },
      noteField(),
      { field: 'date', id: 'callBackOn', label: say('field.callBackOn'), isOptional: true },
      { field: 'time', id: 'callBackTime', label: say('field.callBackTime'), isOptional: true },
      ...step,
    ],
  }
}

export const examples: Record<string, Form> = {
  'of a call': touchForm(398, false),
  'of an SQO': touchForm(398, true),
}
