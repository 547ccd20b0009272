import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { emailKey, phoneKey } from '../src/domain/duplicates.ts'
import { editForm } from '../src/forms/edit.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { searchOptions } from '../src/forms/search.ts'
import { changesOf, editLead, type Known, knownOf, stampOf } from '../src/services/edit.ts'
import { situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import type { Language, TextKey } from '../src/texts/catalogue.ts'
import { allOf, type Sentence, say } from '../src/texts/sentence.ts'

const countryOf = (code: string, language: Language) =>
  searchOptions('country', code, language).find((one) => one.value === code) ?? {
    value: code,
    label: say('word.plain', { text: code }),
  }

const openEdit = async ({ ctx, actor, asker, number }: Asked<unknown>): Promise<Reply> => {
  const checked = await situationFor(ctx, 'edit', number, asker)
  if (!checked.ok) return refused(checked.refusal)
  const known = knownOf(checked.situation)
  return openForm(
    editForm(
      number,
      {
        ...known,
        country: known.country === null ? null : countryOf(known.country, actor.language),
        employees: known.employees === null ? null : String(known.employees),
      },
      stampOf(known),
    ),
  )
}

/** What cannot stand, at its field. What came in long ago and was not touched is left as it is. */
const errorsIn = (before: Known, after: Known, language: Language): Record<string, Sentence> => {
  const changes = changesOf(before, after)
  const isNowhere = after.email === null && after.phone === null
  const isNobody = after.name === null && after.company === null
  const isStrange =
    after.country !== null &&
    !searchOptions('country', after.country, language).some((one) => one.value === after.country)
  const found: [field: keyof Known, isWrong: boolean, error: TextKey][] = [
    ['email', isNowhere, 'error.contact'],
    ['email', after.email !== null && emailKey(after.email) === null, 'error.email'],
    ['phone', after.phone !== null && phoneKey(after.phone, after.country) === null, 'error.phone'],
    ['country', isStrange, 'error.country'],
    ['company', isNobody, 'error.required'],
  ]
  return Object.fromEntries(
    found.filter(([field, isWrong]) => isWrong && changes[field]).map(([field, , error]) => [field, say(error)]),
  )
}

/** What is known of the lead and its company, put right; its cards are redrawn (domain §8). */
export const verb = command({
  word: 'edit',
  kind: 'verb',
  about: 'handoff',
  input: z.object({
    name: optionalLine(200),
    email: optionalLine(254),
    company: optionalLine(200),
    title: optionalLine(200),
    phone: optionalLine(40),
    country: optionalLine(60),
    employees: optionalLine(9).refine((text) => text === null || /^[1-9]\d{0,7}$/.test(text), {
      error: 'error.employees',
    }),
    industry: optionalLine(100),
    campaign: optionalLine(200),
  }),
  ask: openEdit,
  run: async (asked) => {
    const { ctx, actor, asker, intent, number, input } = asked
    // A word or a tap brings no field along: an empty one means something only in a form that showed it.
    if (intent.surface !== 'form') return openEdit(asked)
    const wanted = { ...input, employees: input.employees === null ? null : Number(input.employees) }
    const checked = await situationFor(ctx, 'edit', number, asker)
    if (!checked.ok) return refused(checked.refusal)
    const before = knownOf(checked.situation)
    if (!checked.situation.repeated) {
      const fields = errorsIn(before, wanted, actor.language)
      if (Object.keys(fields).length > 0) return { kind: 'errors', fields }
    }
    const moved = await editLead(ctx, number, asker, wanted, intent.variant)
    if (!moved.ok) return refusedAtField(intent, moved.refusal)
    const name = named({ ...moved.situation, lead: { ...moved.situation.lead, ...wanted } })
    return whisper(
      line(
        moved.changed.length === 0
          ? say('done.edited', { name })
          : say('done.editedFields', {
              name,
              fields: allOf(moved.changed.map((field) => say(`field.${field}` as TextKey))),
            }),
      ),
    )
  },
})
