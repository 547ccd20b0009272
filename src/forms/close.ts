import { say } from '../texts/sentence.ts'
import type { Form } from './form.ts'
import { askingWhy, noteField, reasonOptions } from './reasons.ts'

/** The form of Nurture: why, and until when (domain §8). */
export const nurtureForm = (number: number, known: { reason: string | null; date: string | null }): Form => ({
  word: 'nurture',
  about: number,
  title: say('form.nurture', { number: `#${number}` }),
  submit: 'button.nurture',
  fields: [
    {
      field: 'choice',
      id: 'reason',
      label: say('field.reason'),
      options: reasonOptions('recycle'),
      redraws: true,
      ...(known.reason ? { initial: known.reason } : {}),
    },
    {
      field: 'date',
      id: 'date',
      label: say('field.comeBack'),
      hint: say('hint.comeBack'),
      isOptional: true,
      fresh: known.reason ?? '',
      ...(known.date ? { initial: known.date } : {}),
    },
    noteField(),
  ],
})

/** The form of Disqualify: why; soft or hard follows from the reason (domain §8). */
export const disqualifyForm = (number: number): Form =>
  askingWhy({
    word: 'disqualify',
    about: number,
    title: say('form.disqualifyTitle', { number: `#${number}` }),
    submit: 'button.disqualify',
    reasons: ['soft', 'hard'],
  })

/** The form of Return: why the AE does not take it (product §3). */
export const returnForm = (number: number): Form =>
  askingWhy(
    {
      word: 'return',
      about: number,
      title: say('form.return', { number: `#${number}` }),
      submit: 'button.return',
      reasons: ['return'],
    },
    false,
  )

export const examples: Record<string, Form> = {
  nurture: nurtureForm(398, { reason: 'not_ready', date: '2027-02-18' }),
  disqualify: disqualifyForm(398),
  return: returnForm(398),
}
