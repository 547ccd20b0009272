import type { Json } from '../../../api.ts'
import { finish } from '../../delivery.ts'
import { activityOf, channelData } from '../activity.ts'
import type { Ctx } from '../ctx.ts'
import { hasApp, teamOf } from '../places.ts'
import { perform } from '../requests.ts'
import type { FakeConversation, FakePerson } from '../state.ts'

const without = (ids: string[], { id }: FakePerson) => ids.filter((one) => one !== id)

/** The first channel of each team that the person is in and that has the app: what happens in the team is told there. */
const placesOf = (ctx: Ctx, person: FakePerson): FakeConversation[] => {
  const told = Object.values(ctx.state.conversations).filter(
    (each) => hasApp(ctx, each) && teamOf(ctx, each)?.members.includes(person.id) && !each.isDeleted,
  )
  return [...new Map(told.toReversed().map((each) => [each.teamId, each])).values()]
}

const tellLeft = (ctx: Ctx, person: FakePerson, conversation: FakeConversation): Json => {
  const { id, name } = teamOf(ctx, conversation) ?? {}
  return activityOf(ctx, person, conversation, null, {
    type: 'conversationUpdate',
    id: `f:${ctx.newId()}`,
    entities: [],
    membersRemoved: [{ id: person.id, aadObjectId: person.aadObjectId }],
    channelData: { ...channelData(ctx, conversation), team: { id, name }, eventType: 'teamMemberRemoved' },
  })
}

/**
 * The account of a person is deleted: they are in no list of people any more, nobody can mention them, nothing reaches them
 * one to one, and each team with the app tells it that they left. What they wrote stays.
 */
export const leave = async (ctx: Ctx, person: FakePerson): Promise<void> => {
  const places = placesOf(ctx, person)
  for (const team of Object.values(ctx.state.teams)) team.members = without(team.members, person)
  for (const each of Object.values(ctx.state.conversations)) each.members &&= without(each.members, person)
  delete ctx.state.users[person.id]
  delete ctx.state.dialogs[person.id]
  ctx.changed()
  if (places.length === 0) return void (await ctx.saved())
  await finish(ctx, await perform(ctx, 'leave', () => places.map((one) => tellLeft(ctx, person, one))))
}
