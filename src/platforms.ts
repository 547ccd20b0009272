import type { Logger } from 'pino'
import { commands } from '../commands/index.ts'
import type { Counts } from './api/metrics.ts'
import type { Port } from './api/port.ts'
import { createDispatch, type Dispatch, type Outcome } from './chat/dispatch.ts'
import type { Edge } from './chat/edge.ts'
import type { Messenger } from './chat/messenger.ts'
import { joinMessengers } from './chat/messengers.ts'
import type { TeamsEnv } from './config/platform-env.ts'
import type { Platform } from './domain/platform.ts'
import { countIntent, logIntent } from './log.ts'
import { preferDirect } from './services/add-members.ts'
import type { Context } from './services/context.ts'
import type { PlatformChecks } from './services/doctor.ts'

export type Access = {
  slack: { botToken: string; signingSecret: string | null; appToken: string | null; apiUrl: string } | null
  teams: TeamsEnv | null
}

type Given = { ctx: Context; port: Port; access: Access; baseUrl: string; log: Logger; counts: Counts }

/** A messenger of a platform that is still being loaded: what is sent meanwhile waits for it. */
const whenLoaded = (edge: Promise<Edge>): Messenger => ({
  post: async (...sent) => (await edge).messenger.post(...sent),
  update: async (...sent) => (await edge).messenger.update(...sent),
  find: async (...asked) => (await edge).messenger.find(...asked),
  look: async (channel) => (await edge).messenger.look(channel),
})

/**
 * Connects the platforms that there is access to, and loads nothing of the others (product §5). Slack is there when this
 * resolves; the packages of Teams are slow to load and come after: `loaded` resolves then.
 */
export const openPlatforms = async ({ ctx, port, access, baseUrl, log, counts }: Given) => {
  const [logged, counted] = [logIntent(log), countIntent(counts)]
  const record = (outcome: Outcome) => {
    logged(outcome)
    counted(outcome)
  }
  const dispatchOf = (edge: () => Edge): Dispatch =>
    createDispatch({
      ctx,
      commands,
      whoIs: (who) => edge().whoIs(who),
      directory: {
        lookAt: (place) => edge().directory.lookAt(place),
        colleague: (who) => edge().directory.colleague(who),
      },
      record,
    })
  const checks: PlatformChecks = {}
  const messengers: Partial<Record<Platform, Messenger>> = {}
  const edges: Promise<Edge>[] = []

  // First, and without waiting for anything: what comes from now on waits for the packages, and is not turned away.
  if (access.teams) {
    const env = access.teams
    const loading = import('./teams/app.ts').then(({ createTeamsApp }) => {
      const dispatch = dispatchOf(() => teams)
      const teams = createTeamsApp({ ctx, dispatch, env, baseUrl, log, now: ctx.now })
      return teams
    })
    // Who waits for it hears of a failure; that nobody waits yet must not end the process.
    loading.catch(() => undefined)
    messengers.teams = whenLoaded(loading)
    checks.teams = async (asked) => (await loading).examine(asked)
    edges.push(loading)
    port.takeTeams(async (request, response) => (await loading).handle(request, response))
  }

  if (access.slack) {
    const { createSlackApp } = await import('./slack/app.ts')
    const dispatch = dispatchOf(() => slack)
    const slack = createSlackApp({ ctx, dispatch, ...access.slack, baseUrl, log, now: ctx.now })
    messengers.slack = slack.messenger
    checks.slack = slack.examine
    edges.push(Promise.resolve(slack))
    port.takeSlack(slack.handle)
    await slack.start()
  }

  return {
    messenger: joinMessengers({
      messengers,
      moved: (memberId, platform) => preferDirect(ctx.db, memberId, platform),
    }),
    checks,
    loaded: Promise.all(edges),
    stop: async () => {
      const all = await Promise.all(edges)
      await Promise.all(all.map((edge) => edge.stop()))
    },
  }
}
