import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Act, type Kind, submitted, typed, type Wire } from './chaos/acts.ts'
import { access, type Edge, openEdge } from './chaos/edge.ts'
import { emailOf, everybody, settingsText, slackChannel, slackId, staff } from './chaos/organisation.ts'
import { makeTestPlace, type TestPlace } from './support/store.ts'

const patience = { timeout: 30_000, interval: 50 }

let folder: string
let place: TestPlace
let edge: Edge
let child: ChildProcess
let origin: string

const start = async () => {
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
    BATON_CONFIG: join(folder, 'baton.yaml'),
    SLACK_BOT_TOKEN: access.botToken,
    SLACK_SIGNING_SECRET: access.signingSecret,
    SLACK_API_URL: `${edge.base}/api/`,
    LOG_LEVEL: 'silent',
  }
  child = spawn(process.execPath, ['src/cli/main.ts', 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })) {
    const url = /Baton runs at (\S+)/.exec(line)?.[1]
    if (url) {
      origin = url.replace('localhost', '127.0.0.1')
      return
    }
  }
  throw new Error('It did not start.')
}

const bring = (wire: Wire) => fetch(origin + wire.path, { method: 'POST', headers: wire.headers(), body: wire.body })

const act = (kind: Kind, id: string): Act => ({
  ...{ id, kind, person: staff.marketer, queue: 0, number: null, isAcknowledged: false },
})

const handsOff = (id: string) =>
  bring(
    submitted(
      act('new', id),
      'new',
      {
        name: 'Katrin Weiss',
        email: `katrin@${id}.example`,
        company: 'Adlerwerk',
        source: 'referral',
        why: 'now',
        queue: 'q0',
      },
      edge,
    ),
  )

/** Ends with the exit code; it is killed where it does not end by itself. */
const terminate = async () => {
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  const [code, signal] = await closed
  return { code, signal }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-stop-'))
  place = await makeTestPlace()
  writeFileSync(join(folder, 'baton.yaml'), settingsText(2))
  // In a storm of this chance every call is left without an answer, and nothing of it was done.
  let turn = 0
  edge = await openEdge(
    () => (turn++ % 2 === 0 ? 0.21 : 0.9),
    Date.now,
    async () => new Response(''),
  )
  for (const one of everybody)
    edge.slack.addUser({ id: slackId(one), name: `Person ${one}`, email: emailOf(one), tz: 'Europe/Berlin' })
  edge.slack.addChannel({ id: slackChannel(0), name: 'q0', members: 'all' })
  await start()
})
afterEach(async () => {
  child.kill('SIGKILL')
  edge.close()
  await place.remove()
  rmSync(folder, { recursive: true })
})

describe('a process that is told to stop (SIGTERM)', () => {
  it('ends with code 0 though a platform hangs, and what that did not take goes out after the next start, once', async () => {
    const bound = await bring(typed({ ...act('note', 'a0'), person: staff.manager }, 'here q0', edge))
    expect(bound.status).toBe(200)
    const cards = (number: number) => edge.posts.filter(({ about }) => about === number)
    await handsOff('a1')
    await vi.waitFor(() => expect(cards(1)).toHaveLength(1), patience)
    edge.storm(true)
    await handsOff('a2')
    await vi.waitFor(() => expect(edge.faults.get('hang')).toBeGreaterThan(0), patience)
    expect(await terminate()).toEqual({ code: 0, signal: null })
    edge.storm(false)
    expect(cards(2)).toEqual([])
    await start()
    await vi.waitFor(() => expect(cards(2)).toHaveLength(1), patience)
    expect(await terminate()).toEqual({ code: 0, signal: null })
    expect(cards(2)).toHaveLength(1)
  })

  it('answers what it holds, and takes nothing new', async () => {
    edge.storm(true)
    const asked = bring(typed(act('new', 'a1'), 'new katrin@adlerwerk.example', edge))
    await vi.waitFor(() => expect(edge.faults.get('hang')).toBeGreaterThan(0), patience)
    const stopped = terminate()
    await sleep(100)
    const late = await bring(typed(act('new', 'a2'), 'help', edge)).then(
      ({ status }) => status,
      () => 'refused',
    )
    expect([503, 'refused']).toContain(late)
    expect((await asked).status).toBe(200)
    expect(await stopped).toEqual({ code: 0, signal: null })
  })
})
