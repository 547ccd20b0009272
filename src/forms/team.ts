import { type Role, roles } from '../domain/settings.ts'
import { teamParts } from '../domain/team-words.ts'
import { say } from '../texts/sentence.ts'
import type { Field, Form, Option } from './form.ts'

const person = (redraws: boolean): Field => ({
  field: 'person',
  id: 'person',
  label: say('field.person'),
  ...(redraws ? { redraws: true } : {}),
})

const queueField = (options: Option[]): Field => ({
  field: 'choice',
  id: 'queue',
  label: say('field.queue'),
  options,
  ...(options[0] ? { initial: options[0].value } : {}),
})

/** Somebody comes into a queue (product §2, `team`). */
export const teamAddForm = (queues: Option[]): Form => ({
  word: 'team',
  variant: 'add',
  about: null,
  title: say('form.teamAdd'),
  submit: 'button.save',
  fields: [
    person(false),
    queueField(queues),
    {
      field: 'choice',
      id: 'part',
      label: say('field.part'),
      initial: 'member',
      options: teamParts.map((part) => ({ value: part, label: say(`team.part.${part}`) })),
    },
  ],
})

/** Somebody leaves a queue, or the team (product §2, `team`). */
export const teamRemoveForm = (queues: Option[]): Form => ({
  word: 'team',
  variant: 'remove',
  about: null,
  title: say('form.teamRemove'),
  submit: 'button.save',
  fields: [person(false), queueField(queues), { field: 'say', text: say('form.teamRemoveSays') }],
})

type Known = { id: string; roles: Role[]; cap: number | null; capPerDay: number | null }

const capField = (id: 'cap' | 'capPerDay', known: Known | null): Field => {
  const cap = known?.[id]
  return {
    field: 'text',
    id,
    label: say(`field.${id}`),
    hint: say(`hint.${id}`),
    isOptional: true,
    maxLength: 3,
    ...(known ? { fresh: known.id } : {}),
    ...(cap ? { initial: String(cap) } : {}),
  }
}

/** What somebody is in the organisation, and how much at a time and a day (product §2, `team`). */
export const teamChangeForm = (known: Known | null): Form => ({
  word: 'team',
  variant: 'change',
  about: null,
  title: say('form.teamChange'),
  submit: 'button.save',
  fields: [
    person(true),
    {
      field: 'several',
      id: 'roles',
      label: say('field.roles'),
      isOptional: true,
      options: roles.map((role) => ({ value: role, label: say(`role.${role}`) })),
      ...(known ? { fresh: known.id, initial: known.roles } : {}),
    },
    capField('cap', known),
    capField('capPerDay', known),
  ],
})

const queues: Option[] = [{ value: 'dach', label: say('word.plain', { text: 'DACH' }) }]

export const examples: Record<string, Form> = {
  add: teamAddForm(queues),
  remove: teamRemoveForm(queues),
  change: teamChangeForm(null),
  changeKnown: teamChangeForm({ id: 'lena', roles: ['sdr', 'manager'], cap: 10, capPerDay: 5 }),
}
