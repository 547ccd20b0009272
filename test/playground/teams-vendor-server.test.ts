import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterEach, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import type { TeamsView } from '../../src/playground/teams-api.ts'
import { teamsRoutes } from '../../src/playground/teams-server.ts'
import { createTeamsPlayground } from '../../src/playground/teams-world.ts'
import { jsonOf } from '../../src/playground/vendors/json.ts'
import { demoSettings } from '../../src/services/demo-organisation.ts'
import { execute, toast, withCard } from './teams-vendor-world.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** The Teams of the playground behind a port, and a product behind the same one that answers each tap. */
const serve = async () => {
  const heard: Json[] = []
  const web = express()
  const server = createServer(web)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const world = createTeamsPlayground(demoSettings(), origin, mkdtempSync(join(tmpdir(), 'teams-')), Date.now)
  web.post('/api/messages', express.json(), async (req, res) => {
    heard.push(req.body)
    res.json(await toast('ok').json())
  })
  web.use('/playground', teamsRoutes(world.fake))
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${origin}${path}`, init)
    return { status: response.status, body: jsonOf(await response.json()) }
  }
  const send = (method: string, path: string, body: Json, headers: Record<string, string> = {}) =>
    ask(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return { world, heard, origin, ask, send }
}

const login = async ({ access }: ReturnType<typeof createTeamsPlayground>) => {
  if (access.isAnonymous) throw new Error('the playground has a password')
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: access.appId,
    client_secret: access.password,
    scope: 'https://api.botframework.com/.default',
  })
  const url = `${access.loginUrl}${access.tenantId}/oauth2/v2.0/token`
  const response = await fetch(url, { method: 'POST', body: form })
  return { authorization: `Bearer ${jsonOf(await response.json()).access_token}` }
}

test('the product logs in, posts and changes over HTTP, and the page sees and taps it', async () => {
  const { world, heard, ask, send } = await serve()
  const headers = await login(world)
  const [user] = world.fake.world().users
  const place = world.team.bound.queues.dach ?? ''
  const path = `/playground/teams/connector/v3/conversations/${encodeURIComponent(place)}/activities`
  const posted = await send('POST', path, withCard(), headers)
  expect(posted.status).toBe(201)
  const message = String(posted.body.id)
  expect((await send('PUT', `${path}/${message}`, withCard(), headers)).status).toBe(200)
  const seen = (await ask(`/playground/api/teams/state?user=${encodeURIComponent(user?.id ?? '')}`)) as unknown as {
    body: TeamsView
  }
  const channel = seen.body.conversations.find(({ id }) => id === place)
  expect(channel).toMatchObject({
    name: 'leads-dach',
    team: { name: 'Sales' },
    messages: [{ id: message, edited: true }],
  })
  const act = { type: 'action', at: { conversation: place, message }, action: execute('accept'), inputs: {} }
  const done = await send('POST', '/playground/api/teams/act', { user: user?.id, act })
  expect(done).toMatchObject({ status: 200, body: { status: 200, error: null } })
  expect(heard).toMatchObject([{ name: 'adaptiveCard/action', from: { id: user?.id } }])
})

test('the page is refused what no client does, and people whom nobody knows', async () => {
  const { world, send, ask } = await serve()
  const [user] = world.fake.world().users
  expect((await send('POST', '/playground/api/teams/act', { user: user?.id, act: { type: 'fly' } })).status).toBe(400)
  expect((await send('POST', '/playground/api/teams/act', { user: '29:no', act: { type: 'close' } })).status).toBe(404)
  expect((await ask('/playground/api/teams/state?user=29:no')).status).toBe(404)
})

test('the Teams of the playground has the people of its Slack, a guest and somebody of a partner', async () => {
  const { world, ask } = await serve()
  const { body } = await ask('/playground/api/teams/world')
  expect(body).toMatchObject({ botName: 'Baton', extensions: [{ id: 'new' }] })
  const { users, conversations } = world.fake.world()
  expect(users.map(({ email }) => email)).toEqual(
    expect.arrayContaining((demoSettings().members ?? []).map(({ email }) => email)),
  )
  expect(users.filter(({ isGuest }) => isGuest)).toHaveLength(1)
  const stranger = users.find(({ organisation }) => organisation !== null)
  expect(world.fake.see(stranger?.id ?? '').conversations.map(({ name }) => name)).toEqual(['partners'])
  expect(conversations.filter(({ kind }) => kind !== 'personal').map(({ name }) => name)).toEqual([
    'General',
    ...(demoSettings().queues ?? []).map(({ key }) => `leads-${key}`),
    'sqo-wins',
    'marketing',
    'partners',
    'Deal desk',
  ])
})
