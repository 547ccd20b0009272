import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { line } from '../../src/cards/card.ts'
import { whisper } from '../../src/chat/reply.ts'
import { say } from '../../src/texts/sentence.ts'
import { tapped } from './sample.ts'
import { openRoom, type Room, signingSecret, startOfTest } from './world.ts'

let room: Room
let now = startOfTest / 1_000
beforeAll(async () => {
  room = await openRoom(() => whisper(line(say('word.plain', { text: 'here you are' }))))
})
afterAll(() => room.close())
beforeEach(() => {
  // Each test signs at a moment of its own: a request sent before is answered as it was then.
  room.clock.ms += 1_000_000
  now = room.clock.ms / 1_000
  room.intents.length = 0
})

/** A room of the test's own in the stead of the shared one. */
const openOwn = async (...given: Parameters<typeof openRoom>) => {
  const shared = room
  room = await openRoom(...given)
  const own = room
  now = own.clock.ms / 1_000
  onTestFinished(async () => {
    room = shared
    await own.close()
  })
}

const form = 'application/x-www-form-urlencoded'

type How = {
  at?: number | string
  type?: string
  secret?: string
  signature?: string
  headers?: Record<string, string>
}

const send = (body: string, { at = now, type = form, secret = signingSecret, signature, headers }: How = {}) =>
  fetch(`${room.origin}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature ?? `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
      ...headers,
    },
  })

const typed = (over: Record<string, string> = {}) =>
  new URLSearchParams({
    command: '/lead',
    text: 'help',
    user_id: 'ULENA',
    channel_id: 'CDACH',
    team_id: 'T1',
    api_app_id: 'A1',
    trigger_id: '1.2.3',
    response_url: 'http://127.0.0.1:1/commands',
    ...over,
  }).toString()

const action = (over: object = {}) => tapped({ response_url: 'http://127.0.0.1:1/actions', ...over })

const asPayload = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()

const expectRefused = async (answer: Response, status: number) => {
  expect(answer.status).toBe(status)
  expect(await answer.text()).toBe('')
  expect(room.intents).toEqual([])
}

test('a signed command is answered in words, for the person alone', async () => {
  const answer = await send(typed())
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ response_type: 'ephemeral', text: 'here you are' })
  expect(room.intents).toMatchObject([{ word: 'help', actor: { externalId: 'ULENA' }, place: { externalId: 'CDACH' } }])
})

describe('a request that is not signed by Slack takes no effect and gets no words', () => {
  test('with another secret', async () => expectRefused(await send(typed(), { secret: 'another' }), 401))
  test('with the signature of another body', async () =>
    expectRefused(
      await send(`${typed()}&x=1`, {
        signature: `v0=${createHmac('sha256', signingSecret).update(`v0:${now}:${typed()}`).digest('hex')}`,
      }),
      401,
    ))
  test('with no signature', async () => expectRefused(await send(typed(), { signature: '' }), 401))
  test('with a time that is no number', async () => expectRefused(await send(typed(), { at: 'soon' }), 401))
  test('with a check for a certificate in it', async () =>
    expectRefused(await send('ssl_check=1', { secret: 'another' }), 401))
})

describe('a signature holds for 300 s to either side', () => {
  test('300 s old is taken', async () => expect((await send(typed(), { at: now - 300 })).status).toBe(200))
  test('301 s old is refused', async () => expectRefused(await send(typed(), { at: now - 301 }), 401))
  test('300 s ahead is taken', async () => expect((await send(typed(), { at: now + 300 })).status).toBe(200))
  test('301 s ahead is refused', async () => expectRefused(await send(typed(), { at: now + 301 }), 401))
  test('ten years ahead is refused', async () => expectRefused(await send(typed(), { at: now + 315_360_000 }), 401))
})

describe('a signed body that Slack would never send is refused', () => {
  test.each(['null', '[]', '3', '"text"', '{', '', '['.repeat(200_000)])('JSON %.20s', async (body) =>
    expectRefused(await send(body, { type: 'application/json' }), 400),
  )
  test.each([
    ['no payload in a form', 'x=1'],
    ['a payload of null', 'payload=null'],
    ['a list as payload', 'payload=%5B%5D'],
    ['a tap without actions', asPayload(action({ actions: [] }))],
    ['a tap without a person', asPayload(action({ user: null }))],
    ['a tap of an unknown kind', asPayload(action({ type: 'dialog_submission' }))],
    ['a tap that is an event too', asPayload(action({ event: null }))],
    ['a tap with a name, which Bolt takes for another kind', asPayload(action({ name: 'x' }))],
    ['a form without its view', asPayload({ ...action(), type: 'view_submission', actions: undefined })],
  ])('%s', async (_, body) => expectRefused(await send(body), 400))
  test('an event of null', async () =>
    expectRefused(
      await send('{"type":"event_callback","team_id":"T1","event":null}', { type: 'application/json' }),
      400,
    ))
  test('more than 1 MB', async () => expectRefused(await send(`text=${'x'.repeat(1_048_577)}`), 413))
})

describe('a request for another workspace or app takes no effect', () => {
  test('a command', async () => expectRefused(await send(typed({ team_id: 'T2' })), 403))
  test('a tap', async () => expectRefused(await send(asPayload(action({ team: { id: 'T2' } }))), 403))
  test('a tap without any workspace', async () =>
    expectRefused(await send(asPayload(action({ team: null, user: { id: 'ULENA' } }))), 403))
  test('an event', async () =>
    expectRefused(
      await send(
        JSON.stringify({ type: 'event_callback', team_id: 'T2', event: { type: 'app_home_opened', user: 'ULENA' } }),
        { type: 'application/json' },
      ),
      403,
    ))
  test('a command of another app', async () => expectRefused(await send(typed({ api_app_id: 'A2' })), 403))
})

test.each([`${form}; charset=utf-8`, `${form};charset=UTF-8`, 'Application/X-WWW-Form-URLencoded'])(
  'a form sent as %s is read all the same',
  async (type) => {
    expect((await send(typed(), { type })).status).toBe(200)
    expect((await send(asPayload(action()), { type })).status).toBe(200)
    expect(room.intents.map(({ word }) => word)).toEqual(['help', 'accept'])
  },
)

test('the address check of Slack gets its challenge back', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c1' })
  const answer = await send(body, { type: 'application/json; charset=utf-8' })
  expect(await answer.json()).toEqual({ challenge: 'c1' })
})

test('the same request twice runs once, and the second gets the answer of the first', async () => {
  const first = await send(typed())
  const second = await send(typed(), { headers: { 'x-slack-retry-num': '1' } })
  expect(await second.text()).toBe(await first.text())
  expect(room.intents).toHaveLength(1)
})

test('the same request twice at once runs once', async () => {
  const answers = await Promise.all([send(typed()), send(typed()), send(typed())])
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
  expect(room.intents).toHaveLength(1)
})

test('the same tap signed anew has the same key, so that the store can tell', async () => {
  await send(asPayload(action()))
  await send(asPayload(action()), { at: now - 1 })
  const [first, second] = room.intents
  expect(first?.delivery).toBe(second?.delivery)
  await send(asPayload(action({ actions: [{ ...action().actions[0], action_ts: '1.6' }] })))
  expect(room.intents[2]?.delivery).not.toBe(first?.delivery)
})

test('a bot gets an empty answer and nothing runs', async () => {
  const answer = await send(asPayload(action({ bot_id: 'B9' })))
  await expectRefused(answer, 200)
})

test('before Slack has told whose token it is, requests get 503', async () => {
  await openOwn(undefined, { isStarted: false })
  await expectRefused(await send(typed()), 503)
})

test('a token that Slack refuses is said to the operator in its own word', async () => {
  await openOwn(undefined, { isStarted: false })
  room.slack.fail({ method: 'auth.test', times: 1, error: 'invalid_auth' })
  await expect(room.app.start()).rejects.toThrow(/invalid_auth.*SLACK_BOT_TOKEN/)
  await room.app.start()
  expect((await send(typed())).status).toBe(200)
})

test('after the stop nothing new is taken', async () => {
  await openOwn()
  await room.app.stop()
  await expectRefused(await send(typed()), 503)
})

test('the stop waits for what is under way', async () => {
  let release = () => {}
  let entered = () => {}
  const isIn = new Promise<void>((resolve) => {
    entered = resolve
  })
  await openOwn(async () => {
    entered()
    await new Promise<void>((resolve) => {
      release = resolve
    })
    return whisper(line(say('word.plain', { text: 'yes' })))
  })
  const answer = send(typed())
  await isIn
  const stopped = room.app.stop()
  release()
  await stopped
  expect(await (await answer).json()).toMatchObject({ text: 'yes' })
})

test('nothing that people typed stands in the log', async () => {
  await send(typed({ text: 'find katrin.weiss@adlerwerk.example' }))
  await send(typed({ text: 'find katrin.weiss@adlerwerk.example' }), { secret: 'another' })
  expect(room.logged.join('')).not.toContain('adlerwerk')
})
