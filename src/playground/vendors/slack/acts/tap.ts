import type { Act, Entered, Json, Spot } from '../../../api.ts'
import { clientError, finish, perform, unheard } from '../../delivery.ts'
import { type Ctx, stampOf } from '../ctx.ts'
import { entryOf, findPlaced, type Placed } from '../inputs.ts'
import { interaction, newTrigger } from '../payloads.ts'
import { userOf } from '../places.ts'
import { interactionRequest } from '../requests.ts'
import { type Scene, sceneOf } from './spot.ts'

/** An element to act on. `seen`: the blocks as they stood before, for a tap on a card that has changed meanwhile. */
export type Target = Spot & { blockId: string; actionId: string; value?: Entered; seen?: Json[] }

/** The key under which an external_select's last suggestions are kept for a person. */
export const suggestionKey = (user: string, scene: Scene, blockId: string, actionId: string): string =>
  JSON.stringify([user, scene.key, blockId, actionId])

const shown = (element: Json, keys: string[]) =>
  Object.fromEntries(keys.flatMap((key) => (element[key] === undefined ? [] : [[key, element[key]]])))

const actionJson = (ctx: Ctx, { element, blockId, actionId }: Placed, entry: Json): Json => ({
  type: element.type,
  action_id: actionId,
  block_id: blockId,
  ...(element.type === 'button' ? shown(element, ['text', 'value', 'style', 'url']) : entry),
  ...shown(element, ['placeholder', 'initial_option', 'initial_date', 'initial_time']),
  action_ts: stampOf(ctx),
})

const send = async (ctx: Ctx, of: string, user: string, scene: Scene, placed: Placed, entry: Json): Promise<Act> => {
  const held = { ...scene.state, [placed.blockId]: { ...scene.state[placed.blockId], [placed.actionId]: entry } }
  const holdsValue = placed.element.type !== 'button' && placed.element.type !== 'overflow'
  const done = await perform(ctx, of, (cause) => [
    interactionRequest(ctx, of, {
      ...interaction(ctx, 'block_actions', user),
      trigger_id: newTrigger(ctx, user, cause),
      ...scene.payload(cause),
      ...(scene.view ? {} : { state: { values: holdsValue ? held : scene.state } }),
      actions: [actionJson(ctx, placed, entry)],
    }),
  ])
  return finish(ctx, done)
}

const enter = (ctx: Ctx, user: string, target: Target) => {
  userOf(ctx, user)
  const scene = sceneOf(ctx, user, target, target.seen)
  if (typeof scene === 'string') return scene
  const { blockId, actionId, value = null } = target
  const placed = findPlaced(scene.blocks, blockId, actionId)
  if (!placed) return `there is no element ${actionId} in block ${blockId}`
  if (placed.element.type === 'button') return { scene, placed, entry: {} }
  const offered = ctx.suggested.get(suggestionKey(user, scene, blockId, actionId)) ?? []
  const entry = entryOf(ctx, placed.element, value, offered)
  return typeof entry === 'string' ? entry.replace(/^client: /, '') : { scene, placed, entry }
}

const remember = (ctx: Ctx, scene: Scene, { blockId, actionId, element }: Placed, entry: Json) => {
  if (!scene.view || element.type === 'button' || element.type === 'overflow') return
  scene.view.state = { ...scene.view.state, [blockId]: { ...scene.view.state[blockId], [actionId]: entry } }
  ctx.changed()
}

const sendsOnChange = ({ block }: Placed) => block.type !== 'input' || block.dispatch_action === true

const use = async (ctx: Ctx, of: 'tap' | 'change', user: string, target: Target): Promise<Act> => {
  const entered = enter(ctx, user, target)
  if (typeof entered === 'string') return clientError(entered)
  const { scene, placed, entry } = entered
  remember(ctx, scene, placed, entry)
  if (sendsOnChange(placed)) return send(ctx, of, user, scene, placed, entry)
  return unheard(ctx)
}

/** A person taps a button, or chooses in a menu, of a message, a modal or the Home tab. */
export const tap = (ctx: Ctx, user: string, target: Target): Promise<Act> => use(ctx, 'tap', user, target)

/** A person enters something in a view. The product hears of it at once only from action elements and `dispatch_action` inputs. */
export const change = (
  ctx: Ctx,
  user: string,
  entered: { view: string; blockId: string; actionId: string; value: Entered },
): Promise<Act> => use(ctx, 'change', user, entered)
