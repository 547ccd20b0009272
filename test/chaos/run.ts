import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../db/client.ts'
import type { Env } from '../../src/config/env.ts'
import type { Wire } from './acts.ts'
import { createChance } from './chance.ts'
import { type Ended, isDrained } from './checks.ts'
import { openEdge } from './edge.ts'
import { type Bring, createLoad } from './load.ts'
import {
  directoryId,
  emailOf,
  everybody,
  queueKey,
  settingsText,
  slackChannel,
  slackId,
  staff,
  teamsChannel,
  teamsId,
  teamsTeam,
} from './organisation.ts'
import { type Kept, keepProcess, momentIn } from './processes.ts'
import type { Blow } from './sending.ts'

type Given = {
  /** `databaseUrl` is what the processes are told, and `directUrl` the same store where nothing stands in between. */
  store: { databaseUrl: string | null; directUrl: string | null; dataDir: string }
  processes: number
  handoffs: number
  queues: number
  seconds: number
  seed: number
  /** Takes the store away and brings it back; left out, it stays. */
  loseStore?: () => Promise<unknown>
  losses?: number
  /** Hears every few seconds how far it is. */
  tell?: (text: string) => void
}

const tellEachMs = 15_000

/** How long somebody's act is brought again until it counts as not answered: platforms try for minutes. */
const bringPatienceMs = 30_000
const answerPatienceMs = 10_000
/** How long before the end something may have fallen due that nobody has looked at yet. */
const lookedAfterMs = 10_000
/** What has done nothing yet is not killed, or a slow machine would do nothing but start processes. */
const servedAtLeast = 10

const askOne = async (one: Kept, { path, headers, body }: Wire): Promise<string | null> => {
  const signal = AbortSignal.timeout(answerPatienceMs)
  const answer = await fetch(`${one.origin()}${path}`, { method: 'POST', headers: headers(), body, signal }).then(
    async (response) => (response.ok ? await response.text() : null),
    () => null,
  )
  if (answer !== null) one.serve()
  return answer
}

/** Where nobody answers, the same is brought again, as it was. */
const createBring =
  (all: readonly Kept[], chance: () => number): Bring =>
  async (wire) => {
    const until = Date.now() + bringPatienceMs
    while (Date.now() < until) {
      const living = all.filter((one) => one.origin() !== null)
      const one = living[Math.floor(chance() * living.length)]
      const answer = one ? await askOne(one, wire) : null
      if (answer !== null) return answer
      await sleep(200)
    }
    return null
  }

const depthAt = async (origin: string): Promise<number> => {
  const text = await (await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(10_000) })).text()
  const depths = [...text.matchAll(/^baton_outbox_depth\{[^}]*\} (\d+)/gm)].map(([, depth]) => Number(depth))
  return depths.reduce((sum, depth) => sum + depth, 0)
}

const waitUntil = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo().catch(() => false))) await sleep(250)
}

/** Until nothing waits to be sent, and the clocks, which are looked at every five seconds, brought nothing new. */
const waitUntilSent = async (all: readonly Kept[]) => {
  let emptySince: number | null = null
  await waitUntil(async () => {
    const origin = all.map((one) => one.origin()).find((one) => one !== null)
    const isEmpty = origin !== undefined && (await depthAt(origin ?? '')) === 0
    emptySince = isEmpty ? (emptySince ?? Date.now()) : null
    return emptySince !== null && Date.now() - emptySince > 7_000
  })
}

/** A storm sees all that clocks do, so in a short one time runs faster. */
const fasterIn = (seconds: number) => ({
  from: Date.now(),
  by: Math.min(30, Math.max(10, Math.round(1_800 / seconds))),
})

/** One run: the load in the storm, with kills and losses of the store; then silence until all is sent; then a look at it all. */
export const runChaos = async <T>(given: Given, look: (ended: Ended) => Promise<T>): Promise<T> => {
  const { store: where, queues, seconds } = given
  const faster = fasterIn(seconds)
  const now = () => momentIn(faster, Date.now()).getTime()
  const chance = createChance(given.seed)
  const folder = mkdtempSync(join(tmpdir(), 'baton-chaos-'))
  const configFile = join(folder, 'baton.yaml')
  writeFileSync(configFile, settingsText(queues))
  const all: Kept[] = []
  const bring = createBring(all, createChance(given.seed + 1))
  const edge = await openEdge(createChance(given.seed + 2), now, async (path, request) => {
    const sent = Object.fromEntries(request.headers)
    const answer = await bring({ path, headers: () => sent, body: await request.text() })
    if (answer === null) return new Response('', { status: 502 })
    return new Response(answer, {
      headers: { 'content-type': answer.startsWith('{') ? 'application/json' : 'text/plain' },
    })
  })
  const env: Env = {
    ...edge.env,
    port: 0,
    host: '127.0.0.1',
    baseUrl: 'http://127.0.0.1',
    databaseUrl: where.databaseUrl,
    dataDir: where.dataDir,
    configFile,
    demo: false,
    playground: false,
    logLevel: 'info',
  }
  const startAll = () => {
    for (let nth = 0; nth < given.processes; nth++) all.push(keepProcess(env, faster))
  }
  const stopAll = async () => {
    await Promise.all(all.splice(0).map((one) => one.stop()))
  }

  const closing: (() => void)[] = []
  try {
    for (const one of everybody) {
      const facts = { name: `Person ${one}`, email: emailOf(one), tz: 'Europe/Berlin' }
      edge.slack.addUser({ id: slackId(one), ...facts })
      edge.teams.addUser({ id: teamsId(one), aadObjectId: directoryId(one), ...facts })
    }
    startAll()
    await Promise.race([
      waitUntil(async () => all.every((one) => one.origin() !== null)),
      ...all.map(({ running }) => running),
    ])
    for (let queue = 0; queue < queues; queue++) {
      const name = queueKey(queue)
      edge.slack.addChannel({ id: slackChannel(queue), name, members: 'all' })
      edge.teams.addTeam({ id: teamsTeam(queue), name, members: everybody.map(teamsId) })
      const conversation = teamsChannel(queue)
      edge.teams.addConversation({ id: conversation, name, kind: 'channel', teamId: teamsTeam(queue), hasBot: false })
      await edge.slack.command(slackId(staff.manager), slackChannel(queue), `here ${name}`)
      const manager = teamsId(staff.manager)
      await edge.teams.act(manager, { type: 'change', conversation, does: 'install' })
      await edge.teams.act(manager, { type: 'say', conversation, text: `@Baton here ${name}` })
    }

    const load = createLoad({ edge, chance: createChance(given.seed + 3), bring, queues })
    const blows: Blow[] = []
    let kills = 0
    let isCalm = false
    edge.storm(true)
    const killing = async () => {
      while (!isCalm) {
        await sleep(3_000 + chance() * 3_000)
        const living = all.filter((one) => one.origin() !== null && one.served() >= servedAtLeast)
        const victim = living[Math.floor(chance() * living.length)]
        if (isCalm || !victim) continue
        const at = Date.now()
        blows.push({ from: at, to: at })
        victim.kill()
        kills++
      }
    }
    let losses = 0
    const losing = async () => {
      const times = given.losses ?? 0
      while (given.loseStore && losses < times) {
        await sleep((seconds * 1_000) / (times + 1))
        const from = Date.now()
        await given.loseStore()
        blows.push({ from, to: Date.now() })
        losses++
      }
    }
    const telling = setInterval(() => {
      const acts = load.acts()
      const made = acts.filter(({ kind, isAcknowledged }) => kind === 'new' && isAcknowledged).length
      given.tell?.(`${made} handed off, ${acts.length} acts, ${edge.calls()} calls, ${kills} killed`)
    }, tellEachMs)
    closing.push(() => clearInterval(telling))
    const blowing = Promise.all([killing(), losing()])
    await Promise.all([load.run(given.handoffs, seconds * 800), sleep(seconds * 1_000)])
    isCalm = true
    await blowing
    edge.storm(false)
    const stillAt = Date.now()
    for (;;) {
      await waitUntilSent(all)
      const stoppedAt = Date.now()
      await stopAll()
      const by = momentIn(faster, stoppedAt - lookedAfterMs)
      const store = await openStore({ databaseUrl: where.directUrl, dataDir: where.dataDir })
      try {
        if (await isDrained(store, by)) {
          const drainedS = Math.round((stoppedAt - stillAt) / 1_000)
          return await look({ store, edge, acts: load.acts(), queues, blows, kills, losses, drainedS, by })
        }
      } finally {
        await store.close()
      }
      startAll()
    }
  } finally {
    for (const close of closing) close()
    await stopAll()
    edge.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
