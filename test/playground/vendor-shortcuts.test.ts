import { describe, expect, test } from 'vitest'
import { openWorld } from './vendor-world.ts'

const said = async (world: ReturnType<typeof openWorld>, threadTs?: string) => {
  await world.slack.say('UFELIX', 'CDACH', 'A lead: katrin@adlerwerk.example', threadTs)
  const message = world.slack
    .see('UFELIX')
    .channels.find(({ id }) => id === 'CDACH')
    ?.messages.at(-1)
  return { channel: 'CDACH', ts: message?.ts ?? '' }
}

describe('a shortcut reaches the product as Slack sends it', () => {
  test('at a message it brings the message, its place and a response URL', async () => {
    const world = openWorld()
    const message = await said(world)
    expect((await world.slack.shortcut('ULENA', 'new', message)).error).toBeNull()
    expect(world.last()).toMatchObject({
      type: 'message_action',
      callback_id: 'new',
      team: { id: 'T1', domain: 'nordlicht' },
      user: { id: 'ULENA' },
      channel: { id: 'CDACH', name: 'dach' },
      message_ts: message.ts,
      message: { type: 'message', user: 'UFELIX', ts: message.ts, text: expect.stringContaining('A lead: <mailto:') },
      trigger_id: expect.any(String),
    })
    expect(await world.respond(world.last().response_url, { text: 'seen' })).toBe(200)
  })

  test('from anywhere it names no conversation and brings no response URL', async () => {
    const world = openWorld()
    await world.slack.shortcut('ULENA', 'new')
    expect(world.last()).toMatchObject({ type: 'shortcut', callback_id: 'new', trigger_id: expect.any(String) })
    expect(world.last()).not.toHaveProperty('channel')
    expect(world.last()).not.toHaveProperty('response_url')
  })

  test('none is offered at a message that one person alone sees, or to who is not there', async () => {
    const world = openWorld()
    await world.call('chat.postEphemeral', { channel: 'CDACH', user: 'ULENA', text: 'for you' })
    const ts =
      world.slack
        .see('ULENA')
        .channels.find(({ id }) => id === 'CDACH')
        ?.messages.at(-1)?.ts ?? ''
    expect((await world.slack.shortcut('ULENA', 'new', { channel: 'CDACH', ts })).error).toMatch(/^client:/)
    expect((await world.slack.shortcut('UGAST', 'new', await said(world))).error).toMatch(/^client:/)
  })
})
