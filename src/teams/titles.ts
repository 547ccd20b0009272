import { readNames } from '../../db/queries/names.ts'
import type { Field, Form } from '../forms/form.ts'
import type { Context } from '../services/context.ts'
import { findMember } from '../services/people.ts'
import { limits } from './limits.ts'
import type { Roster } from './roster.ts'

type Named = Extract<Field, { field: 'search' | 'person' | 'people' | 'channel' }>
type Given = { ctx: Context; roster: Pick<Roster, 'find' | 'conversation'> }

const isNamed = (field: Field): field is Named =>
  ['search', 'person', 'people', 'channel'].includes(field.field) &&
  !(field.field === 'search' && field.about !== 'member')

/** Tells the names of who and what was picked in a form: the client sends ids back, which say nothing to people. */
export const createTitles = ({ ctx, roster }: Given) => {
  // Who cannot be asked for now is shown by the id: the form is worth more than the name in it.
  const personNamed = async (id: string): Promise<string | null> =>
    (await findMember(ctx, 'teams', id))?.name ??
    (await roster.find((one) => one.id === id).catch(() => null))?.name ??
    null

  const nameOf = async (field: Named, id: string, colleagues: () => Promise<Map<string, string>>) => {
    if (field.field === 'channel') return (await roster.conversation(id))?.name ?? null
    return field.field === 'search' ? ((await colleagues()).get(id) ?? null) : personNamed(id)
  }

  return async (form: Form, entered: Record<string, unknown>): Promise<Record<string, string>> => {
    let known: Promise<Map<string, string>> | null = null
    const colleagues = () => {
      known ??= readNames(ctx.db, ctx.tenantId).then(({ members }) => members)
      return known
    }
    const picked = form.fields.filter(isNamed).flatMap((field) => {
      const value = entered[field.id]
      return typeof value === 'string' ? value.split(/\s+/).flatMap((id) => (id === '' ? [] : [{ field, id }])) : []
    })
    // No form shows more of them, and each costs a look at the store.
    const shown = picked.slice(0, limits.choices)
    const named = await Promise.all(
      shown.map(async ({ field, id }) => [id, await nameOf(field, id, colleagues)] as const),
    )
    return Object.fromEntries(named.flatMap(([id, name]) => (name === null ? [] : [[id, name]])))
  }
}

export type Titles = ReturnType<typeof createTitles>
