import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { card, openWorld, signingSecret } from './vendor-world.ts'

const signatureOf = (timestamp: string | null, raw: string) =>
  `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${raw}`).digest('hex')}`

describe('what a person does reaches the product as Slack sends it', () => {
  test('a command is a signed form with the usual fields', async () => {
    const world = openWorld()
    const act = await world.slack.command('ULENA', 'CDACH', 'mine')
    expect(act).toEqual({ status: 200, ms: 0, body: '', error: null })
    const [one] = world.received
    expect(one?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
    expect(one?.headers.get('x-slack-request-timestamp')).toBe(String(world.clock.ms / 1000))
    expect(one?.headers.get('x-slack-signature')).toBe(
      signatureOf(one?.headers.get('x-slack-request-timestamp') ?? null, one?.raw ?? ''),
    )
    expect(one?.payload).toMatchObject({
      command: '/lead',
      text: 'mine',
      team_id: 'T1',
      team_domain: 'nordlicht',
      channel_id: 'CDACH',
      channel_name: 'dach',
      user_id: 'ULENA',
      user_name: 'lena.vogt',
      api_app_id: 'A1',
      is_enterprise_install: 'false',
    })
    expect(one?.payload.response_url).toMatch(/^https:\/\/hooks\.slack\.com\/commands\/T1\//)
  })

  test('typed names, channels, addresses and markup are escaped', async () => {
    const world = openWorld()
    await world.slack.command('ULENA', 'CDACH', 'ask @Felix Amsel #dach a&b <c> x@y.example https://z.example <@ULENA>')
    expect(world.last().text).toBe(
      'ask <@UFELIX|felix.amsel> <#CDACH|dach> a&amp;b &lt;c&gt; <mailto:x@y.example|x@y.example> <https://z.example> <@ULENA>',
    )
  })

  test('a tap is a block_actions payload with the card in it', async () => {
    const world = openWorld()
    const { ts } = await world.call('chat.postMessage', { channel: 'CDACH', text: 'MQL', blocks: card() })
    const message = { channel: 'CDACH', ts: String(ts) }
    await world.slack.tap('ULENA', { message, blockId: 'handoff:142', actionId: 'accept' })
    expect(world.last()).toMatchObject({
      type: 'block_actions',
      api_app_id: 'A1',
      enterprise: null,
      is_enterprise_install: false,
      team: { id: 'T1', domain: 'nordlicht' },
      user: { id: 'ULENA', username: 'lena.vogt', name: 'lena.vogt', team_id: 'T1' },
      container: { type: 'message', message_ts: ts, channel_id: 'CDACH', is_ephemeral: false },
      channel: { id: 'CDACH', name: 'dach' },
      message: { ts, user: 'UBOT', bot_id: 'BBOT', blocks: card() },
      state: { values: {} },
      actions: [{ type: 'button', action_id: 'accept', block_id: 'handoff:142', value: '142' }],
    })
    expect(world.last().trigger_id).toEqual(expect.any(String))
  })

  test('a tap on a card that has changed meanwhile carries the old blocks', async () => {
    const world = openWorld()
    const { ts } = await world.call('chat.postMessage', { channel: 'CDACH', text: 'MQL', blocks: card() })
    await world.call('chat.update', { channel: 'CDACH', ts, text: 'SAL' })
    const target = { message: { channel: 'CDACH', ts: String(ts) }, blockId: 'handoff:142', actionId: 'accept' }
    expect((await world.slack.tap('ULENA', target)).error).toMatch(/^client: there is no element/)
    expect((await world.slack.tap('ULENA', { ...target, seen: card() })).error).toBeNull()
    expect(world.last()).toMatchObject({ message: { blocks: card() } })
  })

  test('a person of another organisation shows another team', async () => {
    const world = openWorld()
    world.slack.addChannel({ id: 'CDACH', name: 'dach', members: ['ULENA', 'UGAST'] })
    await world.slack.say('UGAST', 'CDACH', 'hello')
    expect(world.last()).toMatchObject({ team_id: 'T1', event: { user: 'UGAST', user_team: 'T2' } })
  })

  test('a message that names the bot comes as message and as app_mention', async () => {
    const world = openWorld()
    await world.slack.say('ULENA', 'CDACH', 'hi <@UBOT>')
    expect(world.received.map(({ payload }) => payload)).toMatchObject([
      { type: 'event_callback', event: { type: 'message', channel_type: 'channel', text: 'hi <@UBOT>' } },
      { type: 'event_callback', event: { type: 'app_mention' } },
    ])
    expect(world.received[0]?.headers.get('content-type')).toBe('application/json')
  })

  test('a channel without the bot tells it nothing', async () => {
    const world = openWorld()
    await world.slack.say('ULENA', 'CSOLO', 'secret')
    expect(world.received).toEqual([])
  })

  test('a replay is the same bytes with the same signature', async () => {
    const world = openWorld()
    const act = await world.slack.command('ULENA', 'CDACH', 'mine')
    world.clock.ms += 60_000
    await world.slack.replay(act)
    const [first, second] = world.received
    expect(second?.raw).toBe(first?.raw)
    expect([...(second?.headers ?? [])]).toEqual([...(first?.headers ?? [])])
  })
})

describe('what the product answers', () => {
  test('an answer after three seconds is a timeout that the person sees, with its time', async () => {
    const world = openWorld(() => {
      world.clock.ms += 3_001
      return Response.json({ text: 'late' })
    })
    expect(await world.slack.command('ULENA', 'CDACH', 'mine')).toMatchObject({ error: 'operation_timeout', ms: 3_001 })
    expect(world.slack.problems()).toMatchObject([{ where: 'command', error: 'operation_timeout', ms: 3_001 }])
    expect(world.dach()).toEqual([])
  })

  test('an answer at three seconds is in time', async () => {
    const world = openWorld(() => {
      world.clock.ms += 3_000
      return new Response('')
    })
    expect((await world.slack.command('ULENA', 'CDACH', 'mine')).error).toBeNull()
  })

  test('any status but 200 is dispatch_failed', async () => {
    const world = openWorld(() => new Response('no', { status: 404 }))
    expect(await world.slack.command('ULENA', 'CDACH', 'mine')).toMatchObject({ status: 404, error: 'dispatch_failed' })
    expect(world.slack.problems()).toMatchObject([{ error: 'dispatch_failed' }])
  })

  test('a product that cannot be reached is dispatch_failed', async () => {
    const world = openWorld(() => Promise.reject(new Error('refused')))
    expect(await world.slack.command('ULENA', 'CDACH', 'mine')).toMatchObject({ status: 0, error: 'dispatch_failed' })
  })

  test("a command's answer is seen by the person alone, unless it says in_channel", async () => {
    const answers = [
      Response.json({ text: 'for you' }),
      Response.json({ text: 'for all', response_type: 'in_channel' }),
    ]
    const world = openWorld(() => answers.shift() ?? new Response(''))
    await world.slack.command('ULENA', 'CDACH', 'mine')
    await world.slack.command('ULENA', 'CDACH', 'queue')
    expect(world.dach('ULENA').map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ['for you', true],
      ['for all', false],
    ])
    expect(world.dach('UFELIX').map(({ text }) => text)).toEqual(['for all'])
    expect(world.dach('ULENA')[0]).toMatchObject({
      took: { ms: 0, of: 'command' },
      sent: { args: { text: 'for you' } },
    })
  })

  test('a response URL works five times and for thirty minutes', async () => {
    const world = openWorld()
    await world.slack.command('ULENA', 'CDACH', 'mine')
    const { response_url: url } = world.last()
    for (const text of ['1', '2', '3', '4', '5']) expect(await world.respond(url, { text })).toBe(200)
    expect(await world.respond(url, { text: '6' })).toBe(404)
    await world.slack.command('ULENA', 'CDACH', 'mine')
    const { response_url: second } = world.last()
    world.clock.ms += 30 * 60_000
    expect(await world.respond(second, { text: 'just in time' })).toBe(200)
    world.clock.ms += 1
    expect(await world.respond(second, { text: 'too late' })).toBe(404)
    expect(world.slack.problems().map(({ error }) => error)).toEqual(['used_url', 'expired_url'])
    expect(world.dach().map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5', 'just in time'])
  })

  test('the response URL of a whisper replaces and deletes it', async () => {
    const world = openWorld()
    const posted = await world.call('chat.postEphemeral', {
      channel: 'CDACH',
      user: 'ULENA',
      text: 'x',
      blocks: card(),
    })
    const message = { channel: 'CDACH', ts: String(posted.message_ts) }
    await world.slack.tap('ULENA', { message, blockId: 'handoff:142', actionId: 'accept' })
    expect(world.last()).toMatchObject({ container: { is_ephemeral: true } })
    expect(world.last().message).toBeUndefined()
    const { response_url: url } = world.last()
    await world.respond(url, { text: 'done', replace_original: true })
    expect(world.dach()).toMatchObject([{ text: 'done', blocks: null, ephemeral: true, edited: true }])
    await world.respond(url, { delete_original: true })
    expect(world.dach()).toEqual([])
  })
})
