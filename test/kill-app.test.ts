import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Env } from '../src/config/env.ts'
import { createSlack, type FakeSlack } from '../src/playground/vendors/slack/slack.ts'
import { answerWith, requestOf } from './support/edge.ts'
import { demoFile, envOn } from './support/env.ts'
import { said } from './support/seen.ts'
import { controlIn, fieldOf, labelOf } from './support/seen-slack.ts'
import { makeTestPlace, type TestPlace } from './support/store.ts'

const botToken = 'xoxb-kill'
const signingSecret = 'kill'

let place: TestPlace
let slack: FakeSlack
let child: ChildProcess | null = null
let origin = ''
/** Says what becomes of a call: passed on, kept before Slack sees it, or done while its answer is kept. */
let fate: (method: string) => 'pass' | 'keep' | 'keepAnswer' = () => 'pass'
const kept: string[] = []

const edge = createServer(async (req, res) => {
  const request = await requestOf(req)
  const method = String(req.url).split('/').at(-1) ?? ''
  const what = fate(method)
  if (what !== 'pass') kept.push(method)
  if (what === 'keep') return
  const answer = await slack.handle(request)
  if (what === 'keepAnswer') return
  await answerWith(res, answer)
})

const start = async () => {
  const address = `http://127.0.0.1:${(edge.address() as AddressInfo).port}`
  const env: Env = {
    ...envOn(place),
    configFile: demoFile,
    slack: { mode: 'http', botToken, signingSecret, apiUrl: `${address}/api/` },
  }
  const args = ['test/support/app-process.ts', JSON.stringify(env)]
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child = started
  const [line] = await once(createInterface({ input: started.stdout }), 'line')
  origin = String(line).replace('localhost', '127.0.0.1')
}

const kill = async () => {
  if (!child || child.exitCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
  child = null
}

beforeEach(async () => {
  place = await makeTestPlace()
  fate = () => 'pass'
  kept.length = 0
  edge.listen(0, '127.0.0.1')
  await once(edge, 'listening')
  slack = createSlack({
    team: { id: 'T1', name: 'Fjordlight' },
    appId: 'A1',
    botUserId: 'UBATON',
    botToken,
    signingSecret,
    command: '/lead',
    baseUrl: `http://127.0.0.1:${(edge.address() as AddressInfo).port}`,
    deliver: async (request) =>
      fetch(`${origin}/slack/events`, { method: 'POST', headers: request.headers, body: await request.text() }),
    now: () => Date.now(),
    rates: false,
  })
  slack.addUser({ id: 'ULENA', name: 'Lena Vogt', email: 'lena.vogt@fjordlight.example', tz: 'Europe/Berlin' })
  slack.addUser({ id: 'USOFIA', name: 'Sofia Berg', email: 'sofia.berg@fjordlight.example', tz: 'Europe/Berlin' })
  slack.addChannel({ id: 'CDACH', name: 'dach', members: 'all' })
  await start()
  await slack.command('USOFIA', 'CDACH', 'here dach')
})
afterEach(async () => {
  await kill()
  edge.closeAllConnections()
  edge.close()
  await place.remove()
})

const cards = () =>
  (slack.see('ULENA').channels.find((one) => one.id === 'CDACH')?.messages ?? []).filter(
    (one) => !one.ephemeral && said(one).includes('· #1 '),
  )
/** Waits until exactly one card stands in the channel and says this. */
const oneCardSays = (text: string) =>
  vi.waitFor(() => expect(cards().map((one) => said(one))).toEqual([expect.stringContaining(text)]), {
    timeout: 40_000,
    interval: 50,
  })

const handOff = async () => {
  await slack.command('USOFIA', 'CDACH', 'new katrin.weiss@adlerwerk.example')
  const view = slack.see('USOFIA').views.at(-1)
  if (!view) throw new Error('No form opened.')
  for (const [label, text] of [
    ['Company', 'Adlerwerk'],
    ['Source', 'referral'],
    ['Why now?', 'now'],
  ] as const) {
    const { blockId, element } = fieldOf(view, label)
    const options = (element.options ?? []) as { value: string }[]
    const value = options.find((one) => labelOf(one) === text)?.value ?? text
    await slack.change('USOFIA', view.id, blockId, String(element.action_id), value)
  }
  return slack.submit('USOFIA', view.id)
}

const accept = async () => {
  const [card] = cards()
  const control = controlIn(card?.blocks ?? [], 'Accept')
  if (!card || !control) throw new Error('There is no card to accept.')
  return slack.tap('ULENA', { message: { channel: 'CDACH', ts: card.ts }, ...control })
}

const isKept = (method: string) => vi.waitFor(() => expect(kept).toContain(method), { timeout: 20_000 })

it('killed between the commit and the redraw: after the start the card is right', async () => {
  await handOff()
  await oneCardSays('MQL')
  fate = (method) => (method === 'chat.update' ? 'keep' : 'pass')
  expect((await accept()).error).toBeNull()
  await isKept('chat.update')
  await kill()
  fate = () => 'pass'
  expect(cards().map((one) => said(one))).toEqual([expect.stringContaining('MQL')])
  await start()
  await oneCardSays('SAL')
}, 90_000)

it('killed before the answer to a post came: after the start the card is found and not posted twice', async () => {
  fate = (method) => (method === 'chat.postMessage' ? 'keepAnswer' : 'pass')
  await handOff()
  await isKept('chat.postMessage')
  await kill()
  fate = () => 'pass'
  await start()
  await oneCardSays('accept by')
  expect((await accept()).error).toBeNull()
  await oneCardSays('SAL')
}, 90_000)
