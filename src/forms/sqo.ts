import { say } from '../texts/sentence.ts'
import type { Form } from './form.ts'
import { askingWhy } from './reasons.ts'

/** The form of Next step: what is to be done, and until when (domain §8, `step`). */
export const stepForm = (number: number, known: { nextStep: string | null; nextStepBy: string | null }): Form => ({
  word: 'step',
  about: number,
  title: say('form.step', { number: `#${number}` }),
  submit: 'button.save',
  fields: [
    {
      field: 'text',
      id: 'nextStep',
      label: say('field.nextStep'),
      maxLength: 300,
      ...(known.nextStep ? { initial: known.nextStep } : {}),
    },
    {
      field: 'date',
      id: 'nextStepBy',
      label: say('field.nextStepBy'),
      ...(known.nextStepBy ? { initial: known.nextStepBy } : {}),
    },
  ],
})

/** The form of Won: the amount that it was won with, preset to the one that was expected (domain §8). */
export const winForm = (number: number, known: { amount: string | null; currency: string }): Form => ({
  word: 'win',
  about: number,
  title: say('form.win', { number: `#${number}` }),
  submit: 'button.win',
  fields: [
    {
      field: 'text',
      id: 'amount',
      label: say('field.amount'),
      hint: say('hint.amount'),
      maxLength: 30,
      ...(known.amount ? { initial: known.amount } : {}),
    },
    {
      field: 'search',
      id: 'currency',
      label: say('field.currency'),
      about: 'currency',
      initial: { value: known.currency, label: say('word.plain', { text: known.currency }) },
    },
  ],
})

/** The form of Lost: why it was not won (domain §8). */
export const loseForm = (number: number): Form =>
  askingWhy({
    word: 'lose',
    about: number,
    title: say('form.lose', { number: `#${number}` }),
    submit: 'button.lose',
    reasons: ['lost'],
  })

/** The form of Send back: why it is no opportunity yet (domain §8). */
export const sendbackForm = (number: number): Form =>
  askingWhy({
    word: 'sendback',
    about: number,
    title: say('form.sendback', { number: `#${number}` }),
    submit: 'button.sendback',
    reasons: ['sendback'],
  })

export const examples: Record<string, Form> = {
  step: stepForm(398, { nextStep: 'contract draft', nextStepBy: '2026-11-25' }),
  win: winForm(398, { amount: '36000', currency: 'EUR' }),
  lose: loseForm(398),
  sendback: sendbackForm(398),
}
