import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { line } from '../../src/cards/card.ts'
import type { Intent } from '../../src/chat/intent.ts'
import { whisper } from '../../src/chat/reply.ts'
import { sign } from '../../src/playground/vendors/slack/ctx.ts'
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts'
import { say } from '../../src/texts/sentence.ts'
import { openTestStore } from '../support/store.ts'
import { type Json, openSide } from './socket-side.ts'
import { openContext } from './world.ts'

let intents: Intent[] = []
beforeEach(() => {
  intents = []
})

const open = async (connection: Json = {}, signingSecret: string | null = null) => {
  const side = await openSide(connection)
  const { store, close } = await openTestStore()
  const app: SlackApp = createSlackApp({
    ctx: await openContext(store),
    dispatch: async (intent) => {
      intents.push(intent)
      return whisper(line(say('word.plain', { text: 'here you are' })))
    },
    botToken: 'xoxb-1',
    signingSecret,
    appToken: 'xapp-1',
    apiUrl: side.apiUrl,
    baseUrl: 'http://127.0.0.1',
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  })
  onTestFinished(close)
  onTestFinished(side.close)
  onTestFinished(() => app.stop())
  return { side, app }
}

const typed = {
  command: '/lead',
  text: 'help',
  user_id: 'U1',
  channel_id: 'C1',
  team_id: 'T1',
  api_app_id: 'A1',
  trigger_id: '1.2',
}

test('over a web socket a command is answered on it, once, and only where it is for this workspace', async () => {
  const { side, app } = await open()
  await app.start()
  const answer = await side.send('e1', 'slash_commands', typed)
  expect(answer.payload).toMatchObject({ response_type: 'ephemeral', text: 'here you are' })
  expect((await side.send('e1', 'slash_commands', typed)).payload).toEqual(answer.payload)
  await side.send('e2', 'slash_commands', { ...typed, team_id: 'T2' })
  expect(intents).toMatchObject([{ word: 'help', place: { externalId: 'C1' } }])
})

test('an app token that Slack refuses is said to the operator in its own word', async () => {
  const { app } = await open({ ok: false, error: 'invalid_auth' })
  await expect(app.start()).rejects.toThrow(/invalid_auth.*SLACK_APP_TOKEN/)
})

test('over a web socket nothing is taken over HTTP, though a signing secret is set too and the request bears it', async () => {
  const { app } = await open({}, 'secret')
  await app.start()
  const server = createServer(app.handle).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((done) => server.once('listening', done))
  const body = new URLSearchParams(typed).toString()
  const at = String(Math.floor(Date.now() / 1000))
  const { status } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': sign('secret', at, body),
    },
  })
  expect(status).toBe(503)
  expect(intents).toEqual([])
})
