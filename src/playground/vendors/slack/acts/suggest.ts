import type { Act, Json, Spot } from '../../../api.ts'
import { clientError, finish, perform } from '../../delivery.ts'
import { jsonOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { findPlaced } from '../inputs.ts'
import { limits } from '../limits.ts'
import { interaction } from '../payloads.ts'
import { interactionRequest } from '../requests.ts'
import { complaintsOf, list, obj } from '../validate/check.ts'
import { option, optionGroup, optionsOf } from '../validate/objects.ts'
import { sceneOf } from './spot.ts'
import { suggestionKey } from './tap.ts'

const flat = obj({ options: list(option, limits.options.select, 0) })
const grouped = obj({ option_groups: list(optionGroup, limits.options.groups, 0) })

/** A person types into an external_select. The options that come back are those that `change` and `tap` take. */
export const suggest = async (
  ctx: Ctx,
  user: string,
  spot: Spot,
  blockId: string,
  actionId: string,
  query: string,
): Promise<Act & { options: Json[] }> => {
  const refused = (why: string) => ({ ...clientError(why), options: [] })
  const scene = sceneOf(ctx, user, spot)
  if (typeof scene === 'string') return refused(scene)
  const placed = findPlaced(scene.blocks, blockId, actionId)
  if (placed?.element.type !== 'external_select')
    return refused(`there is no external_select ${actionId} in ${blockId}`)
  const atLeast = Number(placed.element.min_query_length ?? 3)
  if (query.length < atLeast) return refused(`type at least ${atLeast} characters`)
  const done = await perform(ctx, 'suggest', (cause) => {
    const { response_url: _, ...place } = scene.payload(cause)
    const asked = { action_id: actionId, block_id: blockId, value: query }
    return [interactionRequest(ctx, 'suggest', { ...interaction(ctx, 'block_suggestion', user), ...place, ...asked })]
  })
  const body = jsonOf(done.body)
  const messages = done.error === null ? complaintsOf(body.option_groups ? grouped : flat, body, '') : []
  if (messages.length > 0) ctx.violate({ where: 'suggest', error: 'invalid_options', messages, args: done.body })
  const options = done.error === null && messages.length === 0 ? optionsOf(body) : []
  ctx.suggested.set(suggestionKey(user, scene, blockId, actionId), options)
  return Object.assign(await finish(ctx, done), { options })
}
