import { type Body, objectOf, textOf } from '../chat/body.ts'
import { cleanLine } from '../domain/plain-text.ts'
import { searchOptions } from '../forms/search.ts'
import type { Context } from '../services/context.ts'
import { noteConversation } from '../services/conversations.ts'
import { actorOf } from './intent.ts'
import { limits } from './limits.ts'
import type { Members } from './members.ts'
import type { Roster } from './roster.ts'
import { plainText, sayPlain } from './text.ts'

type Given = { ctx: Context; members: Pick<Members, 'whoIs' | 'readerOf' | 'searchPeople'>; roster: Roster }
type Choice = { title: string; value: string }

const longest = 100

/** Answers what is typed into a field that searches (`application/search`). */
export const createSearch = ({ ctx, members, roster }: Given) => {
  /** Channels of the teams that the app is in; each is noted, so that it can be written to when it is picked. */
  const channels = async (query: string): Promise<Choice[]> => {
    const wanted = query.toLowerCase()
    const found = await roster.channels()
    const fitting = found.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, limits.choices)
    for (const { id, name, type, teamId, serviceUrl } of fitting)
      await noteConversation(ctx, { id, kind: 'channel', serviceUrl, teamId, name, channelType: type, personId: null })
    return fitting.map(({ id, name }) => ({ title: plainText(name, limits.choiceText), value: id }))
  }

  return async (body: Body): Promise<unknown> => {
    const value = objectOf(body.value)
    const query = cleanLine(textOf(value.queryText), longest)
    const about = textOf(value.dataset)
    const actor = await members.whoIs(actorOf(body))
    const reader = members.readerOf(actorOf(body).externalId)
    const options = async () => {
      if (about === 'country' || about === 'currency') return searchOptions(about, query, reader.language)
      return about === 'member' ? members.searchPeople(actorOf(body).externalId, query) : []
    }
    const said = (await options()).map((one) => ({
      title: sayPlain(one.label, reader, limits.choiceText),
      value: one.value,
    }))
    const isOfChannels = about === 'channel' && actor !== null
    const results = actor === null ? [] : isOfChannels ? await channels(query) : said
    return {
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: { results: results.slice(0, limits.choices) },
    }
  }
}
