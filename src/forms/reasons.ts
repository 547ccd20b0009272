import { z } from 'zod'
import { isReason, noteSuffices, type ReasonVerb, reasonKeys } from '../domain/reasons.ts'
import type { TextKey } from '../texts/catalogue.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import type { Field, Form, Option } from './form.ts'
import { optionalLine, optionalText } from './inputs.ts'

const noteAtMost = 2_000

/** The reasons of a verb as options, in the order of the domain (domain §8). */
export const reasonOptions = (verb: ReasonVerb): Option[] =>
  reasonKeys(verb).map((key) => ({ value: key, label: wordFor('reason', `${verb}.${key}`) }))

/** The note beside what was chosen; under it stands who will read it (product §3). */
export const noteField = (isOptional = true): Field => ({
  field: 'text',
  id: 'note',
  label: say('field.note'),
  hint: say('hint.participants'),
  isLong: true,
  isOptional,
  maxLength: noteAtMost,
})

type About = { word: string; about: number; title: Sentence; submit: TextKey; reasons: ReasonVerb[] }

/** The form of a word that asks why, and for a note. */
export const askingWhy = ({ reasons, ...form }: About, isNoteOptional = true): Form => ({
  ...form,
  fields: [
    { field: 'choice', id: 'reason', label: say('field.reason'), options: reasons.flatMap(reasonOptions) },
    noteField(isNoteOptional),
  ],
})

/** The reason and the note of a word; the key is of one of these verbs (domain §8). */
export const reasonInput = (...verbs: ReasonVerb[]) => ({
  reason: optionalLine(40).transform((key, issue) => {
    if (key !== null && verbs.some((verb) => isReason(verb, key))) return key
    issue.addIssue({ code: 'custom', message: 'error.reason' })
    return z.NEVER
  }),
  note: optionalText(noteAtMost),
})

/** Reads a reason and the note behind it as they are typed after a word; the note keeps its lines. */
export const readReason = (text: string) => {
  const [, reason = '', note = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  return { reason: reason.toLowerCase(), ...(note === '' ? {} : { note }) }
}

/** What is wrong with a note that its reason asks for; null where nothing is (domain §8). */
export const wrongNote = (verb: ReasonVerb, given: { reason: string; note: string | null }) =>
  noteSuffices(verb, given.reason, given.note) ? null : { kind: 'errors' as const, fields: { note: say('error.note') } }
