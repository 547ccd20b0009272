import { describe, expect, test } from 'vitest'
import { createPlayground } from '../../src/playground/world.ts'
import { demoSettings } from '../../src/services/demo-organisation.ts'
import { card, openWorld } from './vendor-world.ts'

const dach = (world: ReturnType<typeof openWorld>) =>
  world.slack.see('ULENA').channels.find((channel) => channel.id === 'CDACH')

describe('a channel', () => {
  test('says in a line of its own what was done to it', async () => {
    const world = openWorld()
    await world.slack.changeChannel('ULENA', 'CDACH', 'remove')
    expect(world.dach().at(-1)).toMatchObject({ isNotice: true, userName: 'Lena Vogt', ephemeral: false })
  })

  test('is changed by nobody of another organisation, and by no guest', async () => {
    const world = openWorld()
    world.slack.addUser({ id: 'UNOOR', name: 'Noor', email: 'noor@else.example', tz: 'UTC', isRestricted: true })
    world.slack.addChannel({ id: 'CDACH', name: 'dach', members: ['ULENA', 'UGAST', 'UNOOR'], isExtShared: true })
    for (const [user, change] of [
      ['UGAST', 'archive'],
      ['UNOOR', 'remove'],
      ['UFELIX', 'archive'],
    ] as const)
      expect((await world.slack.changeChannel(user, 'CDACH', change)).error, user).toMatch(/^client: /)
    expect(dach(world)).toMatchObject({ isArchived: false, hasBot: true, isExtShared: true })
    expect(world.received).toEqual([])
  })

  test('that is shared lets somebody of the partner tap, under their own organisation, who has no conversation with the app', async () => {
    const world = openWorld()
    world.slack.addChannel({ id: 'CDACH', name: 'dach', members: ['ULENA', 'UGAST'], isExtShared: true })
    const { ts } = (await world.call('chat.postMessage', { channel: 'CDACH', text: 'a card', blocks: card() })) as {
      ts: string
    }
    const act = await world.slack.tap('UGAST', {
      message: { channel: 'CDACH', ts },
      blockId: 'handoff:142',
      actionId: 'accept',
    })
    expect(act.error).toBeNull()
    expect(world.last()).toMatchObject({ team: { id: 'T1' }, user: { id: 'UGAST', team_id: 'T2' } })
    expect(world.slack.see('UGAST').channels.map(({ kind }) => kind)).toEqual(['channel'])
  })
})

describe('the chat of the playground', () => {
  const open = () => createPlayground(demoSettings(), 'http://127.0.0.1:1', '/nowhere', Date.now)
  const { slack } = open()
  const { users, channels, shortcuts } = slack.world()

  test('has a guest, and somebody of a partner who sees the shared channel alone', () => {
    expect(users.filter(({ isGuest }) => isGuest).length).toBe(1)
    const strangers = users.filter(({ organisation }) => organisation !== null)
    expect(strangers.map(({ organisation }) => organisation)).toEqual(['Harbour Partners'])
    expect(slack.see(strangers[0]?.id ?? '').channels.map(({ name }) => name)).toEqual(['partners'])
  })

  test('has one channel that is shared and one that is archived', () => {
    expect(channels.filter(({ isExtShared }) => isExtShared).map(({ name }) => name)).toEqual(['partners'])
    expect(channels.filter(({ isArchived }) => isArchived).map(({ name }) => name)).toEqual(['leads-2025'])
  })

  test('of an organisation that has nobody yet, has people to play and to pick, and a channel for leads', () => {
    const empty = { ...demoSettings(), members: null, queues: null }
    const { slack, channels } = createPlayground(empty, 'http://127.0.0.1:1', '/nowhere', Date.now)
    const colleagues = slack.world().users.filter(({ isGuest, organisation }) => !isGuest && organisation === null)
    expect(colleagues.map(({ name }) => name)).toEqual(demoSettings().members?.map(({ name }) => name))
    expect(channels.queues).toEqual({})
    expect(slack.see(colleagues[0]?.id ?? '').channels.map(({ name }) => name)).toContain('leads')
  })

  test('offers the shortcuts of the manifest', () => {
    expect(shortcuts.map(({ type, name }) => [type, name])).toContainEqual(['message', 'Hand off this lead'])
    expect(shortcuts.some(({ type }) => type === 'global')).toBe(true)
  })
})
