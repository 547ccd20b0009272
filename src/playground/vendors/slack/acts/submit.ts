import type { Act, Json } from '../../../api.ts'
import { clientError, finish, perform, unheard } from '../../delivery.ts'
import { isJson, jsonOf, objectsOf, textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { interaction, newTrigger } from '../payloads.ts'
import { interactionRequest } from '../requests.ts'
import type { StoredView } from '../state.ts'
import { acceptedView, refuseView } from '../validate/view.ts'
import { clearStack, popView, pushView, replaceView, viewJson } from '../views.ts'
import { refuseForm } from './form-checks.ts'
import { sceneOf } from './spot.ts'

const fieldErrors = (ctx: Ctx, view: StoredView, body: Json) => {
  const fields = objectsOf(view.blocks).flatMap((block) => (block.type === 'input' ? [textOf(block.block_id)] : []))
  const errors = jsonOf(body.errors)
  const wrong = Object.entries(errors).filter(([key, text]) => !fields.includes(key) || textOf(text) === '')
  const messages = wrong.map(([key]) => `errors.${key}: must be the block_id of an input block, with a text`)
  if (Object.keys(errors).length === 0) messages.push('errors: no field is named')
  if (messages.length > 0) ctx.violate({ where: 'submit', error: 'invalid_errors', messages, args: body })
  view.errors = Object.fromEntries(Object.entries(errors).map(([key, text]) => [key, textOf(text)]))
  ctx.changed()
}

const showView = (ctx: Ctx, view: StoredView, body: Json, cause: string) => {
  const refusal = refuseView(body.view, 'modal')
  if (refusal) return ctx.violate({ where: 'submit', ...refusal, args: body })
  const sent = { method: `submission ${textOf(body.response_action)}`, args: body, at: ctx.now() }
  const next = { payload: acceptedView(body.view), sent, cause }
  if (body.response_action === 'update') return replaceView(ctx, view, next)
  if (!pushView(ctx, { user: view.user, ...next }))
    ctx.violate({ where: 'submit', error: 'push_limit_reached', args: body })
}

const obey = (ctx: Ctx, view: StoredView, body: unknown, cause: string) => {
  // Closed or replaced by a call while the answer was under way.
  if (!ctx.state.views[view.id]) return
  if (body === '' || (isJson(body) && Object.keys(body).length === 0)) return popView(ctx, view.user)
  const action = jsonOf(body).response_action
  if (action === 'clear') return clearStack(ctx, view.user)
  if (action === 'errors') return fieldErrors(ctx, view, jsonOf(body))
  if (action === 'update' || action === 'push') return showView(ctx, view, jsonOf(body), cause)
  ctx.violate({ where: 'submit', error: 'invalid_response_action', args: body })
}

/** A person sends a form. Slack's client first checks what it can check itself. */
export const submit = async (ctx: Ctx, user: string, viewId: string): Promise<Act> => {
  const scene = sceneOf(ctx, user, { view: viewId })
  if (typeof scene === 'string') return clientError(scene)
  const { view } = scene
  if (view?.type !== 'modal' || !view.payload.submit) return clientError('this view has no submit button')
  const fault = refuseForm(view)
  if (fault) return clientError(fault)
  view.errors = null
  const done = await perform(ctx, 'submit', (cause) => [
    interactionRequest(ctx, 'submit', {
      ...interaction(ctx, 'view_submission', user),
      trigger_id: newTrigger(ctx, user, cause),
      view: viewJson(ctx, view),
      response_urls: [],
    }),
  ])
  if (done.error === null) obey(ctx, view, done.body, done.cause)
  return finish(ctx, done)
}

/** A person closes the top form without sending it. The product hears of it where the view asked for that. */
export const close = async (ctx: Ctx, user: string, viewId: string): Promise<Act> => {
  const scene = sceneOf(ctx, user, { view: viewId })
  if (typeof scene === 'string') return clientError(scene)
  const { view } = scene
  if (view?.type !== 'modal') return clientError('only a modal can be closed')
  const isCleared = view.payload.clear_on_close === true
  const payload = { ...interaction(ctx, 'view_closed', user), view: viewJson(ctx, view), is_cleared: isCleared }
  if (isCleared) clearStack(ctx, user)
  else popView(ctx, user)
  if (view.payload.notify_on_close === true)
    return finish(ctx, await perform(ctx, 'close', () => [interactionRequest(ctx, 'close', payload)]))
  return unheard(ctx)
}
