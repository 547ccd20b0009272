import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { asc } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../db/client.ts'
import { history } from '../db/schema/index.ts'
import type { Env } from '../src/config/env.ts'
import { type Json, openSide } from './slack/socket-side.ts'
import { envOn } from './support/env.ts'
import { handOverLead, openTeamContext, teamSettings } from './support/organisation.ts'
import { makeTestPlace } from './support/store.ts'

const profile = { email: 'sdr0@fjordlight.example', real_name: 'Person 0' }
const answers = {
  'users.info': { ok: true, user: { id: 'U0', team_id: 'T1', tz: 'Europe/Berlin', profile } },
  'chat.postEphemeral': { ok: true, message_ts: '1.1' },
  'views.publish': { ok: true, view: {} },
}

/** The whole product in a process of its own, with a socket of its own to Slack. */
const startProcess = async (databaseUrl: string, dataDir: string) => {
  const side = await openSide({}, answers)
  const env: Env = {
    ...envOn({ databaseUrl, dataDir }),
    slack: { mode: 'socket', botToken: 'xoxb-1', signingSecret: null, appToken: 'xapp-1', apiUrl: side.apiUrl },
  }
  const args = ['test/support/app-process.ts', JSON.stringify(env)]
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const closed = once(child, 'close')
    child.kill('SIGKILL')
    await closed
  }
  onTestFinished(side.close)
  onTestFinished(kill)
  if (child.stdout) await once(createInterface({ input: child.stdout }), 'line')
  return { send: side.send, kill }
}

/** A server's store with two hand-offs that wait, and two processes on it. */
const openTwo = async () => {
  const { databaseUrl, dataDir, remove } = await makeTestPlace()
  const store = await openStore({ databaseUrl, dataDir })
  onTestFinished(async () => {
    await store.close()
    await remove()
  })
  const ctx = await openTeamContext(store, teamSettings(2), () => new Date())
  const felix = await store.db.query.members.findFirst({ where: (one, { eq }) => eq(one.name, 'Felix Amsel') })
  const handed = await Promise.all(
    ['katrin.weiss@adlerwerk.example', 'urs.amrein@bergtal.example'].map((email) =>
      handOverLead(ctx, felix?.id ?? '', email),
    ),
  )
  const numbers = handed.map((one) => (one.ok ? one.number : 0))
  const [first, second] = await Promise.all([0, 1].map(() => startProcess(databaseUrl ?? '', dataDir)))
  if (!first || !second) throw new Error('Two processes were to start.')
  const verbs = async () =>
    (await store.db.select({ verb: history.verb }).from(history).orderBy(asc(history.id))).map(({ verb }) => verb)
  return { first, second, numbers, verbs }
}

const tapOn = (number: number): Json => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U0', team_id: 'T1' },
  api_app_id: 'A1',
  trigger_id: `1.2.${number}`,
  channel: { id: 'CDACH' },
  container: { type: 'message', message_ts: `1.${number}`, channel_id: 'CDACH' },
  actions: [{ type: 'button', action_id: 'accept', block_id: `handoff:${number}`, action_ts: `1.${number}` }],
})

describe.runIf(process.env.TEST_DATABASE_URL)('two processes, each with its own socket to Slack', () => {
  it('a tap that both get has one effect, and when one is killed the other goes on from where it was', async () => {
    const { first, second, numbers, verbs } = await openTwo()
    const [number = 0, other = 0] = numbers
    await Promise.all([first.send('e1', 'interactive', tapOn(number)), second.send('e2', 'interactive', tapOn(number))])
    expect(await verbs()).toEqual(['new', 'new', 'accept'])
    await first.send('e3', 'interactive', tapOn(other))
    await first.kill()
    await second.send('e3', 'interactive', tapOn(other))
    const typed = {
      command: '/lead',
      text: 'mine',
      user_id: 'U0',
      channel_id: 'CDACH',
      team_id: 'T1',
      trigger_id: '1.9',
    }
    const { payload } = await second.send('e4', 'slash_commands', typed)
    expect(JSON.stringify(payload)).toContain(`#${number} `)
    expect(JSON.stringify(payload)).toContain(`#${other} `)
    expect(await verbs()).toEqual(['new', 'new', 'accept', 'accept'])
  })
})
