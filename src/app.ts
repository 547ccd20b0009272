import type { Logger } from 'pino'
import { v7 } from 'uuid'
import { commands } from '../commands/index.ts'
import { openStore, type Store } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { hasHandoffs } from '../db/queries/organisation.ts'
import { clockFamilies } from './api/clock-metrics.ts'
import { answerMetrics, createCounts } from './api/metrics.ts'
import { outboxFamilies } from './api/outbox-metrics.ts'
import { answerReadiness, openPort, type Port } from './api/port.ts'
import { resolveCalendars } from './config/all-calendars.ts'
import type { Env } from './config/env.ts'
import { readConfigFile } from './config/file.ts'
import { problemText } from './config/problem.ts'
import type { Settings } from './domain/settings.ts'
import { startClocks, tickClocks } from './jobs/clocks.ts'
import { createOutbox, type Sent } from './jobs/outbox.ts'
import { startUpkeep } from './jobs/upkeep.ts'
import { logJob, logSent } from './log.ts'
import { type Access, openPlatforms } from './platforms.ts'
import type { MovableClock } from './playground/clock.ts'
import { type Clockwork, type Context, createContext } from './services/context.ts'
import { bindDemo, handOffFresh } from './services/demo-day.ts'
import { demoSettings, seedDemo } from './services/demo-organisation.ts'
import type { PlatformChecks } from './services/doctor.ts'
import { openFirstAdmin } from './services/first-admin.ts'
import { syncOrganisation } from './services/organisation.ts'
import { recallSlashCommand } from './services/slash-command.ts'
import { bindTeamsDemo } from './services/teams-demo.ts'

/** `tick` does at once what is due by the clock. */
export type App = {
  url: string
  stop: () => Promise<void>
  tick: () => Promise<void>
  /** With which somebody becomes the first admin; null where there is one. */
  setupCode: string | null
}

/** `isTicked`: whoever keeps the time also says when to look at it. */
type Given = { restMs?: number; openStore?: typeof openStore; isTicked?: boolean }

/** A configuration that cannot be used; the message says where and how to mend it. */
export class BadConfig extends Error {
  override name = 'BadConfig'
}

const settingsOf = (env: Env): Settings => {
  if (env.configFile === null && env.demo) return demoSettings()
  const read = readConfigFile(env.configFile)
  if (read.ok) return read.settings
  throw new BadConfig(read.problems.map((problem) => problemText(env.configFile ?? '', problem)).join('\n'))
}

const settle = async (store: Store, env: Env, settings: Settings, clock: Clockwork) => {
  const isFirst = env.demo && !(await hasHandoffs(store.db))
  const organisation =
    isFirst && env.configFile === null
      ? await seedDemo(store, { now: clock.now(), newId: clock.newId })
      : await syncOrganisation(store.db, settings, clock.now(), clock.newId)
  return { ...organisation, isFirst }
}

/** Loads the playground's page and its fake platform: nothing of it is there when it is off. */
const openPlayground = async (env: Env, ctx: Context, origin: string, movable: MovableClock | null) => {
  const [{ createPlayground }, { playgroundRoutes }, { nextDue }, { pageRoutes }, { wordHints }] = await Promise.all([
    import('./playground/world.ts'),
    import('./playground/server.ts'),
    import('./playground/next-due.ts'),
    import('./playground/bundle.ts'),
    import('./playground/hints.ts'),
  ])
  const { settings } = ctx
  const world = createPlayground(settings, origin, env.dataDir, () => ctx.now().getTime())
  const { zone } = settings.organisation
  const desk = movable && { clock: movable, zone, nextDue: () => nextDue(ctx), tick: () => tickClocks(ctx) }
  const { slack, teams } = world
  return {
    world,
    routes: [playgroundRoutes(slack, teams.fake, desk), pageRoutes(wordHints(Object.values(commands)))] as const,
  }
}

const openClock = async (): Promise<MovableClock> => (await import('./playground/clock.ts')).createClock()

/**
 * Wires the rooms: the store, the services, the platforms and the jobs, and serves them on one port (product §5). Without a
 * clock of its `own` it takes the real time, and with the playground one that can be moved there.
 */
export const startApp = async (
  env: Env,
  log: Logger,
  own: Clockwork | null = null,
  given: Given = {},
): Promise<App> => {
  const settings = settingsOf(env)
  const port = await openPort(env)
  let store: Store | null = null
  try {
    store = await (given.openStore ?? openStore)(env)
    const movable = own === null && env.playground ? await openClock() : null
    const clock = own ?? movable ?? { now: () => new Date(), newId: v7 }
    return await startBehind(port, store, env, settings, log, clock, movable, given)
  } catch (error) {
    port.close()
    // Its connections would keep a process alive that does nothing.
    await store?.close()
    throw error
  }
}

const startBehind = async (
  port: Port,
  store: Store,
  env: Env,
  settings: Settings,
  log: Logger,
  clock: Clockwork,
  movable: MovableClock | null,
  { restMs, isTicked }: Given,
): Promise<App> => {
  const { origin, web } = port
  await migrate(store, env.databaseUrl)
  const { tenantId, framework, isFirst } = await settle(store, env, settings, clock)
  await recallSlashCommand(store.db)
  const calendar = await resolveCalendars(settings, clock.now().getFullYear())
  let wake = () => {}
  let checks: PlatformChecks = {}
  const firstAdmin = settings.members === null ? await openFirstAdmin({ db: store.db, tenantId }) : null
  if (firstAdmin)
    log.info(
      { setupCode: firstAdmin.code },
      'nobody is an admin yet: whoever sends the word setup with this code is the first one',
    )
  const ctx = createContext({
    ...clock,
    store,
    tenantId,
    settings,
    framework,
    calendar,
    wake: () => wake(),
    examine: () => checks,
    firstAdmin: () => firstAdmin,
  })
  let isReady = false
  answerReadiness(web, store.ping, () => isReady)
  const counts = createCounts()
  answerMetrics(web, counts, async () => (await Promise.all([outboxFamilies(ctx), clockFamilies(ctx)])).flat())

  const playground = env.playground ? await openPlayground(env, ctx, origin, movable) : null
  if (playground) {
    web.use('/playground', playground.routes[0])
    web.use(playground.routes[1])
  }
  port.open()
  const jobs: { stop: () => unknown }[] = []
  const access: Access = playground
    ? {
        slack: {
          botToken: playground.world.botToken,
          signingSecret: playground.world.signingSecret,
          appToken: null,
          apiUrl: `${origin}/playground/slack/api/`,
        },
        teams: playground.world.teams.access,
      }
    : {
        slack: env.slack && {
          botToken: env.slack.botToken,
          signingSecret: env.slack.signingSecret,
          appToken: env.slack.mode === 'socket' ? env.slack.appToken : null,
          apiUrl: env.slack.apiUrl,
        },
        teams: env.teams,
      }
  const stop = async () => {
    isReady = false
    for (const job of jobs.reverse()) await job.stop()
    port.close()
    await store.close()
  }
  if (access.slack ?? access.teams) {
    const platforms = await openPlatforms({ ctx, port, access, baseUrl: env.baseUrl, log, counts })
    const logged = logSent(log)
    const record = (sent: Sent) => {
      logged(sent)
      counts.sent(sent.outcome)
    }
    const outbox = createOutbox(ctx, platforms.messenger, record, { restMs, random: Math.random })
    wake = outbox.wake
    checks = platforms.checks
    outbox.start({ isAlone: store.kind === 'embedded' })
    jobs.push(outbox, startUpkeep(ctx, logJob(log)), platforms)
    if (!isTicked) jobs.push(startClocks(ctx, logJob(log)))
    if (playground && env.demo) {
      await bindDemo(ctx, 'slack', playground.world.channels)
      await bindTeamsDemo(ctx, playground.world.teams.team)
      if (isFirst) await handOffFresh(ctx, 'felix.amsel@fjordlight.example', 'dach')
    }
    await platforms.loaded
  }
  isReady = true
  const tick = async () => void (await tickClocks(ctx))
  return { url: origin.replace('127.0.0.1', 'localhost'), stop, tick, setupCode: firstAdmin?.code ?? null }
}
