import { z } from 'zod'
import { readLetter } from '../db/queries/dead-letters.ts'
import { readQueuePeople } from '../db/queries/queue-people.ts'
import { line } from '../src/cards/card.ts'
import { drawDoctor } from '../src/cards/doctor.ts'
import { drawLetter } from '../src/cards/letter.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { type Reply, whisper } from '../src/chat/reply.ts'
import type { Platform } from '../src/domain/platform.ts'
import { mendPlaces } from '../src/services/broken-places.ts'
import { type Settled, settleLetter } from '../src/services/dead-letters.ts'
import { examineOrganisation } from '../src/services/doctor.ts'
import { say } from '../src/texts/sentence.ts'

const does = { retry: 'retried', drop: 'dropped' } as const

/** What a tap on the card of a message that was given up asks for; null for the self-check. */
const settling = (variant: string | null) => {
  const found = /^(retry|drop)\/([0-9a-f-]{36})$/.exec(variant ?? '')
  return found?.[2] === undefined ? null : { id: found[2], as: does[found[1] as keyof typeof does] }
}

const settle = async ({ ctx, actor }: Asked<unknown>, id: string, as: Settled): Promise<Reply> => {
  const letter = await readLetter(ctx.db, ctx.tenantId, id)
  if (!letter) return whisper(line(say('letter.forgotten')))
  const queueId = letter.handoff?.queueId
  const managers = queueId ? await readQueuePeople(ctx.db, queueId, 'manager') : []
  if (!actor.roles.includes('admin') && !managers.some((one) => one.id === actor.id))
    return refused({ key: 'managersOnly', word: 'doctor' })
  const after = await settleLetter(ctx, id, as, actor.id)
  // All of the card: in a chat of Teams the answer takes its place.
  return whisper(...(after ? drawLetter(after).parts : [line(say('letter.forgotten'))]))
}

/** The self-check: what is wrong, in words, and what to do; for admins (product §2). Its cards ask what becomes of lost messages. */
export const verb = command({
  word: 'doctor',
  kind: 'verb',
  about: 'none',
  who: ['admin'],
  input: z.object({}),
  run: async (asked) => {
    const { ctx, actor, intent } = asked
    const letter = settling(intent.variant)
    if (letter) return settle(asked, letter.id, letter.as)
    if (!actor.roles.includes('admin')) return refused({ key: 'adminsOnly', word: 'doctor' })
    const mended = (platform: Platform, externalIds: string[]) => mendPlaces(ctx, { platform, externalIds })
    return whisper(...drawDoctor(await examineOrganisation(ctx, ctx.examine(), mended)))
  },
})
