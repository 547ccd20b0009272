import { beforeAll, describe, expect, it, test, vi } from 'vitest'
import { castOn } from '../support/cast.ts'
import { openScene } from '../support/scene.ts'
import { said } from '../support/seen.ts'
import { titleOf } from '../support/story.ts'

const { chat, story } = await openScene({ on: 'teams', binds: ['dach'] })
beforeAll(async () => {
  // Whom Teams was asked about once is known from then on.
  for (const who of ['Lena', 'Jonas'] as const) await chat.type(who, 'mine', 'dach')
})

const dach = `/v3/conversations/${castOn.teams.channels.dach}/activities`
const fake = () => {
  if (!chat.teams) throw new Error('This is not Teams.')
  return chat.teams
}
type Rule = Omit<Parameters<ReturnType<typeof fake>['fail']>[0], 'call'>
const fail = (call: string, rule: Rule) => fake().fail({ call, ...rule })
const tokensAsked = () =>
  fake()
    .calls()
    .filter(({ method }) => method === 'POST token').length

/** The numbers of the cards in the channel from one on, in the order in which they came to stand there. */
const posted = (from: number) =>
  chat
    .see('Mia')
    .flatMap((one) => (one.isForOneAlone ? [] : (/^\S+ [A-Z]+ · #(\d+)/.exec(said(one))?.[1] ?? [])))
    .map(Number)
    .filter((number) => number >= from)

/** Hands off two leads while something goes wrong with the first, and waits until all was sent. */
const handOffTwo = async () => {
  const first = await story.handOff()
  const second = await story.handOff()
  await chat.settled()
  return { first, second }
}

describe('what the connector did not take comes later, in order and once', () => {
  const refusals: [string, Rule][] = [
    ['too many requests, with a time to wait', { status: 429, retryAfterS: 1 }],
    ['too many requests, without one', { status: 429 }],
    ['too many requests, three times', { status: 429, retryAfterS: 0, times: 3 }],
    ['changed by somebody else at that moment', { status: 412, code: 'PreconditionFailed' }],
    ['an error of the server', { status: 500 }],
    ['a bad gateway', { status: 502 }],
    ['not available', { status: 503 }],
    ['a gateway that timed out', { status: 504 }],
    ['a connection that breaks', { how: 'refuse' }],
  ]
  test.each(refusals)('a post: %s', async (_, rule) => {
    fail(`POST ${dach}`, { times: 1, ...rule })
    const { first, second } = await handOffTwo()
    expect(posted(first)).toEqual([first, second])
  })

  test.each(refusals)('a redraw: %s', async (_, rule) => {
    const { first, second } = await handOffTwo()
    fail(`PUT ${dach}`, { times: 1, ...rule })
    await story.type('Lena', `accept ${first}`)
    await story.type('Jonas', `accept ${second}`)
    await chat.settled()
    expect(posted(first)).toEqual([first, second])
    expect(said(await story.card(first))).toMatch(/^\S+ SAL · .*Lena Vogt/s)
    expect(said(await story.card(second))).toMatch(/^\S+ SAL · .*Jonas Brandt/s)
  })
})

describe('a post whose answer was lost', () => {
  it('may stand twice, and the later copy is the one that is redrawn', async () => {
    fail(`POST ${dach}`, { how: 'lostAnswer' })
    const { first, second } = await handOffTwo()
    expect(posted(first)).toEqual([first, first, second])
    await story.type('Lena', `accept ${first}`)
    await chat.settled()
    const stages = chat.see('Mia').flatMap((one) => (titleOf(first).test(said(one)) ? [said(one).split(' ')[1]] : []))
    expect(stages).toEqual(['MQL', 'SAL'])
  })

  it('is drawn as it should be where it was a redraw', async () => {
    const { first } = await handOffTwo()
    fail(`PUT ${dach}`, { how: 'lostAnswer' })
    await story.type('Lena', `accept ${first}`)
    await chat.settled()
    expect(said(await story.card(first))).toMatch(/^\S+ SAL · /)
    expect(posted(first).filter((number) => number === first)).toHaveLength(1)
  })
})

describe('the token for calls to the connector', () => {
  /** By the product's clock, the token that was in use has ended. */
  const letEnd = async () => {
    await chat.settled()
    chat.clock.ms += 2 * 3_600_000
  }
  /** Uses up what is planned for the login, so that it gives out tokens again. */
  const mendLogin = async () => {
    const access = chat.env.teams
    if (!access || access.isAnonymous) throw new Error('No token is asked for.')
    const { appId, password, tenantId, loginUrl } = access
    const form = { grant_type: 'client_credentials', client_id: appId, client_secret: password }
    const body = new URLSearchParams({ ...form, scope: 'https://api.botframework.com/.default' }).toString()
    const ask = () =>
      fake().handle(
        new Request(`${loginUrl}${tenantId}/oauth2/v2.0/token`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      )
    while (!(await ask()).ok);
  }

  it('is asked for again when it has ended, once for all calls that need it', async () => {
    await story.handOff()
    await letEnd()
    const before = tokensAsked()
    const { first, second } = await handOffTwo()
    expect(posted(first)).toEqual([first, second])
    // One for what is answered at once, and one for what the outbox sends.
    expect(tokensAsked() - before).toBe(2)
  })

  it('is replaced when it was revoked, and the call is made again at once', async () => {
    await chat.settled()
    const before = tokensAsked()
    fail(`POST ${dach}`, { status: 401, code: 'Unauthorized' })
    const { first, second } = await handOffTwo()
    expect(posted(first)).toEqual([first, second])
    expect(tokensAsked() - before).toBe(1)
  })

  test.each([
    ['is not available', { status: 503 }],
    ['has too much to do', { status: 429 }],
    ['cannot be reached', { how: 'refuse' as const }],
  ])('is asked for until it comes where the login %s, and what waited goes out', async (_, rule) => {
    const number = await story.handOff()
    await letEnd()
    fail('POST token', { ...rule, times: 3 })
    await chat.type('Lena', `accept ${number}`)
    await chat.settled()
    expect(said(await story.card(number))).toMatch(/^\S+ SAL · /)
    expect(posted(number)).toEqual([number])
    await mendLogin()
  })

  it('is not given out any more: what waits is kept, and goes out when the product starts with a good password', async () => {
    const number = await story.handOff()
    await letEnd()
    fail('POST token', { status: 401, times: 100 })
    await chat.type('Lena', `accept ${number}`)
    await vi.waitFor(() => expect(chat.logged.join('')).toContain('token: 401'), { timeout: 20_000 })
    expect(
      chat
        .see('Mia')
        .map(said)
        .filter((text) => titleOf(number).test(text)),
    ).toEqual([expect.stringMatching(/^\S+ MQL · /)])
    await mendLogin()
    await chat.restart()
    await chat.settled()
    expect(said(await story.card(number))).toMatch(/^\S+ SAL · /)
  })
})

it('nothing that was sent broke a rule of the platform', () => {
  expect(chat.problems()).toEqual([])
})
