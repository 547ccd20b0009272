import { expect, test } from 'vitest'
import { openWorld } from './vendor-world.ts'

const open = () => {
  const world = openWorld()
  const does = (what: 'archive' | 'unarchive' | 'invite' | 'remove', user = 'ULENA') =>
    world.slack.changeChannel(user, 'CDACH', what)
  const posts = async () => (await world.call('chat.postMessage', { channel: 'CDACH', text: 'a card' })).error ?? 'ok'
  return { world, does, posts }
}

test('a channel that is archived takes nothing until it is taken back, and the app hears of both', async () => {
  const { world, does, posts } = open()
  await does('archive')
  expect(world.last().event).toMatchObject({ type: 'channel_archive', channel: 'CDACH', user: 'ULENA' })
  expect(await posts()).toBe('is_archived')
  await does('unarchive')
  expect(world.last().event).toMatchObject({ type: 'channel_unarchive', channel: 'CDACH' })
  expect(await posts()).toBe('ok')
})

test('the app that is removed cannot post, and hears by name when it is invited again', async () => {
  const { world, does, posts } = open()
  await does('remove')
  expect(world.last().event).toMatchObject({ type: 'channel_left', channel: 'CDACH' })
  expect(await posts()).toBe('not_in_channel')
  await does('invite')
  expect(world.last().event).toMatchObject({ type: 'member_joined_channel', user: 'UBOT', inviter: 'ULENA' })
  expect(await posts()).toBe('ok')
  const heard = world.received.length
  await does('invite')
  expect(world.received).toHaveLength(heard)
})

test('nobody changes a channel from outside, and nobody is invited to an archived one', async () => {
  const { does } = open()
  expect((await does('archive', 'UGAST')).error ?? '').toMatch(/^client: /)
  await does('archive')
  expect((await does('invite')).error).toBe('client: CDACH is archived')
})

test('what is so already is no act: no line stands in the channel, and the app hears nothing', async () => {
  const { world, does } = open()
  for (const what of ['remove', 'archive'] as const) await does(what)
  const before = [world.dach().length, world.received.length]
  for (const what of ['archive', 'archive'] as const) await does(what)
  expect([world.dach().length, world.received.length]).toEqual(before)
  await does('unarchive')
  const later = [world.dach().length, world.received.length]
  for (const what of ['unarchive', 'remove'] as const) await does(what)
  expect([world.dach().length, world.received.length]).toEqual(later)
})
