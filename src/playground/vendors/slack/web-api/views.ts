import type { Json } from '../../../api.ts'
import { jsonOf, textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { limits } from '../limits.ts'
import { findUser } from '../places.ts'
import type { StoredView, Trigger } from '../state.ts'
import { acceptedView, refuseView } from '../validate/view.ts'
import { homeOf, openView, publishHome, pushView, replaceView, stackOf, viewJson } from '../views.ts'
import { type Answer, type Method, no, refused, yes } from './answer.ts'

const externalIdIsTaken = (ctx: Ctx, view: unknown, except: string | null) => {
  const wanted = textOf(jsonOf(view).external_id)
  return (
    wanted !== '' &&
    Object.values(ctx.state.views).some((each) => each.id !== except && each.payload.external_id === wanted)
  )
}

const triggerOf = (ctx: Ctx, args: Json): Trigger | Answer => {
  const trigger = ctx.state.triggers[textOf(args.trigger_id)]
  if (!trigger) return no('invalid_trigger_id')
  if (trigger.used) return no('exchanged_trigger_id')
  return ctx.now() - trigger.at > limits.triggerMs ? no('expired_trigger_id') : trigger
}

/** Opens or pushes: the view is checked first, so that a refused view does not use the trigger up. */
const show = (
  ctx: Ctx,
  args: Json,
  method: string,
  place: (origin: Parameters<typeof openView>[1]) => StoredView | null,
) => {
  const refusal = refuseView(args.view, 'modal')
  if (refusal) return refused(refusal)
  const trigger = triggerOf(ctx, args)
  if ('ok' in trigger) return trigger
  if (externalIdIsTaken(ctx, args.view, null)) return no('duplicate_external_id')
  const sent = { method, args, at: ctx.now() }
  const view = place({ user: trigger.user, payload: acceptedView(args.view), sent, cause: trigger.cause })
  if (!view) return no('push_limit_reached')
  trigger.used = true
  return yes({ view: viewJson(ctx, view) })
}

const open: Method = (ctx, args, { method }) => show(ctx, args, method, (origin) => openView(ctx, origin))

const push: Method = (ctx, args, { method }) => {
  const trigger = ctx.state.triggers[textOf(args.trigger_id)]
  if (trigger && stackOf(ctx, trigger.user).length === 0) return no('not_found')
  return show(ctx, args, method, (origin) => pushView(ctx, origin))
}

const isStale = (args: Json, view: StoredView) => textOf(args.hash) !== '' && args.hash !== view.hash

const update: Method = (ctx, args, { method, cause }) => {
  const externalId = textOf(args.external_id)
  const view = Object.values(ctx.state.views).find(
    (each) => each.id === args.view_id || (externalId !== '' && each.payload.external_id === externalId),
  )
  if (!view) return no('not_found')
  const refusal = refuseView(args.view, view.type)
  if (refusal) return refused(refusal)
  if (isStale(args, view)) return no('hash_conflict')
  if (externalIdIsTaken(ctx, args.view, view.id)) return no('duplicate_external_id')
  const sent = { method, args, at: ctx.now() }
  replaceView(ctx, view, { payload: acceptedView(args.view), sent, cause: view.cause ?? cause })
  return yes({ view: viewJson(ctx, view) })
}

const publish: Method = (ctx, args, { method, cause }) => {
  const user = textOf(args.user_id)
  if (!findUser(ctx, user)) return no('user_not_found')
  const refusal = refuseView(args.view, 'home')
  if (refusal) return refused(refusal)
  const known = homeOf(ctx, user)
  if (known && isStale(args, known)) return no('hash_conflict')
  const sent = { method, args, at: ctx.now() }
  return yes({ view: viewJson(ctx, publishHome(ctx, { user, payload: acceptedView(args.view), sent, cause })) })
}

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
}
