import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../commands/index.ts'
import { bant } from '../src/domain/frameworks/bant.ts'
import { disqualifyForm, nurtureForm, returnForm } from '../src/forms/close.ts'
import { editForm } from '../src/forms/edit.ts'
import type { Form } from '../src/forms/form.ts'
import { handForm } from '../src/forms/hand.ts'
import { handOffForm } from '../src/forms/hand-off.ts'
import * as forms from '../src/forms/index.ts'
import { meetForm, rescheduleForm } from '../src/forms/meet.ts'
import { mergeForm } from '../src/forms/merge.ts'
import { confirmForm } from '../src/forms/opportunity.ts'
import { overrideForm, qualifyForm } from '../src/forms/qualify.ts'
import { nexts, rejectForm } from '../src/forms/reject.ts'
import { reopenForm } from '../src/forms/reopen.ts'
import { loseForm, sendbackForm, stepForm, winForm } from '../src/forms/sqo.ts'
import { askForm, noteForm, replyForm } from '../src/forms/talk.ts'
import { touchForm } from '../src/forms/touch.ts'
import { withTyped } from '../src/forms/typed.ts'
import { formCard } from '../src/teams/form.ts'
import { say } from '../src/texts/sentence.ts'
import { platforms } from './support/drawn.ts'

const reader = { language: 'en', zone: 'Europe/Berlin' } as const
const day = '2026-11-25'

const everywhere = ({ fields }: Form, text: string) =>
  Object.fromEntries(fields.flatMap((field) => ('id' in field ? [[field.id, text]] : [])))

/** Every form there is, with this text wherever somebody wrote something, and so many choices in its lists. */
const formsOf = (text: string, count: number): Form[] => {
  const label = say('word.plain', { text })
  const choices = Array.from({ length: count }, (_, i) => ({ value: `choice-${i}`, label }))
  const known = {
    meetingHeldOn: day,
    needsMeeting: true,
    currency: 'EUR',
    amount: text,
    closeDate: day,
    nextStep: text,
    nextStepBy: day,
  }
  const answers = Object.fromEntries(bant.criteria.map(({ key }) => [key, { level: 2, evidence: text }]))
  const qualification = { number: 412, framework: bant, answers, needsConversation: true, ae: 'choice-0', name: label }
  const lead = { name: text, email: text, company: text, title: text, phone: text, why: text, campaign: text }
  return [
    handOffForm({}, choices, null),
    handOffForm(lead, choices, { value: 'DE', label }, label),
    ...nexts.map((next) => rejectForm({ number: 412, next, reason: null, date: day, queues: choices })),
    touchForm(412, false),
    touchForm(412, true),
    meetForm(412, { date: day, ae: 'choice-0' }, choices),
    rescheduleForm(412, null),
    handForm(412, choices),
    qualifyForm({ ...qualification, aes: choices, opportunity: null }),
    qualifyForm({ ...qualification, aes: null, opportunity: known }),
    overrideForm(412, label, true),
    confirmForm(412, known, null),
    confirmForm(412, known, { score: 62.5, needed: 70 }),
    returnForm(412),
    nurtureForm(412, { reason: 'not_ready', date: day }),
    disqualifyForm(412),
    stepForm(412, { nextStep: text, nextStepBy: day }),
    winForm(412, { amount: text, currency: 'EUR' }),
    loseForm(412),
    sendbackForm(412),
    noteForm(412),
    askForm(412, [{ value: 'owner', label }, ...choices]),
    replyForm(412, { line: day, by: text, question: text }),
    editForm(412, { ...lead, country: { value: 'DE', label }, employees: '120', industry: text }, 'a-stamp'),
    reopenForm(412),
    mergeForm(412),
  ].map((form) => withTyped(form, everywhere(form, text)))
}

describe('every form', () => {
  it.each(platforms)('is one that %s takes, with the usual and with nothing to choose from', (_, { refuseForm }) => {
    for (const form of [...formsOf('Katrin Weiss', 3), ...formsOf('', 0)])
      expect(refuseForm(form, reader), form.word).toBeNull()
  })

  it.each(platforms)(
    'is one that %s takes, whatever stands in it and however long its lists are',
    (_, { refuseForm }) => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.constantFrom('&', '<', '👩‍👩‍👧‍👦', 'é', '\uD800', '\u202E', ' ').map((one) => one.repeat(4_000)),
      )
      fc.assert(
        fc.property(text, fc.integer({ min: 0, max: 250 }), (written, count) => {
          for (const form of formsOf(written, count)) expect(refuseForm(form, reader), form.word).toBeNull()
        }),
        { numRuns: 20 },
      )
    },
  )

  it('asks for what its word reads, under the same names', () => {
    for (const form of formsOf('x', 2)) {
      const input = commands[form.word]?.input as { shape?: Record<string, unknown> } | undefined
      const read = new Set(Object.keys(input?.shape ?? {}))
      const asked = form.fields.flatMap((field) => ('id' in field ? [field.id] : []))
      const own = asked.filter((id) => !/^(?:level|evidence)_/.test(id))
      expect(
        own.filter((id) => !read.has(id)),
        form.word,
      ).toEqual([])
      expect(new Set(asked).size, form.word).toBe(asked.length)
    }
  })

  it('has buttons of words that exist', () => {
    for (const form of formsOf('x', 2))
      for (const field of form.fields) if (field.field === 'button') expect(commands[field.word]).toBeDefined()
  })
})

const examples = Object.entries(forms).flatMap(([file, all]) =>
  Object.entries<Form>(all).map(([name, form]): [string, Form] => [`${file}, ${name}`, form]),
)

describe.each(examples)('the example of a form %s', (_, form) => {
  it.each(platforms)('is one that %s takes', (_, { refuseForm }) => {
    expect(refuseForm(form, reader)).toBeNull()
  })

  it('names no slash command on Teams', () => {
    expect(JSON.stringify(formCard(form, reader, { way: 'dialog', place: null }))).not.toMatch(/\/lead\b/)
  })

  it('belongs to a word that exists', () => {
    expect(commands[form.word]).toBeDefined()
  })
})
