import { asc } from 'drizzle-orm'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { history } from '../../db/schema/index.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import type { Context } from '../../src/services/context.ts'
import { createSlackApp } from '../../src/slack/app.ts'
import { handOverLead, openTeamContext, teamSettings } from '../support/organisation.ts'
import { openTestStore } from '../support/store.ts'
import { type Json, openSide } from './socket-side.ts'

const now = () => new Date('2026-11-23T09:00:00Z')
const user = {
  id: 'U0',
  team_id: 'T1',
  tz: 'Europe/Berlin',
  profile: { email: 'sdr0@fjordlight.example', real_name: 'Person 0' },
}
const said = { ok: true, ts: '1.1', message_ts: '1.1', channel: 'CDACH' }
const answers = {
  'users.info': { ok: true, user },
  'chat.postEphemeral': said,
  'views.publish': { ok: true, view: {} },
}

/** One of several processes on a store, with a connection of its own to Slack. */
const openProcess = async (ctx: Context) => {
  const side = await openSide({}, answers)
  const app = createSlackApp({
    ctx,
    dispatch: (intent) => dispatch(intent),
    botToken: 'xoxb-1',
    signingSecret: null,
    appToken: 'xapp-1',
    apiUrl: side.apiUrl,
    baseUrl: 'http://127.0.0.1',
    log: pino({ level: 'silent' }),
    now,
  })
  const { whoIs, directory } = app
  const dispatch = createDispatch({ ctx, commands, whoIs, directory, record: () => undefined })
  await app.start()
  onTestFinished(side.close)
  onTestFinished(() => app.stop())
  const ephemerals = () => side.calls.filter(({ method }) => method === 'chat.postEphemeral').length
  return { ...side, settled: app.settled, ephemerals }
}

/** Two processes on one store, and a hand-off that waits in it. */
const openTwo = async () => {
  const { store, close } = await openTestStore()
  onTestFinished(close)
  const settings = teamSettings(2)
  const [ctx, other] = [await openTeamContext(store, settings, now), await openTeamContext(store, settings, now)]
  const felix = await store.db.query.members.findFirst({ where: (one, { eq }) => eq(one.name, 'Felix Amsel') })
  const handed = await handOverLead(ctx, felix?.id ?? '', 'katrin.weiss@adlerwerk.example')
  const number = handed.ok ? handed.number : 0
  const verbs = async () =>
    (await store.db.select({ verb: history.verb }).from(history).orderBy(asc(history.id))).map(({ verb }) => verb)
  return { first: await openProcess(ctx), second: await openProcess(other), number, verbs }
}

const tapOn = (number: number): Json => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U0', team_id: 'T1' },
  api_app_id: 'A1',
  trigger_id: '1.2.3',
  channel: { id: 'CDACH' },
  container: { type: 'message', message_ts: '1.1', channel_id: 'CDACH' },
  actions: [{ type: 'button', action_id: 'accept', block_id: `handoff:${number}`, action_ts: '1.5' }],
})

test('a tap that either of two processes gets has one effect, also when both get it and it comes again', async () => {
  const { first, second, number, verbs } = await openTwo()
  await Promise.all([first.send('e1', 'interactive', tapOn(number)), second.send('e2', 'interactive', tapOn(number))])
  await second.send('e3', 'interactive', tapOn(number))
  await first.send('e3', 'interactive', tapOn(number))
  expect(await verbs()).toEqual(['new', 'accept'])
})

test('what one process did the other one knows', async () => {
  const { first, second, number, verbs } = await openTwo()
  await first.send('e1', 'interactive', tapOn(number))
  const typed = { command: '/lead', text: `touch ${number} call no_answer`, user_id: 'U0', channel_id: 'CDACH' }
  const answer = await second.send('e2', 'slash_commands', { ...typed, team_id: 'T1', trigger_id: '1.9' })
  expect(JSON.stringify(answer.payload)).toContain('Katrin Weiss')
  expect(await verbs()).toEqual(['new', 'accept', 'touch'])
})

test('a mention that comes to one process and again to the other has one effect and one answer', async () => {
  const { first, second, number, verbs } = await openTwo()
  const mention = {
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: 'Ev1',
    event: { type: 'app_mention', user: 'U0', channel: 'CDACH', text: `<@UB> accept ${number}`, ts: '9.1' },
  }
  await first.send('e1', 'events_api', mention)
  await first.settled()
  await second.send('e2', 'events_api', mention)
  await second.settled()
  expect(await verbs()).toEqual(['new', 'accept'])
  expect(first.ephemerals() + second.ephemerals()).toBe(1)
})
