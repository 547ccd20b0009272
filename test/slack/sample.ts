import { buttons, line, type Part } from '../../src/cards/card.ts'
import { whisper } from '../../src/chat/reply.ts'
import type { Form } from '../../src/forms/form.ts'
import { say } from '../../src/texts/sentence.ts'
import type { Room } from './world.ts'

export const text = (words: string) => say('word.plain', { text: words })
export const words = (said: string, ...more: Part[]) => whisper(line(text(said)), ...more)
export const row = buttons(142, [{ label: 'button.accept', word: 'accept', does: 'runs' }])
export const form = (over: Partial<Form> = {}): Form => ({
  word: 'reject',
  about: 142,
  title: text('Reject'),
  submit: 'button.save',
  fields: [
    {
      field: 'choice',
      id: 'reason',
      label: text('Reason'),
      options: ['a', 'b'].map((value) => ({ value, label: text(value) })),
      initial: 'a',
      redraws: true,
    },
    { field: 'text', id: 'note', label: text('Note'), maxLength: 200, isOptional: true },
    { field: 'search', id: 'country', label: text('Country'), about: 'country', isOptional: true },
    { field: 'button', word: 'reject', variant: 'draft', label: 'button.saveDraft' },
  ],
  ...over,
})

/** The form on top of those that somebody has open. */
export const topOf = (room: Room, user = 'ULENA') => {
  const view = room.slack.see(user).views.at(-1)
  if (!view) throw new Error('No form is open.')
  return view
}

export const shows = (view: { blocks: unknown }, said: string) => JSON.stringify(view.blocks).includes(said)

/** A tap on Accept as Slack sends it. */
export const tapped = (over: object = {}) => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'ULENA', team_id: 'T1' },
  api_app_id: 'A1',
  trigger_id: '1.2.3',
  channel: { id: 'CDACH' },
  container: { type: 'message', message_ts: '1.1' },
  actions: [{ type: 'button', action_id: 'accept', block_id: 'handoff:142', action_ts: '1.5' }],
  ...over,
})
