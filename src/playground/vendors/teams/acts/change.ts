import type { Act, Json } from '../../../api.ts'
import type { TeamsChange } from '../../../teams-api.ts'
import { clientError, finish, unheard } from '../../delivery.ts'
import { activityOf, botJson, channelData } from '../activity.ts'
import { type Ctx, sentNow } from '../ctx.ts'
import { addMessage } from '../messages.ts'
import { hasApp, isForeign, isIn, teamOf } from '../places.ts'
import { perform } from '../requests.ts'
import type { FakeConversation, FakePerson } from '../state.ts'

/** The conversations that an installation reaches: with a standard channel all those of its team. */
const reached = (ctx: Ctx, conversation: FakeConversation): FakeConversation[] =>
  conversation.kind === 'channel' && conversation.channelType === 'standard'
    ? Object.values(ctx.state.conversations).filter(
        (each) => each.teamId === conversation.teamId && each.channelType === 'standard',
      )
    : [conversation]

const setApp = (ctx: Ctx, person: FakePerson, conversation: FakeConversation, isThere: boolean) => {
  if (conversation.kind === 'personal') person.hasApp = isThere
  else for (const each of reached(ctx, conversation)) each.hasBot = isThere
}

const write = (ctx: Ctx, person: FakePerson, conversation: FakeConversation, does: TeamsChange) => {
  const { botName } = ctx.options
  const text = {
    install: `added ${botName}`,
    uninstall: `removed ${botName}`,
    delete: 'deleted the channel',
    restore: 'restored the channel',
  }[does]
  const where = { conversation: conversation.id, from: person.id, rootId: null, cause: null }
  const content = { text, card: null, summary: text, mentions: [] }
  addMessage(ctx, where, content, sentNow(ctx, does, { text }), { isNotice: true })
}

const installation = (ctx: Ctx, person: FakePerson, conversation: FakeConversation, isThere: boolean): Json[] => {
  const data = channelData(ctx, conversation)
  const team = teamOf(ctx, conversation)
  const named = team ? { ...data, team: { id: team.id, name: team.name } } : data
  const bot = { id: botJson(ctx).id }
  const make = (more: Json) =>
    activityOf(ctx, person, conversation, null, { id: `f:${ctx.newId()}`, entities: [], ...more })
  const update = make({
    type: 'installationUpdate',
    action: isThere ? 'add' : 'remove',
    channelData: {
      ...named,
      ...(team ? { settings: { selectedChannel: { id: conversation.id } } } : {}),
      source: { name: 'message' },
    },
  })
  const members = make({
    type: 'conversationUpdate',
    [isThere ? 'membersAdded' : 'membersRemoved']: [bot],
    channelData: team ? { ...named, eventType: isThere ? 'teamMemberAdded' : 'teamMemberRemoved' } : named,
  })
  // One to one, who takes the app away is not told of as a member that left.
  return conversation.kind === 'personal' && !isThere ? [update] : [update, members]
}

const channelChange = (ctx: Ctx, person: FakePerson, conversation: FakeConversation): Json[] => {
  const { id, name, channelType, isDeleted } = conversation
  const team = teamOf(ctx, conversation)
  return [
    activityOf(ctx, person, conversation, null, {
      type: 'conversationUpdate',
      id: `f:${ctx.newId()}`,
      entities: [],
      channelData: {
        channel: { id, name, type: channelType ?? 'standard' },
        team: { id: team?.id, name: team?.name },
        eventType: isDeleted ? 'channelDeleted' : 'channelRestored',
        tenant: { id: ctx.options.tenantId },
      },
    }),
  ]
}

/** A person installs the app or takes it away, deletes a channel or brings it back: the app hears of it as Teams tells it. */
export const change = async (
  ctx: Ctx,
  person: FakePerson,
  { conversation: place, does }: { conversation: string; does: TeamsChange },
): Promise<Act> => {
  const conversation = ctx.state.conversations[place]
  if (!conversation || !isIn(ctx, conversation, person)) return clientError(`${person.name} is not in ${place}`)
  if (isForeign(ctx, person) || (person.isGuest && conversation.kind !== 'personal'))
    return clientError('Only members of this organisation change a place.')
  const before = { isThere: hasApp(ctx, conversation), isDeleted: conversation.isDeleted }
  if (does === 'install' || does === 'uninstall') {
    if (before.isDeleted) return clientError(`${conversation.name} is deleted`)
    const isThere = does === 'install'
    if (before.isThere === isThere) return unheard(ctx)
    setApp(ctx, person, conversation, isThere)
    write(ctx, person, conversation, does)
    return finish(ctx, await perform(ctx, does, () => installation(ctx, person, conversation, isThere)))
  }
  if (conversation.kind !== 'channel') return clientError(`${conversation.name} is no channel`)
  if (before.isDeleted === (does === 'delete')) return unheard(ctx)
  conversation.isDeleted = does === 'delete'
  write(ctx, person, conversation, does)
  if (!before.isThere) return unheard(ctx)
  return finish(ctx, await perform(ctx, does, () => channelChange(ctx, person, conversation)))
}
