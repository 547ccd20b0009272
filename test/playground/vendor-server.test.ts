import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, expect, test } from 'vitest'
import type { Json, UserView } from '../../src/playground/api.ts'
import { playgroundRoutes } from '../../src/playground/server.ts'
import { statusWith } from './status-with.ts'
import { openTeams } from './teams-vendor-world.ts'
import { card, openWorld } from './vendor-world.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

const serve = async (answers?: Parameters<typeof openWorld>[0]) => {
  const world = openWorld(answers)
  const server = createServer(express().use('/playground', playgroundRoutes(world.slack, openTeams().teams, null)))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground`
  const get = async (path: string): Promise<Json> => (await fetch(`${base}${path}`)).json() as Promise<Json>
  const act = async (user: string, what: Json) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${base}/api/act`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ user, act: what }),
    })
    return { ...((await response.json()) as Json), http: response.status }
  }
  const post = (method: string, args: Json) =>
    fetch(`${base}/slack/api/${method}`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-1' },
      body: new URLSearchParams(
        Object.entries(args).map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
      ),
    })
  return { ...world, base, get, act, post }
}

test('the product posts over HTTP and the page shows it', async () => {
  const { post, get } = await serve()
  const posted = await post('chat.postMessage', { channel: 'CDACH', text: 'MQL', blocks: card() })
  expect(await posted.json()).toMatchObject({ ok: true })
  const seen = (await get('/api/state?user=ULENA')) as unknown as UserView
  expect(seen.channels.find(({ id }) => id === 'CDACH')?.messages).toMatchObject([{ text: 'MQL', blocks: card() }])
  expect(await get('/api/world')).toMatchObject({
    team: { id: 'T1' },
    command: '/lead',
    channels: [{ id: 'CDACH' }, { id: 'CSOLO' }],
  })
})

test('each act of the page reaches the product', async () => {
  const { act, received, post } = await serve()
  const posted = (await (
    await post('chat.postMessage', { channel: 'CDACH', text: 'MQL', blocks: card() })
  ).json()) as Json
  const message = { channel: 'CDACH', ts: posted.ts }
  expect(await act('ULENA', { type: 'command', channel: 'CDACH', text: 'mine' })).toMatchObject({
    status: 200,
    error: null,
  })
  await act('ULENA', { type: 'tap', message, blockId: 'handoff:142', actionId: 'accept' })
  await act('ULENA', { type: 'home' })
  await act('ULENA', { type: 'say', channel: 'CDACH', text: 'hi' })
  expect(received.map(({ payload }) => payload.type ?? payload.command)).toEqual([
    '/lead',
    'block_actions',
    'event_callback',
    'event_callback',
  ])
  expect(await act('ULENA', { type: 'read', channel: 'CDACH' })).toMatchObject({ error: null })
  expect(await act('ULENA', { type: 'submit', view: 'V0' })).toMatchObject({
    error: 'client: ULENA has no view V0 open',
  })
  expect(await act('ULENA', { type: 'fly' })).toMatchObject({ http: 400 })
  expect(await act('UNONE', { type: 'home' })).toMatchObject({ http: 404 })
})

test('a page that listens is told the newest revision', async () => {
  const { base, call, slack } = await serve()
  const events = await fetch(`${base}/api/events`)
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe(`data: {"rev":${slack.rev()}}\n\n`)
  await Promise.all(['a', 'b', 'c'].map((text) => call('chat.postMessage', { channel: 'CDACH', text })))
  const told: string[] = []
  while (!told.at(-1)?.includes(`{"rev":${slack.rev()}}`)) told.push((await reader?.read())?.value ?? '')
  expect(told.join('')).toMatch(/^(data: \{"rev":\d+\}\n\n)+$/)
  await reader?.cancel()
})

test('a dropped answer is a lost connection', async () => {
  const { post, slack, dach } = await serve()
  slack.fail({ method: 'chat.postMessage', times: 1, dropAfter: true })
  await expect(post('chat.postMessage', { channel: 'CDACH', text: 'a' })).rejects.toThrow()
  expect(dach()).toHaveLength(1)
})

test('a page of another origin and a rebound name are refused', async () => {
  const { base } = await serve()
  const url = `${base}/api/world`
  expect(await statusWith(url, {})).toBe(200)
  expect(await statusWith(url, { host: 'localhost:3000', origin: 'http://localhost:3000' })).toBe(200)
  expect(await statusWith(url, { origin: 'https://evil.example' })).toBe(403)
  expect(await statusWith(url, { origin: 'null' })).toBe(403)
  expect(await statusWith(url, { host: 'evil.example' })).toBe(403)
  expect(await statusWith(url, { host: '127.0.0.1.evil.example' })).toBe(403)
})
