import { type Body, isBody, objectOf, textOf } from '../chat/body.ts'
import { cleanLine } from '../domain/plain-text.ts'
import type { Heard } from '../services/conversations.ts'

/** Characters of an id or an address. */
const longest = 2_000
/** Characters of what a channel is called; Teams allows fewer. */
const longestName = 200

/** What every request of Teams must say, as texts; without it nothing is known of who asks what from where. */
export const isWhole = (body: Body): boolean =>
  [body.type, body.id, objectOf(body.conversation).id, objectOf(body.from).id, body.serviceUrl].every(
    (one) => typeof one === 'string' && one !== '' && one.length <= longest,
  )

/** The tenant that a request says it is of; empty where it says none. */
export const tenantOf = (body: Body): string =>
  textOf(objectOf(objectOf(body.channelData).tenant).id) || textOf(objectOf(body.conversation).tenantId)

/** The conversation, without the thread in it. */
export const conversationOf = (body: Body): string =>
  textOf(objectOf(body.conversation).id).replace(/;messageid=.*$/, '')

/** The first message of the thread that a request stands in; null outside of threads, and for the first message itself. */
export const threadOf = (body: Body): string | null => {
  const root = /;messageid=(.+)$/.exec(textOf(objectOf(body.conversation).id))?.[1] ?? null
  return root === textOf(body.id) ? null : root
}

export type Kind = Heard['kind']

const kinds: Record<string, Kind> = { channel: 'channel', groupChat: 'group', personal: 'personal' }

export const kindOf = (body: Body): Kind => {
  const told = textOf(objectOf(body.conversation).conversationType)
  if (Object.hasOwn(kinds, told)) return kinds[told] ?? 'group'
  if (isBody(objectOf(body.channelData).channel)) return 'channel'
  return objectOf(body.conversation).isGroup === true ? 'group' : 'personal'
}

/** Who acts: the directory's id, which stays, and the one that Teams wants to be written to. */
export const personOf = (body: Body) => {
  const from = objectOf(body.from)
  return { id: textOf(from.aadObjectId), reach: textOf(from.id), name: textOf(from.name) }
}

/** An id that can be one: nothing longer is kept. */
const idIn = (value: unknown): string | null => {
  const id = textOf(value)
  return id === '' || id.length > longest ? null : id
}

/** What a request tells of the conversation that it comes from. */
export const heardIn = (body: Body): Heard => {
  const kind = kindOf(body)
  const { team, channel } = objectOf(body.channelData)
  return {
    id: conversationOf(body),
    kind,
    serviceUrl: textOf(body.serviceUrl),
    teamId: idIn(objectOf(team).id),
    name: cleanLine(textOf(objectOf(channel).name), longestName) || null,
    channelType: textOf(objectOf(channel).type) || null,
    personId: kind === 'personal' ? idIn(personOf(body).id) : null,
  }
}
