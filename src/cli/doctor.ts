import { Command } from 'commander'
import { pino } from 'pino'
import { readOrganisation } from '../../db/queries/organisation.ts'
import type { Env } from '../config/env.ts'
import type { SlackEnv, TeamsEnv } from '../config/platform-env.ts'
import type { Context } from '../services/context.ts'
import { examineOrganisation, examinePlatforms, type PlatformCheck, type PlatformChecks } from '../services/doctor.ts'
import { mention, nameSlashCommand } from '../texts/catalogue.ts'
import { bad, type Finding, findingIcon } from '../texts/finding.ts'
import { plain, say } from '../texts/sentence.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

type Known = Pick<Context, 'db' | 'tenantId'>

// Loaded here, so that the other words do not wait for the platforms.
const slackCheck = async (slack: SlackEnv, { baseUrl }: Env, now: () => number): Promise<PlatformCheck> => {
  const [{ openClient }, { createSlackCheck }, { limits }] = await Promise.all([
    import('../slack/client.ts'),
    import('../slack/doctor.ts'),
    import('../slack/limits.ts'),
  ])
  const log = pino({ level: 'silent' })
  const open = (token: string) => openClient(token, slack.apiUrl, limits.interactiveMs, log)
  const appClient = slack.mode === 'socket' ? open(slack.appToken) : null
  return createSlackCheck({ client: open(slack.botToken), appClient, baseUrl, noticed: null, now })
}

const teamsCheck = async (
  env: TeamsEnv,
  { baseUrl }: Env,
  now: () => number,
  known: Known | null,
): Promise<PlatformCheck> => {
  const [{ createConnector }, { createTeamsCheck }, { createRoster }, { limits }] = await Promise.all([
    import('../teams/connector.ts'),
    import('../teams/doctor.ts'),
    import('../teams/roster.ts'),
    import('../teams/limits.ts'),
  ])
  const call = createConnector(env, now, limits.interactiveMs)
  const tenantId = env.isAnonymous ? null : env.tenantId
  const roster = known && createRoster({ ctx: known, call, tenantId, now: () => new Date(now()) })
  return createTeamsCheck({ call, roster, env, baseUrl, noticed: null, now })
}

/** `known` is what the store holds; null where it cannot be opened. */
const checksOf = async (env: Env, terminal: Terminal, known: Known | null): Promise<PlatformChecks> => {
  const now = () => terminal.now().getTime()
  return {
    ...(env.slack ? { slack: await slackCheck(env.slack, env, now) } : {}),
    ...(env.teams ? { teams: await teamsCheck(env.teams, env, now, known) } : {}),
  }
}

const examine = async (env: Env, terminal: Terminal): Promise<{ findings: Finding[]; zone: string }> => {
  try {
    return await withStore(env, false, async (store) => {
      const organisation = await readOrganisation(store.db)
      nameSlashCommand(organisation?.slackCommand ?? null)
      const tenantId = organisation?.id ?? terminal.newId()
      const checks = await checksOf(env, terminal, { db: store.db, tenantId })
      return { findings: await examineOrganisation({ store, tenantId }, checks), zone: organisation?.zone ?? 'UTC' }
    })
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    // The platforms can be looked at all the same.
    const checks = await checksOf(env, terminal, null)
    const text = say('doctor.store.shut', { said: error.message })
    return { findings: [bad(text), ...(await examinePlatforms(checks))], zone: 'UTC' }
  }
}

/** `baton doctor`: what is wrong and what to do; exit code 1 when something is bad (product §5). */
export const doctorWord = (terminal: Terminal) =>
  new Command('doctor')
    .description('check store, platform, channels and people; say what to do about each')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: true }) => {
      const env = environment(terminal)
      const { findings, zone } = await examine(env, terminal)
      const called = env.slack === null && env.teams !== null ? mention : undefined
      const said = findings.map(({ level, text }) => ({ level, text: plain('en', zone, text, called) }))
      const text = said.map((one) => `${findingIcon[one.level]} ${one.text}\n`).join('')
      await terminal.out(options.json ? `${JSON.stringify(said)}\n` : text)
      terminal.end(said.some(({ level }) => level === 'bad') ? 1 : 0)
    })
