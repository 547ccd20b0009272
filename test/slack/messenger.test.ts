import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { members, methodPauses } from '../../db/schema/index.ts'
import { type Drawing, line } from '../../src/cards/card.ts'
import { type Address, VendorError } from '../../src/chat/messenger.ts'
import { pauseMethod } from '../../src/services/method-pauses.ts'
import { findMember } from '../../src/services/people.ts'
import { say } from '../../src/texts/sentence.ts'
import { openRoom, type Room } from './world.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(() => {
  room.clock.ms += 60_000
})

const drawing = (words: string): Drawing => {
  const text = say('word.plain', { text: words })
  return { parts: [line(text)], summary: text }
}
const channel = (externalId = 'CDACH'): Address => ({
  placeId: 'p',
  platform: 'slack',
  externalId,
  memberId: null,
  isSharedAllowed: false,
  language: 'en',
  zone: 'UTC',
})
const direct = async (email: string): Promise<Address> => {
  const [member] = await room.ctx.db.select().from(members).where(eq(members.email, email))
  return { ...channel(member?.id), memberId: member?.id ?? '' }
}
const directMessages = (user: string) => room.slack.see(user).channels.find(({ kind }) => kind === 'im')?.messages ?? []
const failure = async (work: Promise<unknown>): Promise<VendorError> => {
  const error = await work.catch((thrown: unknown) => thrown)
  if (error instanceof VendorError) return error
  throw new Error('It was not refused.')
}
const post = (to = channel(), key = 'k') => room.app.messenger.post(to, drawing('a card'), key, null)

test('a card is posted, changed, and found again by its key', async () => {
  const { messenger } = room.app
  const ts = await messenger.post(channel(), drawing('MQL <!channel>'), 'card:1', null)
  await messenger.update(channel(), ts, drawing('SAL'))
  expect(room.messages('ULENA').at(-1)).toMatchObject({ ts, text: 'SAL', edited: true, mentions: [] })
  expect(await messenger.find(channel(), 'card:1', null)).toBe(ts)
  expect(await messenger.find(channel(), 'card:2', null)).toBeNull()
  expect(room.slack.calls().find(({ method }) => method === 'chat.postMessage')?.args).toMatchObject({
    text: 'MQL &lt;!channel&gt;',
    unfurl_links: 'false',
    unfurl_media: 'false',
    metadata: { event_type: 'baton_card', event_payload: { key: 'card:1' } },
  })
})

test('a channel that is shared while Slack tells that it is not gets nothing', async () => {
  const before = room.messages('ULENA').length
  room.edge.beforeAnswer = async (method) => {
    if (method !== 'conversations.info') return
    room.edge.beforeAnswer = async () => undefined
    await room.slack.share('CDACH', true)
    await room.app.settled()
  }
  expect((await failure(post())).closesPlace).toBe('shared')
  expect((await failure(post())).closesPlace).toBe('shared')
  expect(room.messages('ULENA')).toHaveLength(before)
  await room.slack.share('CDACH', false)
  await room.app.settled()
  await post()
  expect(room.messages('ULENA')).toHaveLength(before + 1)
})

test('a note goes into the thread of its card', async () => {
  const ts = await post()
  const note = await room.app.messenger.post(channel(), drawing('a note'), 'n', ts)
  expect(room.messages('ULENA').find((message) => message.ts === note)).toMatchObject({ threadTs: ts })
})

test('a member who never acted is written to by the address, and joined by it', async () => {
  const to = await direct('lena.vogt@fjordlight.example')
  const ts = await room.app.messenger.post(to, drawing('for Lena'), 'd', null)
  await room.app.messenger.post(to, drawing('again'), 'd2', null)
  await room.app.messenger.update(to, ts, drawing('for Lena alone'))
  expect(directMessages('ULENA').map(({ text }) => text)).toEqual(['for Lena alone', 'again'])
  expect(await findMember(room.ctx, 'slack', 'ULENA')).toMatchObject({ id: to.memberId })
  const opened = room.slack
    .calls()
    .filter(({ method }) => method === 'conversations.open' || method === 'users.lookupByEmail')
  expect(opened).toHaveLength(2)
})

test('a member who is not on Slack cannot be written to, now or later', async () => {
  const to = await direct('jonas.brandt@fjordlight.example')
  expect(await failure(post(to))).toMatchObject({ isPermanent: true })
})

describe('what Slack does not take', () => {
  const refused = (rule: { status?: number; error?: string; retryAfter?: number; dropAfter?: boolean }) => {
    room.slack.fail({ method: 'chat.postMessage', times: 1, ...rule })
    return failure(post())
  }
  test.each([
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'account_inactive',
    'invalid_auth',
    'invalid_blocks',
  ])('%s is for good, and named', async (error) => {
    const thrown = await refused({ error })
    expect(thrown).toMatchObject({ isPermanent: true, isUnknown: false, retryAfterMs: null })
    expect(thrown.message).toContain(error)
  })
  test.each([
    ['is_archived', 'archived', false],
    ['not_in_channel', 'removed', false],
    ['channel_not_found', 'removed', false],
    ['restricted_action', 'forbidden', false],
    ['missing_scope', 'forbidden', true],
    ['invalid_auth', null, true],
    ['invalid_blocks', null, false],
  ])('%s closes the place as %s', async (error, closesPlace, closesAll) => {
    expect(await refused({ error })).toMatchObject({ closesPlace, closesAll })
  })
  test('too many calls: when to try again', async () =>
    expect(await refused({ retryAfter: 7 })).toMatchObject({
      isPermanent: false,
      isUnknown: false,
      retryAfterMs: 7_000,
    }))
  test.each([{ status: 500 }, { status: 503 }, { error: 'internal_error' }, { error: 'fatal_error' }])(
    '%j may have arrived all the same',
    async (rule) => expect(await refused(rule)).toMatchObject({ isPermanent: false, isUnknown: true }),
  )
  test('a lost answer may have arrived, and has', async () => {
    room.slack.fail({ method: 'chat.postMessage', times: 1, dropAfter: true })
    expect(await failure(post(channel(), 'lost'))).toMatchObject({ isPermanent: false, isUnknown: true })
    expect(await room.app.messenger.find(channel(), 'lost', null)).toBe(room.messages('ULENA').at(-1)?.ts)
  })
  test('is tried once, since the outbox decides about the next time', async () => {
    const posts = () => room.slack.calls().filter(({ method }) => method === 'chat.postMessage').length
    const before = posts()
    await refused({ status: 500 })
    expect(posts()).toBe(before + 1)
  })
  test('a place that the bot may not read back is one where nothing is found', async () => {
    room.slack.fail({ method: 'conversations.history', times: 1, error: 'missing_scope' })
    expect(await room.app.messenger.find(channel(), 'k', null)).toBeNull()
  })
  test('a channel that there is not', async () =>
    expect(await failure(post(channel('CNONE')))).toMatchObject({ isPermanent: true }))
})

describe('a method that Slack limits', () => {
  const calls = (method: string) => room.slack.calls().filter((one) => one.method === method).length
  const later = () => room.ctx.db.update(methodPauses).set({ until: new Date(0) })

  test('is called for no place until the time that Slack said, and other methods are', async () => {
    const { messenger } = room.app
    const ts = await post()
    room.slack.fail({ method: 'chat.update', times: 1, retryAfter: 600 })
    expect(await failure(messenger.update(channel(), ts, drawing('one')))).toMatchObject({ retryAfterMs: 600_000 })
    const before = calls('chat.update')
    const held = await failure(messenger.update(channel(), ts, drawing('two')))
    expect(held).toMatchObject({ isPermanent: false, isUnknown: false })
    expect(held.retryAfterMs).toBeGreaterThan(500_000)
    expect(calls('chat.update')).toBe(before)
    await post()
    await later()
    await messenger.update(channel(), ts, drawing('three'))
    expect(calls('chat.update')).toBe(before + 1)
  })

  test('is not called where another process was told so', async () => {
    const ts = await post()
    await pauseMethod(room.ctx, 'slack:chat.update', 600_000)
    await pauseMethod(room.ctx, 'slack:chat.update', 1_000)
    const held = await failure(room.app.messenger.update(channel(), ts, drawing('one')))
    expect(held.retryAfterMs).toBeGreaterThan(500_000)
    await later()
  })

  test('may still be posted with: that is limited by channel, which rests by itself', async () => {
    room.slack.fail({ method: 'chat.postMessage', times: 1, retryAfter: 600 })
    expect(await failure(post())).toMatchObject({ retryAfterMs: 600_000 })
    await post()
  })
})

test('a channel is looked at: its name, and whether it is open to us', async () => {
  const { look } = room.app.messenger
  const slack = (externalId: string) => ({ platform: 'slack' as const, externalId })
  expect(await look(slack('CDACH'))).toEqual({ name: '#dach', fault: null, isShared: false })
  room.slack.addChannel({ id: 'COLD', name: 'old', members: 'all', isArchived: true })
  expect(await look(slack('COLD'))).toMatchObject({ name: '#old', fault: 'archived' })
  room.slack.addChannel({ id: 'COUT', name: 'out', members: 'all', hasBot: false })
  expect(await look(slack('COUT'))).toMatchObject({ name: '#out', fault: 'removed' })
  room.slack.addChannel({ id: 'CHID', name: 'hidden', members: 'all', hasBot: false, isPrivate: true })
  expect(await look(slack('CHID'))).toMatchObject({ name: null, fault: 'removed' })
})
