import { readColleague } from '../../db/queries/colleagues.ts'
import { readNamedMember } from '../../db/queries/members.ts'
import type { Person } from '../../db/queries/situation.ts'
import type { Platform } from '../domain/platform.ts'
import type { Context } from './context.ts'

/** A name of more words than these is written as a mention or an address. */
const wordsOfName = 4

const mention = /^<@[^>]+>/

/** How much of a text may name somebody: a mention, else its first words, the most of them first. */
const beginnings = (text: string): string[] => {
  const mentioned = mention.exec(text)?.[0]
  if (mentioned) return [mentioned]
  const words = [...text.matchAll(/\S+/g)].slice(0, wordsOfName)
  return words.map(({ index, 0: word }) => text.slice(0, index + word.length)).toReversed()
}

/**
 * Whom a text begins with, by id, mention, address or name, and what follows the name; null where that is nobody who is
 * active here.
 */
export const readWhom = async (
  ctx: Context,
  platform: Platform,
  text: string,
): Promise<{ member: Person; rest: string } | null> => {
  const chosen = await readColleague(ctx.db, ctx.tenantId, text)
  if (chosen) return { member: chosen, rest: '' }
  for (const beginning of beginnings(text)) {
    const found = await readNamedMember(ctx.db, ctx.tenantId, platform, beginning.replace(/[,:;–-]+$/, ''))
    const member = found && (await readColleague(ctx.db, ctx.tenantId, found.id))
    if (member) return { member, rest: text.slice(beginning.length).replace(/^[\s,:;–-]+/, '') }
  }
  return null
}
