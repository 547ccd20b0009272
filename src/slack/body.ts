import { type Body, firstOf, isBody, objectOf, textOf } from '../chat/body.ts'

/** Slack's own ids, as they go into keys and calls. */
export const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value)

export type Kind = 'command' | 'action' | 'submission' | 'closed' | 'options' | 'shortcut' | 'event'

const kinds: Record<string, Kind> = {
  block_actions: 'action',
  view_submission: 'submission',
  view_closed: 'closed',
  block_suggestion: 'options',
  message_action: 'shortcut',
  shortcut: 'shortcut',
  event_callback: 'event',
}

/** What a request is about; null when it is none that the product takes part in. */
export const kindOf = (body: Body): Kind | null => {
  if (typeof body.command === 'string') return 'command'
  return Object.hasOwn(kinds, textOf(body.type)) ? (kinds[textOf(body.type)] ?? null) : null
}

const isAction = (body: Body) => {
  const action = firstOf(body.actions)
  return typeof action.action_id === 'string' && typeof action.block_id === 'string' && textOf(action.type) !== ''
}

/** Whether all is there that the product and Bolt go by; Slack's own requests are always whole. */
export const isWhole = (body: Body, kind: Kind): boolean => {
  if (kind === 'event') return isBody(body.event) && textOf(body.event.type) !== ''
  if (body.event !== undefined || (kind !== 'command' && body.command !== undefined)) return false
  if (kind === 'command') return isId(body.user_id) && isId(body.channel_id)
  if (body.name !== undefined || !isId(objectOf(body.user).id)) return false
  if (body.channel !== undefined && !isBody(body.channel)) return false
  if (kind === 'action') return isAction(body)
  if (body.actions !== undefined) return false
  if (kind === 'submission' || kind === 'closed') return isId(objectOf(body.view).id)
  return kind === 'options' ? typeof body.action_id === 'string' : typeof body.callback_id === 'string'
}

/** The workspace whose installation a request is meant for. */
export const teamOf = (body: Body, kind: Kind): string => {
  if (kind === 'command') return textOf(body.team_id)
  if (kind === 'event') {
    const authorized = firstOf(body.authorizations).team_id
    return textOf(authorized ?? body.team_id)
  }
  const installed = textOf(objectOf(body.view).app_installed_team_id)
  return installed || textOf(objectOf(body.team).id) || textOf(objectOf(body.user).team_id)
}
