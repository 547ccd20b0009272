import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { card, form, noteInput, openWorld } from './vendor-world.ts'

const errorOf = (answer: Json) => answer.error

describe('the Web API', () => {
  test('a wrong token, a missing one and an unknown method are refused', async () => {
    const world = openWorld()
    expect(errorOf(await world.call('auth.test', {}, 'xoxb-2'))).toBe('invalid_auth')
    const bare = await world.slack.handle(new Request('https://slack.com/api/auth.test', { method: 'POST' }))
    expect(await bare.json()).toMatchObject({ error: 'not_authed' })
    expect(errorOf(await world.call('files.upload'))).toBe('unknown_method')
    expect(world.slack.problems()).toMatchObject([{ where: 'files.upload', error: 'unknown_method' }])
    expect(await world.call('auth.test')).toMatchObject({ ok: true, user_id: 'UBOT', team_id: 'T1', bot_id: 'BBOT' })
  })

  test('people are found by id and by e-mail, those of other organisations by id alone', async () => {
    const world = openWorld()
    expect(await world.call('users.info', { user: 'ULENA' })).toMatchObject({
      user: { id: 'ULENA', tz_offset: 3_600, profile: { email: 'lena.vogt@nordlicht.example' } },
    })
    const guest = (await world.call('users.info', { user: 'UGAST' })) as { user: { profile: Json; team_id: string } }
    expect(guest.user.team_id).toBe('T2')
    expect(guest.user.profile.email).toBeUndefined()
    expect(errorOf(await world.call('users.info', { user: 'UNONE' }))).toBe('user_not_found')
    const email = 'Lena.Vogt@nordlicht.example'
    expect(await world.callByForm('users.lookupByEmail', { email })).toMatchObject({ user: { id: 'ULENA' } })
    expect(errorOf(await world.call('users.lookupByEmail', { email: 'gast@else.example' }))).toBe('users_not_found')
  })

  test('a post needs a conversation that the bot is in and that is open', async () => {
    const world = openWorld()
    world.slack.addChannel({ id: 'COLD', name: 'old', members: 'all', isArchived: true })
    world.slack.addChannel({ id: 'CPRIV', name: 'private', members: ['ULENA'], isPrivate: true, hasBot: false })
    const post = async (channel: string) => errorOf(await world.call('chat.postMessage', { channel, text: 'a' }))
    expect(await post('CSOLO')).toBe('not_in_channel')
    expect(await post('CPRIV')).toBe('channel_not_found')
    expect(await post('CNONE')).toBe('channel_not_found')
    expect(await post('COLD')).toBe('is_archived')
    expect(await post('ULENA')).toBeUndefined()
    const whisper = { channel: 'CDACH', user: 'UGAST', text: 'a' }
    expect(errorOf(await world.call('chat.postEphemeral', whisper))).toBe('user_not_in_channel')
    expect(world.slack.problems()).toEqual([])
  })

  test('an update changes the one message, drops blocks that it does not name, and cannot reach a whisper', async () => {
    const world = openWorld()
    const { ts } = await world.callByForm('chat.postMessage', { channel: 'CDACH', text: 'MQL', blocks: card() })
    await world.call('chat.update', { channel: 'CDACH', ts, text: 'SAL' })
    expect(world.dach()).toMatchObject([
      { ts, text: 'SAL', blocks: null, edited: true, sent: { method: 'chat.update' } },
    ])
    const whisper = await world.call('chat.postEphemeral', { channel: 'CDACH', user: 'ULENA', text: 'a' })
    const update = { channel: 'CDACH', ts: whisper.message_ts, text: 'b' }
    expect(errorOf(await world.call('chat.update', update))).toBe('message_not_found')
  })

  test('a reply stands in its thread, and history shows roots with their metadata', async () => {
    const world = openWorld()
    const metadata = { event_type: 'card', event_payload: { number: 142 } }
    const { ts } = await world.call('chat.postMessage', { channel: 'CDACH', text: 'a', metadata })
    await world.call('chat.postMessage', { channel: 'CDACH', text: 'b', thread_ts: ts })
    expect(world.dach().map(({ text, threadTs }) => [text, threadTs])).toEqual([
      ['a', null],
      ['b', ts],
    ])
    const asked = { channel: 'CDACH', include_all_metadata: true }
    expect((await world.callByForm('conversations.history', asked)).messages).toMatchObject([
      { text: 'a', ts, metadata },
    ])
    expect(await world.call('chat.getPermalink', { channel: 'CDACH', message_ts: ts })).toMatchObject({
      permalink: `https://nordlicht.slack.com/archives/CDACH/p${String(ts).replace('.', '')}`,
    })
    await world.call('chat.delete', { channel: 'CDACH', ts })
    expect(world.dach().map(({ text }) => text)).toEqual(['b'])
  })

  test('a message keeps whom it pings', async () => {
    const world = openWorld()
    const elements = [
      { type: 'user', user_id: 'UFELIX' },
      { type: 'broadcast', range: 'here' },
    ]
    const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
    await world.call('chat.postMessage', {
      channel: 'CDACH',
      text: 'x',
      blocks: [...card('<@ULENA> <!channel>'), rich],
    })
    await world.call('chat.postMessage', { channel: 'CDACH', text: '&lt;!channel&gt; @ULENA' })
    expect(world.dach().map(({ mentions }) => mentions)).toEqual([['ULENA', 'channel', 'UFELIX', 'here'], []])
  })

  test('members, lists and direct conversations are those of the team', async () => {
    const world = openWorld()
    expect(await world.call('conversations.members', { channel: 'CDACH' })).toMatchObject({
      members: ['ULENA', 'UFELIX', 'UBOT'],
    })
    const listed = (await world.call('conversations.list')) as unknown as { channels: Json[] }
    expect(listed.channels.map(({ id, is_member }) => [id, is_member])).toEqual([
      ['CDACH', true],
      ['CSOLO', false],
    ])
    expect(await world.call('conversations.open', { users: 'ULENA' })).toMatchObject({ channel: { id: 'DLENA' } })
  })
})

describe('rates and failures', () => {
  test('posts to one channel pass in a burst and then one a second', async () => {
    const world = openWorld(undefined, { rates: true })
    const post = () => world.call('chat.postMessage', { channel: 'CDACH', text: 'a' })
    for (let i = 0; i < 20; i += 1) expect(await post()).toMatchObject({ ok: true })
    expect(await post()).toMatchObject({ error: 'ratelimited', status: 429, retryAfter: '1' })
    expect(await world.call('chat.postMessage', { channel: 'ULENA', text: 'a' })).toMatchObject({ ok: true })
    world.clock.ms += 1_000
    expect(await post()).toMatchObject({ ok: true })
    expect(await post()).toMatchObject({ status: 429 })
  })

  test('planned failures happen as often as planned', async () => {
    const world = openWorld()
    world.slack.fail({ method: /^chat\./, times: 2, status: 429, retryAfter: 7 })
    world.slack.fail({ method: 'auth.test', times: 1, status: 500 })
    world.slack.fail({ method: 'users.info', times: 1, error: 'fatal_error' })
    const post = () => world.call('chat.postMessage', { channel: 'CDACH', text: 'a' })
    expect(await post()).toMatchObject({ status: 429, retryAfter: '7' })
    expect(await post()).toMatchObject({ status: 429 })
    expect(await post()).toMatchObject({ ok: true })
    expect(await world.call('auth.test')).toMatchObject({ status: 500 })
    expect(await world.call('users.info', { user: 'ULENA' })).toMatchObject({ error: 'fatal_error', status: 200 })
    expect(world.slack.calls().map(({ method }) => method)).toHaveLength(5)
  })

  test('a dropped answer has done its work', async () => {
    const world = openWorld()
    world.slack.fail({ method: 'chat.postMessage', times: 1, dropAfter: true })
    const body = JSON.stringify({ channel: 'CDACH', text: 'a' })
    const headers = { authorization: 'Bearer xoxb-1', 'content-type': 'application/json' }
    const url = 'https://slack.com/api/chat.postMessage'
    expect((await world.slack.handle(new Request(url, { method: 'POST', body, headers }))).type).toBe('error')
    expect(world.dach()).toHaveLength(1)
  })
})

describe('what lasts', () => {
  test('a restart with the saved snapshot shows every person the same', async () => {
    let saved: unknown
    const save = async (snapshot: unknown) => {
      saved = JSON.parse(JSON.stringify(snapshot))
    }
    const world = openWorld(undefined, { save })
    await world.call('chat.postMessage', { channel: 'CDACH', text: 'MQL', blocks: card() })
    await world.call('chat.postEphemeral', { channel: 'CDACH', user: 'ULENA', text: 'for you' })
    await world.slack.command('ULENA', 'CDACH', 'new')
    await world.call('views.open', { trigger_id: world.last().trigger_id, view: form([noteInput()]) })
    const [view] = world.slack.see('ULENA').views
    await world.slack.change('ULENA', view?.id ?? '', 'note', 'text', 'half typed')
    await world.call('files.upload')
    const again = openWorld(undefined, { restore: saved })
    for (const user of ['ULENA', 'UFELIX'])
      expect({ ...again.slack.see(user), rev: 0 }).toEqual({ ...world.slack.see(user), rev: 0 })
    expect(again.slack.see('ULENA').views).toMatchObject([{ state: { note: { text: { value: 'half typed' } } } }])
  })

  test('a call is answered after its message is saved, and saves that wait are gathered', async () => {
    const texts: number[] = []
    const gates: (() => void)[] = []
    const save = (snapshot: unknown) => {
      const { messages } = snapshot as { messages: Record<string, unknown[]> }
      texts.push(messages.CDACH?.length ?? 0)
      return new Promise<void>((resolve) => gates.push(resolve))
    }
    const world = openWorld(undefined, { save })
    const answered: string[] = []
    const post = (text: string) =>
      world.call('chat.postMessage', { channel: 'CDACH', text }).then(() => answered.push(text))
    const posts = [post('a'), post('b'), post('c'), post('d')]
    while (world.dach().length < 4) await new Promise(setImmediate)
    expect(answered).toEqual([])
    while (answered.length < 4) {
      gates.shift()?.()
      await new Promise(setImmediate)
    }
    await Promise.all(posts)
    expect(texts.at(-1)).toBe(4)
    expect(texts.length).toBeLessThan(4)
  })

  test('unread counts what others wrote since a person looked', async () => {
    const world = openWorld()
    const unread = () => world.slack.see('ULENA').channels.find(({ id }) => id === 'CDACH')?.unread
    await world.call('chat.postMessage', { channel: 'CDACH', text: 'a' })
    await world.slack.say('UFELIX', 'CDACH', 'b')
    expect(unread()).toBe(2)
    await world.slack.read('ULENA', 'CDACH')
    expect(unread()).toBe(0)
  })

  test('everything that changes is announced', async () => {
    const world = openWorld()
    let told = 0
    const stop = world.slack.onChange(() => {
      told += 1
    })
    await world.call('chat.postMessage', { channel: 'CDACH', text: 'a' })
    expect(told).toBe(1)
    stop()
    await world.call('chat.postMessage', { channel: 'CDACH', text: 'b' })
    expect(told).toBe(1)
  })
})
