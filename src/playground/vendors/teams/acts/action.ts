import type { Act, Json } from '../../../api.ts'
import type { TeamsSpot } from '../../../teams-api.ts'
import { clientError, finish, unheard } from '../../delivery.ts'
import { jsonOf, textOf } from '../../json.ts'
import { activityOf, invokeOf } from '../activity.ts'
import { inputsIn, type Placed } from '../cards.ts'
import type { Ctx } from '../ctx.ts'
import { gather } from '../inputs.ts'
import { findMessage, toast } from '../messages.ts'
import { notice, obeyAction, obeyTask } from '../obey.ts'
import { hasApp } from '../places.ts'
import { perform } from '../requests.ts'
import type { DialogOrigin, FakePerson, StoredMessage } from '../state.ts'
import { messagePayload } from './message-payload.ts'
import { findAction, offerKey, type Scene, sceneOf } from './scene.ts'

type Tap = { person: FakePerson; scene: Scene; action: Json; data: Json }

const placeIn = ({ conversation, rootId, message }: Scene) => ({ conversation, rootId, replyToId: message?.id ?? null })

const execute = async (ctx: Ctx, { person, scene, action, data }: Tap, message: StoredMessage): Promise<Act> => {
  const { type, id, title, verb } = action
  const value = {
    action: { type, ...(id === undefined ? {} : { id }), title, verb, data },
    trigger: 'manual',
  }
  const activity = invokeOf(ctx, person, placeIn(scene), 'adaptiveCard/action', value)
  const done = await perform(ctx, 'action', () => [activity])
  obeyAction(ctx, person, message, done, 'action')
  return finish(ctx, done)
}

const openDialog = async (ctx: Ctx, { person, scene, data }: Tap, message: StoredMessage): Promise<Act> => {
  const value = { data, context: { theme: 'default' } }
  const done = await perform(ctx, 'task/fetch', () => [invokeOf(ctx, person, placeIn(scene), 'task/fetch', value)])
  const origin = { from: 'card' as const, conversation: scene.conversation.id, message: message.id }
  obeyTask(ctx, person, origin, done, { where: 'task/fetch', opens: true })
  return finish(ctx, done)
}

const submitMessage = async (ctx: Ctx, { person, scene, data }: Tap, message: StoredMessage): Promise<Act> => {
  const more = { type: 'message', id: `f:${ctx.newId()}`, replyToId: message.id, value: data }
  const activity = activityOf(ctx, person, scene.conversation, scene.rootId, more)
  return finish(ctx, await perform(ctx, 'action', () => [activity]))
}

const submissionOf = (ctx: Ctx, origin: DialogOrigin, data: Json): [name: string, value: Json] => {
  if (origin.from === 'card') return ['task/submit', { data, context: { theme: 'default' } }]
  const message = origin.message === null ? null : findMessage(ctx, origin.conversation, origin.message)
  return [
    'composeExtension/submitAction',
    {
      commandId: origin.command,
      commandContext: origin.message === null ? 'compose' : 'message',
      data,
      context: { theme: 'default' },
      ...(message ? { messagePayload: messagePayload(ctx, message) } : {}),
    },
  ]
}

const submitDialog = async (ctx: Ctx, { person, scene, data }: Tap, origin: DialogOrigin): Promise<Act> => {
  const [name, value] = submissionOf(ctx, origin, data)
  const done = await perform(ctx, name, () => [invokeOf(ctx, person, placeIn(scene), name, value)])
  // Closed by the person while the answer was under way.
  if (ctx.state.dialogs[person.id]?.id === scene.dialog?.id)
    obeyTask(ctx, person, origin, done, { where: name, opens: false })
  return finish(ctx, done)
}

const inputsOf = ({ action, within }: Placed): Json[] =>
  action.associatedInputs === 'none' ? [] : within.flatMap(inputsIn)

const run = (ctx: Ctx, tap: Tap): Promise<Act> => {
  const { scene, action, data } = tap
  if (scene.dialog) return submitDialog(ctx, tap, scene.dialog.origin)
  const { message } = scene
  if (!message) return unheard(ctx)
  if (action.type === 'Action.Execute') return execute(ctx, tap, message)
  return textOf(jsonOf(data.msteams).type) === 'task/fetch'
    ? openDialog(ctx, tap, message)
    : submitMessage(ctx, tap, message)
}

/** A person taps an action of a card. The client first checks what it can check itself. */
export const tapAction = async (
  ctx: Ctx,
  person: FakePerson,
  { at, action, inputs }: { at: TeamsSpot; action: Json; inputs: Record<string, string> },
): Promise<Act> => {
  const scene = sceneOf(ctx, person, at)
  if (typeof scene === 'string') return clientError(scene)
  const placed = findAction(scene.card, action)
  if (!placed) return clientError(`the card shows no action ${textOf(action.title) || JSON.stringify(action)}`)
  if (action.isEnabled === false) return clientError(`${textOf(action.title)} is greyed out`)
  if (action.type !== 'Action.Execute' && action.type !== 'Action.Submit') return unheard(ctx)
  if (scene.message && !hasApp(ctx, scene.conversation)) return clientError('the app is not here any more')
  const known = inputsOf(placed)
  const found = (id: string) => ctx.offered.get(offerKey(person, scene, id)) ?? []
  const values = gather(ctx, known, { ...keptFor(scene, known), ...inputs }, found)
  if (typeof values === 'string') return clientError(values)
  if (scene.dialog) scene.dialog.entered = { ...scene.dialog.entered, ...inputs }
  if (scene.message) toast(ctx, scene.message, person, null)
  notice(ctx, person, null)
  return run(ctx, { person, scene, action, data: { ...jsonOf(action.data), ...values } })
}

/** What was entered in a dialog before, as far as the action sends it along. */
const keptFor = ({ dialog }: Scene, inputs: Json[]): Record<string, string> => {
  const ids = inputs.map((input) => textOf(input.id))
  return Object.fromEntries(Object.entries(dialog?.entered ?? {}).filter(([id]) => ids.includes(id)))
}
