import { describe, expect, test } from 'vitest'
import { objectsOf } from '../../src/playground/vendors/json.ts'
import { card, dach, group, openTeams, sales, shared, text, withCard } from './teams-vendor-world.ts'

const to = (conversation: string, more = '') => `v3/conversations/${encodeURIComponent(conversation)}/activities${more}`
const hello = { type: 'message', text: 'hello' }
const direct = (id: string) => ({
  isGroup: false,
  bot: { id: '28:app-1' },
  members: [{ id }],
  tenantId: 'tenant-1',
  channelData: { tenant: { id: 'tenant-1' } },
})

describe('messages of the app', () => {
  test('without a thread in the id a post in a channel begins a new one', async () => {
    const world = openTeams()
    const first = await world.post(dach, withCard())
    const reply = await world.post(`${dach};messageid=${first}`, hello)
    const inReply = await world.post(`${dach};messageid=${reply}`, hello)
    expect(world.messages()).toMatchObject([
      {
        id: first,
        rootId: null,
        summary: 'MQL 142',
        card: card(),
        from: { id: '28:app-1', name: 'Baton', isBot: true },
      },
      { id: reply, rootId: first, text: 'hello', card: null },
      { id: inReply, rootId: first },
    ])
    expect(world.messages()[0]?.sent).toEqual({
      method: `POST /v3/conversations/${dach}/activities`,
      args: withCard(),
      at: world.clock.ms,
    })
    const lost = await world.call('POST', to(`${dach};messageid=1`), hello)
    expect(lost).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } })
  })

  test('a new thread of a channel comes with its id', async () => {
    const world = openTeams()
    const asked = { isGroup: true, channelData: { channel: { id: dach } }, tenantId: 'tenant-1', activity: withCard() }
    const { status, body } = await world.call('POST', 'v3/conversations', asked)
    const id = world.messages()[0]?.id
    expect({ status, body }).toEqual({ status: 201, body: { id: `${dach};messageid=${id}`, activityId: id } })
  })

  test('the chat with one person is the same each time, by either of their ids', async () => {
    const world = openTeams()
    const id = world.teams.personalOf('29:lena')
    for (const member of ['29:lena', 'aad-lena']) {
      const { status, body } = await world.call('POST', 'v3/conversations', direct(member))
      expect({ status, body }).toEqual({ status: 201, body: { id } })
    }
    await world.post(id, hello)
    expect(world.messages(id)).toMatchObject([{ text: 'hello' }])
    expect(world.messages(id, '29:felix')).toEqual([])
  })

  test('who has not installed the app cannot be written to', async () => {
    const world = openTeams()
    world.teams.addUser({
      id: '29:mia',
      aadObjectId: 'aad-mia',
      name: 'Mia',
      email: 'mia@nordlicht.example',
      tz: 'UTC',
      hasApp: false,
    })
    for (const id of ['29:mia', '29:stan']) {
      const { status, body } = await world.call('POST', 'v3/conversations', direct(id))
      expect({ status, body }).toMatchObject({ status: 403, body: { error: { code: 'ForbiddenOperationException' } } })
    }
    const late = await world.call('POST', to(world.teams.personalOf('29:mia')), hello)
    expect(late).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } })
    const nobody = await world.call('POST', 'v3/conversations', direct('29:nobody'))
    expect(nobody.status).toBe(404)
    expect(world.teams.problems()).toEqual([])
  })

  test('one changes and deletes what is there and one’s own', async () => {
    const world = openTeams()
    const id = await world.post(dach, withCard())
    await world.act('29:lena', { type: 'say', conversation: dach, text: 'mine' })
    const other = world.messages()[1]?.id
    const changed = await world.call('PUT', to(`${dach};messageid=${id}`, `/${id}`), hello)
    expect(changed).toMatchObject({ status: 200, body: { id } })
    expect(world.message(dach, id)).toMatchObject({ text: 'hello', card: null, edited: true })
    expect((await world.call('PUT', to(dach, '/1'), hello)).status).toBe(404)
    expect((await world.call('PUT', to(dach, `/${other}`), hello)).status).toBe(403)
    expect((await world.call('DELETE', to(dach, `/${other}`))).status).toBe(403)
    expect((await world.call('DELETE', to(dach, `/${id}`))).status).toBe(200)
    expect(world.messages().map((each) => each.id)).toEqual([other])
  })

  test('a mention needs a tag and an entity of somebody known', async () => {
    const world = openTeams()
    const entity = { type: 'mention', mentioned: { id: '29:felix', name: 'Felix' }, text: '<at>Felix</at>' }
    const id = await world.post(dach, { ...hello, text: '<at>Felix</at> hello', entities: [entity] })
    expect(world.message(dach, id)?.mentions).toEqual(['29:felix'])
    const inCard = card([text('for <at>Felix</at>')], [], {
      msteams: { entities: [{ ...entity, mentioned: { id: 'aad-felix', name: 'Felix' } }] },
    })
    expect(world.message(dach, await world.post(dach, withCard(inCard)))?.mentions).toEqual(['29:felix'])
    for (const wrong of [
      { ...hello, text: '<at>Felix</at> hello' },
      { ...hello, entities: [entity] },
      { ...hello, text: '<at>Felix</at>', entities: [{ ...entity, mentioned: { id: '29:nobody' } }] },
    ])
      expect((await world.call('POST', to(dach), wrong)).status).toBe(400)
  })

  test('what says nothing, or is too big, is refused and kept as a fault', async () => {
    const world = openTeams()
    const code = async (activity: unknown) => (await world.call('POST', to(dach), activity)).body.error
    expect(await code({ type: 'message' })).toMatchObject({ code: 'BadSyntax' })
    expect(await code({ type: 'event', text: 'x' })).toMatchObject({ code: 'BadSyntax' })
    expect(await code(withCard(card(), { summary: '' }))).toMatchObject({ code: 'BadSyntax' })
    expect(await code(withCard(card([text('x'.repeat(28 * 1024))])))).toMatchObject({ code: 'MessageSizeTooBig' })
    expect(await code([])).toMatchObject({ code: 'BadSyntax' })
    expect(world.messages()).toEqual([])
    expect(world.teams.problems()).toHaveLength(5)
    expect((await world.call('POST', to(dach), { type: 'typing' })).status).toBe(201)
    expect(world.messages()).toEqual([])
  })

  test('where the app is not, or a channel is gone, it cannot speak', async () => {
    const world = openTeams()
    await world.act('29:lena', { type: 'change', conversation: group, does: 'uninstall' })
    await world.act('29:lena', { type: 'change', conversation: dach, does: 'delete' })
    const codeIn = async (id: string) => {
      const { status, body } = await world.call('POST', to(id), hello)
      return [status, body.error]
    }
    expect(await codeIn(group)).toEqual([403, expect.objectContaining({ code: 'BotNotInConversationRoster' })])
    expect(await codeIn(dach)).toEqual([404, expect.objectContaining({ code: 'ConversationNotFound' })])
    expect(await codeIn('19:else')).toEqual([404, expect.objectContaining({ code: 'ConversationNotFound' })])
  })
})

describe('who is where', () => {
  test('a roster tells ids, addresses, tenant and role, page by page', async () => {
    const world = openTeams()
    const path = `v3/conversations/${encodeURIComponent(dach)}`
    const all = objectsOf((await world.call('GET', `${path}/members`)).body as unknown)
    expect(all.map((each) => each.id)).toEqual(['29:lena', '29:felix', '29:noor'])
    expect(all[0]).toEqual({
      id: '29:lena',
      name: 'Lena Vogt',
      objectId: 'aad-lena',
      aadObjectId: 'aad-lena',
      givenName: 'Lena',
      surname: 'Vogt',
      email: 'lena.vogt@nordlicht.example',
      userPrincipalName: 'lena.vogt@nordlicht.example',
      tenantId: 'tenant-1',
      userRole: 'user',
    })
    expect(all[2]).toMatchObject({ userRole: 'guest', userPrincipalName: expect.stringContaining('#EXT#') })
    const first = (await world.call('GET', `${path}/pagedmembers?pageSize=2`)).body
    expect(objectsOf(first.members)).toHaveLength(2)
    const rest = await world.call('GET', `${path}/pagedmembers?pageSize=2&continuationToken=${first.continuationToken}`)
    expect(rest.body).toEqual({ members: [all[2]] })
    expect((await world.call('GET', `${path}/members/aad-felix`)).body).toEqual(all[1])
    expect((await world.call('GET', `${path}/members/29%3Astan`)).status).toBe(404)
  })

  test('a team tells its standard channels, and its id has the roster of all', async () => {
    const world = openTeams()
    const team = encodeURIComponent(sales)
    expect((await world.call('GET', `v3/teams/${team}`)).body).toMatchObject({
      id: sales,
      name: 'Sales',
      channelCount: 1,
    })
    expect((await world.call('GET', `v3/teams/${team}/conversations`)).body).toEqual({
      conversations: [{ id: dach, name: 'dach', type: 'standard' }],
    })
    expect(objectsOf((await world.call('GET', `v3/conversations/${team}/members`)).body as unknown)).toHaveLength(3)
    const foreign = await world.call('GET', `v3/conversations/${encodeURIComponent(shared)}/members/29%3Astan`)
    expect(foreign.body).toMatchObject({ tenantId: 'tenant-2' })
    expect((await world.call('GET', 'v3/teams/19%3Aelse')).status).toBe(403)
  })
})
