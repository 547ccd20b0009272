import type { Context } from '../services/context.ts'
import { firePrompts } from '../services/prompts.ts'
import { every, type Record } from './every.ts'

/** Asks how meetings went that have ended: so often that the question stands there within a minute (product §6). */
export const startPrompts = (ctx: Context, record: Record) =>
  every('*/15 * * * * *', 'prompts', () => firePrompts(ctx), record)
