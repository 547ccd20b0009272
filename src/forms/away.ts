import { say } from '../texts/sentence.ts'
import type { Field, Form } from './form.ts'

/** What becomes of what somebody owns who is away: its clocks stand still, or others get it (product §2). */
export const awayWays = ['pause', 'give'] as const

/** The form of Away: until when; for a manager who sets somebody else away, also what becomes of what that person owns. */
export const awayForm = (known: { member: { id: string; name: string } | null; until: string | null }): Form => {
  const { member, until } = known
  const ways: Field[] = member
    ? [
        {
          field: 'choice',
          id: 'what',
          label: say('field.awayWhat', { name: member.name }),
          options: awayWays.map((value) => ({ value, label: say(`away.${value}`) })),
          initial: 'pause',
        },
      ]
    : []
  return {
    word: 'away',
    about: null,
    title: say('form.away'),
    submit: 'button.save',
    ...(member ? { kept: { member: member.id } } : {}),
    fields: [
      ...(member ? [{ field: 'say', text: say('form.awayWho', { name: member.name }) } satisfies Field] : []),
      {
        field: 'date',
        id: 'until',
        label: say('field.backOn'),
        hint: say('hint.backOn'),
        isOptional: true,
        ...(until ? { initial: until } : {}),
      },
      ...ways,
    ],
  }
}

export const examples: Record<string, Form> = {
  'of oneself': awayForm({ member: null, until: null }),
  'of another': awayForm({ member: { id: 'lena', name: 'Lena Vogt' }, until: '2026-12-01' }),
}
