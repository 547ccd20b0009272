import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { jsonOf, objectsOf } from '../../src/playground/vendors/json.ts'
import { dach, group, openTeams, service, shared } from './teams-vendor-world.ts'

const part = (token: string, i: number) => JSON.parse(Buffer.from(token.split('.')[i] ?? '', 'base64url').toString())

describe('what a person writes reaches the product as Teams sends it', () => {
  test('a post in a channel that names the bot is a message with the thread in its conversation', async () => {
    const world = openTeams()
    const act = await world.act('29:lena', { type: 'say', conversation: dach, text: '@Baton accept <142> & go' })
    expect(act).toEqual({ status: 200, ms: 0, body: '', error: null })
    const [posted] = world.messages()
    expect(world.last()).toEqual({
      type: 'message',
      id: posted?.id,
      timestamp: '2026-11-23T09:00:00.000Z',
      localTimestamp: '2026-11-23T10:00:00.000+01:00',
      localTimezone: 'Europe/Berlin',
      channelId: 'msteams',
      serviceUrl: service,
      from: { id: '29:lena', name: 'Lena Vogt', aadObjectId: 'aad-lena' },
      recipient: { id: '28:app-1', name: 'Baton' },
      conversation: {
        id: `${dach};messageid=${posted?.id}`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: 'tenant-1',
      },
      channelData: {
        teamsChannelId: dach,
        teamsTeamId: '19:sales@thread.tacv2',
        channel: { id: dach, type: 'standard' },
        team: { id: '19:sales@thread.tacv2' },
        tenant: { id: 'tenant-1' },
      },
      text: '<at>Baton</at> accept &lt;142&gt; &amp; go',
      textFormat: 'plain',
      locale: 'en-US',
      attachments: [{ contentType: 'text/html', content: expect.stringContaining('accept &lt;142&gt; &amp; go</p>') }],
      entities: [
        { type: 'mention', mentioned: { id: '28:app-1', name: 'Baton' }, text: '<at>Baton</at>' },
        { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin' },
      ],
    })
  })

  test('a reply names the root of its thread, a new post its own', async () => {
    const world = openTeams()
    await world.act('29:lena', { type: 'say', conversation: dach, text: 'first' })
    const rootId = world.messages()[0]?.id ?? ''
    await world.act('29:felix', { type: 'say', conversation: dach, text: '@Baton mine', rootId })
    expect(world.last()).toMatchObject({ conversation: { id: `${dach};messageid=${rootId}` } })
    const replyId = world.messages()[1]?.id ?? ''
    await world.act('29:lena', { type: 'say', conversation: dach, text: '@baton why', rootId: replyId })
    expect(world.last()).toMatchObject({ conversation: { id: `${dach};messageid=${rootId}` } })
    expect(world.messages().map((each) => each.rootId)).toEqual([null, rootId, rootId])
  })

  test('in channels and groups what does not name the bot is not delivered, one to one all is', async () => {
    const world = openTeams()
    await world.act('29:lena', { type: 'say', conversation: dach, text: 'lunch?' })
    await world.act('29:lena', { type: 'say', conversation: group, text: 'lunch, @Felix Amsel?' })
    expect(world.received).toHaveLength(0)
    await world.act('29:lena', { type: 'say', conversation: group, text: '@Baton mine @Felix Amsel' })
    expect(world.last()).toMatchObject({ conversation: { id: group, conversationType: 'groupChat', isGroup: true } })
    expect(objectsOf(world.last().entities).map((each) => jsonOf(each.mentioned).id)).toEqual([
      '28:app-1',
      '29:felix',
      undefined,
    ])
    const personal = world.teams.personalOf('29:lena')
    await world.act('29:lena', { type: 'say', conversation: personal, text: 'mine' })
    expect(world.last()).toMatchObject({ text: 'mine', conversation: { id: personal, conversationType: 'personal' } })
    expect(world.last().channelData).toEqual({ tenant: { id: 'tenant-1' } })
  })

  test('a person of another organisation is heard in a shared channel and has no chat with the app', async () => {
    const world = openTeams()
    await world.act('29:stan', { type: 'say', conversation: shared, text: '@Baton mine' })
    expect(world.last()).toMatchObject({
      from: { aadObjectId: 'aad-stan' },
      channelData: { channel: { id: shared, type: 'shared' }, tenant: { id: 'tenant-1' } },
    })
    expect(world.teams.see('29:stan').conversations.map(({ id }) => id)).toEqual([shared])
    const act = await world.act('29:stan', { type: 'say', conversation: dach, text: '@Baton mine' })
    expect(act.error).toMatch(/^client: Stan Okafor is not in/)
  })

  test('an activity is signed by the key that the issuer shows', async () => {
    const world = openTeams()
    await world.act('29:lena', { type: 'say', conversation: dach, text: '@Baton mine' })
    const token = world.received[0]?.headers.get('authorization')?.replace('Bearer ', '') ?? ''
    const open = async (url: string) => (await world.teams.handle(new Request(url))).json()
    const found = await open('https://bot.test/v1/.well-known/openidconfiguration')
    expect(found).toMatchObject({
      issuer: 'https://api.botframework.com',
      jwks_uri: 'https://bot.test/v1/.well-known/keys',
      id_token_signing_alg_values_supported: ['RS256'],
    })
    const [key] = (await open(found.jwks_uri)).keys
    expect(key).toMatchObject({ kty: 'RSA', kid: part(token, 0).kid, endorsements: ['msteams'] })
    const [head, body, signature = ''] = token.split('.')
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    )
    expect(isSigned).toBe(true)
    const seconds = world.clock.ms / 1_000
    expect(part(token, 1)).toEqual({
      iss: 'https://api.botframework.com',
      aud: 'app-1',
      serviceurl: service,
      nbf: seconds - 60,
      exp: seconds + 3_600,
    })
  })

  test('a test may send what no client would, with another proof', async () => {
    const world = openTeams()
    const activity = world.teams.activity('29:lena', dach, { text: 'x', channelId: 'emulator' })
    await world.teams.send(activity)
    expect(world.last()).toEqual(activity)
    const headerOf = () => world.received.at(-1)?.headers.get('authorization') ?? null
    await world.teams.send(activity, { token: null })
    expect(headerOf()).toBeNull()
    await world.teams.send(activity, { token: 'abc' })
    expect(headerOf()).toBe('Bearer abc')
    await world.teams.send(activity, { claims: { aud: 'other' }, header: { kid: 'none' } })
    expect(part(headerOf() ?? '', 1)).toMatchObject({ aud: 'other' })
    expect(part(headerOf()?.slice(7) ?? '', 0)).toMatchObject({ kid: 'none' })
    await world.teams.send('{broken')
    expect(world.received.at(-1)?.raw).toBe('{broken')
  })

  test('what a person said goes again, byte for byte', async () => {
    let status = 500
    const world = openTeams(() => new Response(null, { status }))
    const act = await world.act('29:lena', { type: 'say', conversation: dach, text: '@Baton mine' })
    expect(act).toMatchObject({ status: 500, error: 'dispatch_failed' })
    status = 200
    expect((await world.teams.replay(act)).error).toBeNull()
    expect(world.received[1]?.raw).toBe(world.received[0]?.raw)
    expect(world.messages()).toHaveLength(1)
    expect(world.teams.problems()).toMatchObject([{ where: 'say', error: 'dispatch_failed' }])
  })
})
