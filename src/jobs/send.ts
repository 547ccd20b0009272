import { readCardIn, readPlace } from '../../db/queries/card-copy.ts'
import { readLetter, readLetterCards } from '../../db/queries/dead-letters.ts'
import { readNotices } from '../../db/queries/notices.ts'
import { readTold } from '../../db/queries/told.ts'
import { drawLetter } from '../cards/letter.ts'
import { drawNews } from '../cards/news.ts'
import { drawReminders } from '../cards/reminder.ts'
import { drawSample } from '../cards/sample-card.ts'
import type { Address, Messenger } from '../chat/messenger.ts'
import { addressOf, type Redrawn, redraw } from '../chat/redraw.ts'
import { gatherAccepted } from '../services/accepted.ts'
import type { Context } from '../services/context.ts'
import type { Queued } from '../services/outbox.ts'
import { markPosted, markShown, readAcceptDue } from '../services/shown.ts'
import { type Sentence, say } from '../texts/sentence.ts'
import { sendDigest } from './send-digest.ts'
import { sendFriday } from './send-friday.ts'

/** What went out: the platform's id of what was posted, where that is to be kept. Null where nothing had to go out. */
type Went = { externalId: string | null } | null

const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000)

/**
 * The version that a drawing shows. The first copy that told until when to accept starts that clock, which is a version, and
 * shows it; so does another that was posted at the same time and told the same minute. Null where it told another.
 */
const versionShown = async (ctx: Context, { handoffId, acceptBy, version }: Redrawn): Promise<number | null> => {
  if (!acceptBy) return version
  const posted = await markPosted(ctx, handoffId, acceptBy)
  if (posted !== null) return posted === version + 1 ? posted : version
  const due = await readAcceptDue(ctx, handoffId)
  if (due === null) return version
  return minuteOf(due) === minuteOf(acceptBy) ? version + 1 : null
}

/** Posts a copy of a card, or draws it anew; a copy that shows all of it already is left alone. */
export const sendCard = async (ctx: Context, messenger: Messenger, message: Queued, cardId: string): Promise<Went> => {
  const copy = await redraw(ctx, cardId)
  // A newer drawing has been there before: whatever this message was to show, that one showed too.
  if (!copy || (copy.externalId !== null && copy.shownVersion >= copy.version)) return null
  if (copy.externalId !== null) {
    await messenger.update(copy.to, copy.externalId, copy.drawing)
    await markShown(ctx, cardId, (await versionShown(ctx, copy)) ?? 0, copy.externalId)
    return { externalId: null }
  }
  const key = `card:${cardId}`
  const earlier = message.attempts > 1 ? await messenger.find(copy.to, key, null) : null
  const externalId = earlier ?? (await messenger.post(copy.to, copy.drawing, key, null))
  const version = await versionShown(ctx, copy)
  const isShown = earlier === null && version !== null
  await markShown(ctx, cardId, isShown ? version : 0, externalId)
  return isShown ? { externalId: null } : sendCard(ctx, messenger, message, cardId)
}

const nothingMore = { number: null, isClosed: false }

/** Says of what was told about people who are forgotten now that nothing is left of it (domain §11). */
const takeBack = async (ctx: Context, messenger: Messenger, message: Queued, to: Address): Promise<Went> => {
  const told = await readTold(ctx.db, message.lane, message.payload.handoffs as string[])
  for (const externalId of told) await messenger.update(to, externalId, drawNews(say('told.erased'), nothingMore))
  return told.length > 0 ? { externalId: null } : null
}

/** Says of samples that they were thrown away. */
const discard = async (messenger: Messenger, { payload }: Queued, to: Address): Promise<Went> => {
  const text = say('sample.discarded', { by: String(payload.by) })
  for (const externalId of payload.externalIds as string[])
    await messenger.update(to, externalId, drawNews(text, nothingMore))
  return { externalId: null }
}

/** Tells of a message that was given up, or draws that anew where it stands already. */
const sendLetter = async (ctx: Context, messenger: Messenger, message: Queued, to: Address): Promise<Went> => {
  const id = String(message.payload.letter)
  const letter = await readLetter(ctx.db, ctx.tenantId, id)
  if (!letter) return null
  const cards = await readLetterCards(ctx.db, ctx.tenantId, [id])
  const standing = cards.find(({ lane }) => lane === message.lane)?.externalId ?? null
  if (standing !== null) {
    await messenger.update(to, standing, drawLetter(letter))
    return { externalId: null }
  }
  if (message.payload.isRedraw) return null
  const earlier = message.attempts > 1 ? await messenger.find(to, message.key, null) : null
  return { externalId: earlier ?? (await messenger.post(to, drawLetter(letter), message.key, null)) }
}

/** Posts what is no card, or takes it back. */
export const sendText = async (ctx: Context, messenger: Messenger, message: Queued): Promise<Went> => {
  const place = await readPlace(ctx.db, message.lane)
  if (!place || /^(?:nothing|discarded)$/.test(String(message.payload.kind))) return null
  const to = addressOf(ctx, place)
  // Who left the team hears nothing more; what stands in their messages is still taken back.
  if (place.isActive === false && message.payload.kind !== 'takeBack') return null
  if (message.payload.kind === 'takeBack') return takeBack(ctx, messenger, message, { ...to, isSharedAllowed: true })
  if (message.payload.kind === 'discard') return discard(messenger, message, to)
  if (message.payload.kind === 'letter') return sendLetter(ctx, messenger, message, to)
  if (message.payload.kind === 'digest') return sendDigest(ctx, messenger, message, to)
  if (message.payload.kind === 'friday') return sendFriday(ctx, messenger, message, to)
  const { accepted } = message.payload
  if (typeof accepted === 'string' && (await gatherAccepted(ctx, message.lane, accepted))) return null
  const { kind, text, show, isClosed, handoff } = message.payload as {
    kind: string
    text: Sentence
    show?: number
    isClosed?: boolean
    handoff?: string
  }
  const list = kind === 'notices' ? drawReminders(await readNotices(ctx.db, message.payload.ids as string[])) : null
  // All of it was settled before it went out.
  if (kind === 'notices' && list === null) return null
  const thread = kind === 'thread' && handoff ? await readCardIn(ctx.db, handoff, message.lane) : null
  if (kind === 'thread' && thread === null) return null
  const earlier = message.attempts > 1 ? await messenger.find(to, message.key, thread) : null
  const news = { number: show ?? null, isClosed: isClosed === true }
  const drawing = list ?? (kind === 'sample' ? drawSample(String(message.payload.queue)) : drawNews(text, news))
  return { externalId: earlier ?? (await messenger.post(to, drawing, message.key, thread)) }
}
