import { asc, eq, sql } from 'drizzle-orm'
import { rowsOf } from '../../db/rows.ts'
import { handoffs, history, identities } from '../../db/schema/index.ts'
import type { Json } from '../../src/playground/api.ts'
import type { Chat, SeenForm, Where } from './chat.ts'
import { onSlack } from './platform.ts'
import { openSlackWire } from './slack-wire.ts'
import { openTeamsWire } from './teams-wire.ts'

/** What of a form that is sent differs from what its client would send. */
export type Forgery = {
  /** The form, where it is not the one that is open. */
  form?: SeenForm
  /** What it says of itself that is not what the product put there. */
  hidden?: Json
  /** All of that. */
  metadata?: string
  /** Fields that it does not have, or values of another shape. */
  extra?: Json
  /** The same for two sendings: one that comes again. */
  delivery?: string
}

/** Forms as they go over the wire, made by hand: what no client would send. */
export const openWire = (chat: Chat) => {
  const { submit } = onSlack ? openSlackWire(chat) : openTeamsWire(chat)
  return {
    /** Sends the open form, or one that was open before, with these values in its fields, by their ids. */
    submit,
  }
}

/** The lines of a hand-off, oldest first. */
export const linesOf = async (chat: Chat, number: number) => {
  const db = chat.db()
  const lines = await db
    .select({ verb: history.verb, to: history.toStage, surface: history.surface })
    .from(history)
    .innerJoin(handoffs, eq(handoffs.id, history.handoffId))
    .where(eq(handoffs.number, number))
    .orderBy(asc(history.id))
  return lines
}

/** How often anything was done at all. */
export const countLines = async (chat: Chat): Promise<number> => {
  const [row] = await rowsOf(chat.db(), sql`select count(*)::int as n from history`)
  return Number(row?.n)
}

/** Felix hands off a lead to the queue of a place; gives the number. */
export const handOffLead = async (chat: Chat, fields: Record<string, string> = {}, where: Where = 'dach') => {
  const before = await countLines(chat)
  await chat.type('Felix', 'new', 'marketing')
  const lead = { Name: 'Katrin Weiss', Email: `lead.${before}@company${before}.example`, Company: 'Adlerwerk GmbH' }
  const about = { Source: 'demo request', 'Why now?': 'An audit in March.', Queue: where === 'dach' ? 'DACH' : 'Italy' }
  const act = await chat.fill('Felix', { ...lead, ...about, ...fields })
  const [row] = await rowsOf(chat.db(), sql`select max(number) as number from handoffs`)
  if ((await countLines(chat)) === before) throw new Error(`Nothing was handed off: ${JSON.stringify(act)}`)
  return Number(row?.number)
}

/** Whether the store knows anybody by what a platform calls them. */
export const isKnown = async (chat: Chat, who: Parameters<Chat['idOf']>[0]): Promise<boolean> => {
  const found = await chat
    .db()
    .select({ id: identities.id })
    .from(identities)
    .where(eq(identities.externalId, chat.idOf(who)))
  return found.length > 0
}
