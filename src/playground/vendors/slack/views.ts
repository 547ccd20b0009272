import type { Json, Sent } from '../../api.ts'
import { objectsOf, textOf } from '../json.ts'
import { type Ctx, nextHash } from './ctx.ts'
import { stateOf, withIds } from './inputs.ts'
import { limits } from './limits.ts'
import { botId } from './messages.ts'
import { noState, type StoredView } from './state.ts'

type Origin = { user: string; payload: Json; sent: Sent; cause: string | null }

const store = (ctx: Ctx, type: 'modal' | 'home', origin: Origin, previous: StoredView | null): StoredView => {
  const id = `V${ctx.newId()}`
  const blocks = withIds(ctx, objectsOf(origin.payload.blocks))
  const view: StoredView = {
    id,
    hash: nextHash(ctx),
    type,
    ...origin,
    blocks,
    state: stateOf(blocks, noState),
    errors: null,
    rootId: previous?.rootId ?? id,
    previousId: previous?.id ?? null,
  }
  ctx.state.views[id] = view
  ctx.changed()
  return view
}

/** The open modals of a person, the top one last. */
export const stackOf = (ctx: Ctx, user: string): StoredView[] =>
  (ctx.state.stacks[user] ?? []).flatMap((id) => ctx.state.views[id] ?? [])

/** Closes all modals of a person. */
export const clearStack = (ctx: Ctx, user: string): void => {
  for (const view of stackOf(ctx, user)) delete ctx.state.views[view.id]
  ctx.state.stacks[user] = []
  ctx.changed()
}

/** Closes the top modal; the one below it shows again. */
export const popView = (ctx: Ctx, user: string): void => {
  const id = ctx.state.stacks[user]?.pop()
  if (id) delete ctx.state.views[id]
  ctx.changed()
}

/** Opens a modal; what was open before is gone. */
export const openView = (ctx: Ctx, origin: Origin): StoredView => {
  clearStack(ctx, origin.user)
  const view = store(ctx, 'modal', origin, null)
  ctx.state.stacks[origin.user] = [view.id]
  return view
}

/** Puts a modal on top of the stack; null when three stand there already. */
export const pushView = (ctx: Ctx, origin: Origin): StoredView | null => {
  const stack = stackOf(ctx, origin.user)
  if (stack.length >= limits.view.stack) return null
  const view = store(ctx, 'modal', origin, stack.at(-1) ?? null)
  ctx.state.stacks[origin.user] = [...stack.map((each) => each.id), view.id]
  return view
}

/** Replaces what a view shows. What was typed stays where block_id and action_id are the same. */
export const replaceView = (ctx: Ctx, view: StoredView, next: Omit<Origin, 'user'>): void => {
  const blocks = withIds(ctx, objectsOf(next.payload.blocks))
  Object.assign(view, next, { blocks, state: stateOf(blocks, view.state), errors: null, hash: nextHash(ctx) })
  ctx.changed()
}

/** Publishes the Home tab of a person. */
export const publishHome = (ctx: Ctx, origin: Origin): StoredView => {
  const known = homeOf(ctx, origin.user)
  if (known) replaceView(ctx, known, origin)
  const view = known ?? store(ctx, 'home', origin, null)
  ctx.state.homes[origin.user] = view.id
  return view
}

/** The Home tab of a person; null before the first one is published. */
export const homeOf = (ctx: Ctx, user: string): StoredView | null =>
  ctx.state.views[ctx.state.homes[user] ?? ''] ?? null

/** A view by its id ('home' for the Home tab) if this person has it open. */
export const viewOf = (ctx: Ctx, user: string, id: string): StoredView | null => {
  if (id === 'home') return homeOf(ctx, user)
  const view = ctx.state.views[id]
  return view?.user === user ? view : null
}

/** A view as the Web API and the payloads show it. */
export const viewJson = (ctx: Ctx, view: StoredView): Json => ({
  id: view.id,
  team_id: ctx.options.team.id,
  type: view.type,
  blocks: view.blocks,
  private_metadata: textOf(view.payload.private_metadata),
  callback_id: textOf(view.payload.callback_id),
  state: { values: view.state },
  hash: view.hash,
  title: view.payload.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
  clear_on_close: view.payload.clear_on_close === true,
  notify_on_close: view.payload.notify_on_close === true,
  close: view.payload.close ?? null,
  submit: view.payload.submit ?? null,
  previous_view_id: view.previousId,
  root_view_id: view.rootId,
  app_id: ctx.options.appId,
  external_id: textOf(view.payload.external_id),
  app_installed_team_id: ctx.options.team.id,
  bot_id: botId(ctx),
})
