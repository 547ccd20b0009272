import { readAudience } from '../../db/queries/audience.ts'
import { readCardAt } from '../../db/queries/card-copy.ts'
import type { Button, Drawing, Part } from '../cards/card.ts'
import type { Actor } from '../chat/command.ts'
import type { Intent } from '../chat/intent.ts'
import type { Address } from '../chat/messenger.ts'
import { redraw } from '../chat/redraw.ts'
import { createShared } from '../chat/shared.ts'
import { moves, type Verb } from '../domain/moves.ts'
import type { Stage } from '../domain/stages.ts'
import { mayMake, type Standing } from '../domain/standing.ts'
import type { Context } from '../services/context.ts'
import { standingOf } from '../services/move.ts'
import type { Reader } from '../texts/reader.ts'
import { type Card, cardOf } from './card.ts'
import { limits } from './limits.ts'

type Row = Extract<Part, { part: 'buttons' }>

const isVerb = (word: string): word is Verb => Object.hasOwn(moves, word)

/** The hand-off that a card is about: that of its own buttons. */
const numberOf = ({ parts }: Drawing): number | null =>
  parts.find((part): part is Row => part.part === 'buttons')?.about ?? null

const asksForAct = ({ parts }: Drawing) =>
  parts.some((part) => part.part === 'buttons' && [...part.buttons, ...part.more].some(({ word }) => isVerb(word)))

/** Who has a view of their own of a card in a channel; nobody where they are too many: all see the same card then. */
export const refreshFor = async (ctx: Context, to: Pick<Address, 'memberId'>, drawing: Drawing) => {
  const number = numberOf(drawing)
  if (to.memberId !== null || number === null || !asksForAct(drawing)) return undefined
  const userIds = await readAudience(ctx.db, ctx.tenantId, number, limits.refreshers)
  return userIds.length === 0 || userIds.length > limits.refreshers ? undefined : { data: { about: number }, userIds }
}

const withOwnButtons = (parts: readonly Part[], standing: Standing, stage: Stage): Part[] => {
  const may = ({ word }: Button) => !isVerb(word) || mayMake(moves[word], standing, stage)
  return parts.map((part) =>
    part.part === 'buttons' ? { ...part, buttons: part.buttons.filter(may), more: part.more.filter(may) } : part,
  )
}

/** Draws cards that last as single people see them. */
export const createViews = (ctx: Context) => {
  // A redraw makes the client of everybody who looks ask for their own view, all at once: what is alike is read once.
  const drawn = createShared(async (cardId) => {
    const copy = await redraw(ctx, cardId)
    return copy && { ...copy, refresh: await refreshFor(ctx, copy.to, copy.drawing) }
  })

  /** A card that lasts, as the message it stands in; null where the message is none. */
  const lastingAt = async (place: Intent['place'], memberId: string, message: string | null) => {
    if (place === null || message === null) return null
    const id = await readCardAt(ctx.db, ctx.tenantId, { ...place, memberId, message })
    return id === null ? null : drawn(id)
  }

  /** A card that lasts as one person sees it: with the buttons that they may use, and words for them alone above it. */
  const ownView = async (
    { drawing, to, refresh }: NonNullable<Awaited<ReturnType<typeof drawn>>>,
    actor: Actor,
    reader: Reader,
    said: readonly Part[] = [],
  ): Promise<Card> => {
    const number = numberOf(drawing)
    const asking = { number: number ?? 0, memberId: actor.id, delivery: '' }
    const row = to.memberId === null && number !== null ? await ctx.situation(asking) : null
    const parts = row ? withOwnButtons(drawing.parts, standingOf(row), row.handoff.stage) : drawing.parts
    // Words for the person come first: what a card does not hold is left out from its end.
    const first: Part[] = said.length > 0 ? [...said, { part: 'divider' }] : []
    return cardOf([...first, ...parts], reader, 'message', refresh)
  }

  return { lastingAt, ownView }
}
