import { type Body, objectOf, textOf } from '../chat/body.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { mendPlaces } from '../services/broken-places.ts'
import type { Context } from '../services/context.ts'
import { type Heard, noteConversation } from '../services/conversations.ts'
import { heardIn } from './activity.ts'
import type { Roster } from './roster.ts'

const conversationsAtMost = 10_000

/** Keeps what each request tells of its conversation: only so does the product know where to write to. */
export const createHearing = (ctx: Context, roster: Roster) => {
  const known = new Map<string, string>()

  const heard = async (body: Body): Promise<Heard> => {
    const told = heardIn(body)
    const facts = JSON.stringify(told)
    if (known.get(told.id) !== facts) {
      await noteConversation(ctx, told)
      keepNewest(known, told.id, facts, conversationsAtMost)
    }
    return told
  }

  const isBack = (body: Body) => {
    const event = textOf(objectOf(body.channelData).eventType)
    const wasAdded = body.type === 'installationUpdate' && /^add/.test(textOf(body.action))
    return wasAdded || /^(channelRestored|channelUnarchived|teamUnarchived|teamRestored|channelUnshared)$/.test(event)
  }

  /** The app was added somewhere, or a place came back: what waited for it goes out. */
  const happened = async (body: Body): Promise<void> => {
    const { id, teamId, serviceUrl } = await heard(body)
    roster.forget()
    if (!isBack(body)) return
    const channels = teamId === null ? [] : await roster.channelsOf(teamId, serviceUrl).catch(() => [])
    // Ordinary requests do not name their channel, and of one that is gone nobody can ask the name any more.
    for (const { id: channel, name, type } of channels)
      await noteConversation(ctx, {
        id: channel,
        kind: 'channel',
        serviceUrl,
        teamId,
        name,
        channelType: type,
        personId: null,
      })
    await mendPlaces(ctx, { platform: 'teams', externalIds: [id, ...channels.map((one) => one.id)] })
  }

  return { heard, happened }
}
