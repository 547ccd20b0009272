import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { jsonOf } from '../../src/playground/vendors/json.ts'
import {
  card,
  dach,
  dialog,
  execute,
  group,
  openTeams,
  ownCard,
  sales,
  shared,
  text,
  toast,
  withCard,
} from './teams-vendor-world.ts'

const refresh = (...userIds: string[]): Json => ({
  refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: { about: 142 } }, userIds },
})

describe('a card with a refresh', () => {
  test('is asked for anew by those it names when they look, and shows them a view of their own', async () => {
    const own = card([text('yours')], [], refresh('29:lena'))
    const world = openTeams(() => ownCard(own))
    const id = await world.post(dach, withCard(card([text('all')], [], refresh('29:lena'))))
    await world.act('29:felix', { type: 'open', conversation: dach })
    expect(world.received).toHaveLength(0)
    expect(await world.act('29:lena', { type: 'open', conversation: dach })).toMatchObject({ status: 200, error: null })
    expect(world.last()).toMatchObject({
      name: 'adaptiveCard/action',
      replyToId: id,
      conversation: { id: `${dach};messageid=${id}` },
      value: { action: { type: 'Action.Execute', verb: 'refresh', data: { about: 142 } }, trigger: 'automatic' },
    })
    expect(world.message(dach, id)?.card).toEqual(own)
    expect(world.message(dach, id, '29:felix')?.card).toMatchObject({ body: [text('all')] })
    await world.call(
      'PUT',
      `v3/conversations/${dach}/activities/${id}`,
      withCard(card([text('all 2')], [], refresh('29:lena'))),
    )
    expect(world.message(dach, id)?.card).toMatchObject({ body: [text('all 2')] })
    await world.act('29:lena', { type: 'open', conversation: dach })
    expect(world.message(dach, id)?.card).toEqual(own)
  })

  test('that fails to refresh says nothing and stays as it is', async () => {
    const world = openTeams(() => new Response(null, { status: 500 }))
    const id = await world.post(dach, withCard(card([text('all')], [], refresh('29:lena'))))
    await world.act('29:lena', { type: 'open', conversation: dach })
    expect(world.message(dach, id)).toMatchObject({ toast: null, card: { body: [text('all')] } })
  })

  test('asks by itself: what the app says next is nobody’s doing', async () => {
    const world = openTeams(() => toast('no news'))
    await world.post(dach, withCard(card([text('all')], [], refresh('29:lena'))))
    await world.act('29:lena', { type: 'open', conversation: dach })
    expect(world.received).toHaveLength(1)
    expect(world.message(dach, await world.post(dach, withCard()))).toMatchObject({ took: null })
    await world.act('29:felix', { type: 'say', conversation: dach, text: '@Baton mine' })
    await world.act('29:lena', { type: 'open', conversation: dach })
    expect(world.message(dach, await world.post(dach, withCard()))).toMatchObject({ took: { of: 'say' } })
  })

  test('without names is asked for by everybody', async () => {
    const world = openTeams(() => toast('no news'))
    const { userIds: _, ...all } = jsonOf(refresh().refresh)
    await world.post(dach, withCard(card([text('all')], [], { refresh: all })))
    await world.act('29:felix', { type: 'open', conversation: dach })
    expect(world.received).toHaveLength(1)
  })
})

test('what came in after somebody looked is unread', async () => {
  const world = openTeams()
  const unread = () => world.teams.see('29:lena').conversations.find(({ id }) => id === dach)?.unread
  await world.post(dach, withCard())
  expect(unread()).toBe(1)
  await world.act('29:lena', { type: 'open', conversation: dach })
  expect(unread()).toBe(0)
  await world.act('29:lena', { type: 'say', conversation: dach, text: 'hm' })
  expect(unread()).toBe(0)
})

describe('what people do to a place', () => {
  const typesOf = (world: ReturnType<typeof openTeams>) =>
    world.received.map(({ activity }) => [activity.type, activity.action ?? jsonOf(activity.channelData).eventType])

  test('taking the app out of a team takes it out of all its standard channels', async () => {
    const world = openTeams()
    world.teams.addConversation({ id: '19:italia', name: 'italia', kind: 'channel', teamId: sales })
    await world.act('29:lena', { type: 'change', conversation: dach, does: 'uninstall' })
    expect(typesOf(world)).toEqual([
      ['installationUpdate', 'remove'],
      ['conversationUpdate', 'teamMemberRemoved'],
    ])
    expect(world.last()).toMatchObject({
      conversation: { id: dach, conversationType: 'channel' },
      membersRemoved: [{ id: '28:app-1' }],
      channelData: { team: { id: sales, name: 'Sales' }, tenant: { id: 'tenant-1' } },
    })
    const there = () =>
      world.teams
        .world()
        .conversations.filter((each) => each.hasBot)
        .map(({ id }) => id)
    expect(there()).not.toContain(dach)
    expect(there()).not.toContain('19:italia')
    expect(there()).toContain(shared)
    await world.act('29:lena', { type: 'change', conversation: dach, does: 'uninstall' })
    expect(world.received).toHaveLength(2)
    await world.act('29:lena', { type: 'change', conversation: '19:italia', does: 'install' })
    expect(there()).toContain(dach)
    expect(typesOf(world).slice(2)).toEqual([
      ['installationUpdate', 'add'],
      ['conversationUpdate', 'teamMemberAdded'],
    ])
    expect(world.messages().map((each) => [each.text, each.isNotice])).toEqual([['removed Baton', true]])
  })

  test('a person takes the app and gives it back one to one', async () => {
    const world = openTeams()
    const personal = world.teams.personalOf('29:lena')
    await world.act('29:lena', { type: 'change', conversation: personal, does: 'uninstall' })
    expect(typesOf(world)).toEqual([['installationUpdate', 'remove']])
    const said = await world.act('29:lena', { type: 'say', conversation: personal, text: 'mine' })
    expect(said.error).toBe('client: Lena Vogt has not installed the app')
    await world.act('29:lena', { type: 'change', conversation: personal, does: 'install' })
    expect(typesOf(world).slice(1)).toEqual([
      ['installationUpdate', 'add'],
      ['conversationUpdate', undefined],
    ])
    expect(world.last()).toMatchObject({ membersAdded: [{ id: '28:app-1' }], conversation: { id: personal } })
  })

  test('a deleted channel is told of and silent until it is restored', async () => {
    const world = openTeams()
    await world.act('29:lena', { type: 'change', conversation: dach, does: 'delete' })
    expect(world.last()).toMatchObject({
      type: 'conversationUpdate',
      channelData: { eventType: 'channelDeleted', channel: { id: dach, name: 'dach' }, team: { id: sales } },
    })
    expect((await world.act('29:lena', { type: 'say', conversation: dach, text: '@Baton' })).error).toMatch(
      /is deleted/,
    )
    await world.act('29:lena', { type: 'change', conversation: dach, does: 'restore' })
    expect(typesOf(world).at(-1)).toEqual(['conversationUpdate', 'channelRestored'])
    const inGroup = await world.act('29:lena', { type: 'change', conversation: group, does: 'delete' })
    expect(inGroup.error).toBe('client: Deals is no channel')
  })

  test('guests and people of other organisations change nothing', async () => {
    const world = openTeams()
    for (const [user, conversation] of [
      ['29:stan', shared],
      ['29:noor', dach],
    ] as const)
      expect((await world.act(user, { type: 'change', conversation, does: 'uninstall' })).error).toMatch(
        /^client: Only/,
      )
  })
})

test('whose account is deleted is in no list, cannot be mentioned or written to, and their team tells of it', async () => {
  const world = openTeams()
  await world.teams.removeUser('29:felix')
  expect(world.received.map(({ activity }) => activity)).toMatchObject([
    {
      type: 'conversationUpdate',
      conversation: { id: dach },
      membersRemoved: [{ id: '29:felix' }],
      channelData: { team: { id: sales, name: 'Sales' }, eventType: 'teamMemberRemoved' },
    },
  ])
  const people = async (place: string) => {
    const { body } = await world.call('GET', `v3/conversations/${encodeURIComponent(place)}/pagedmembers`)
    return (body.members as Json[]).map(({ id }) => id)
  }
  expect([await people(sales), await people(group)]).toEqual([['29:lena', '29:noor'], ['29:lena']])
  expect((await world.call('GET', `v3/conversations/${sales}/members/29:felix`)).status).toBe(404)
  const direct = { members: [{ id: '29:felix' }], tenantId: 'tenant-1' }
  expect((await world.call('POST', 'v3/conversations', direct)).status).toBe(404)
  await world.act('29:lena', { type: 'say', conversation: dach, text: '@Baton team add @Felix Amsel' })
  expect(world.last()).toMatchObject({ text: '<at>Baton</at> team add @Felix Amsel' })
  expect(world.teams.problems()).toEqual([])
})

test('a snapshot brings everything back: messages, own views, open dialogs, what was read', async () => {
  let kept: unknown
  const ask = { type: 'Action.Submit', title: 'Ask', data: { msteams: { type: 'task/fetch' }, word: 'reject' } }
  const own = card([text('yours')], [ask])
  const answers = ({ activity }: { activity: Json }) =>
    activity.name === 'task/fetch' ? dialog(card([text('form')], [])) : ownCard(own)
  const save = async (snapshot: unknown) => {
    kept = snapshot
  }
  const world = openTeams(answers, { save })
  const message = await world.post(dach, withCard())
  const at = { conversation: dach, message }
  await world.act('29:lena', { type: 'action', at, action: execute('accept'), inputs: {} })
  await world.act('29:lena', { type: 'action', at, action: ask, inputs: {} })
  await world.act('29:lena', { type: 'open', conversation: dach })
  await world.act('29:felix', { type: 'change', conversation: group, does: 'uninstall' })
  const again = openTeams(answers, { restore: JSON.parse(JSON.stringify(kept)) })
  const withoutRev = (one: typeof world) => ({ ...one.teams.see('29:lena'), rev: 0 })
  expect(withoutRev(again)).toEqual(withoutRev(world))
  expect(withoutRev(again)).toMatchObject({ dialog: { title: 'Reject' } })
  expect(again.message(dach, message)?.card).toEqual(own)
  await again.post(dach, withCard())
  expect(again.messages()).toHaveLength(2)
  expect(again.messages(group)).toHaveLength(1)
})
