import { Command } from 'commander'
import { pino } from 'pino'
import { readOrganisation } from '../../db/queries/organisation.ts'
import type { Env } from '../config/env.ts'
import { examineOrganisation, type PlatformChecks } from '../services/doctor.ts'
import { nameSlashCommand } from '../texts/catalogue.ts'
import { bad, type Finding, findingIcon } from '../texts/finding.ts'
import { plain, say } from '../texts/sentence.ts'
import { withStore } from './open-store.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

const checksOf = async ({ slack, baseUrl }: Env, terminal: Terminal): Promise<PlatformChecks> => {
  if (slack === null) return {}
  // Loaded here, so that the other words do not wait for the platforms.
  const [{ openClient }, { createSlackCheck }, { limits }] = await Promise.all([
    import('../slack/client.ts'),
    import('../slack/doctor.ts'),
    import('../slack/limits.ts'),
  ])
  const log = pino({ level: 'silent' })
  const open = (token: string) => openClient(token, slack.apiUrl, limits.interactiveMs, log)
  const check = createSlackCheck({
    client: open(slack.botToken),
    appClient: slack.mode === 'socket' ? open(slack.appToken) : null,
    baseUrl,
    noticed: null,
    now: () => terminal.now().getTime(),
  })
  return { slack: check }
}

const examine = async (env: Env, terminal: Terminal): Promise<{ findings: Finding[]; zone: string }> => {
  const checks = await checksOf(env, terminal)
  try {
    return await withStore(env, false, async (store) => {
      const organisation = await readOrganisation(store.db)
      nameSlashCommand(organisation?.slackCommand ?? null)
      const tenantId = organisation?.id ?? terminal.newId()
      return { findings: await examineOrganisation({ store, tenantId }, checks), zone: organisation?.zone ?? 'UTC' }
    })
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    // The platform can be looked at all the same.
    const found = await Promise.all(Object.values(checks).map((check) => check({ channels: [], emails: [] })))
    const text = say('doctor.store.shut', { said: error.message })
    return { findings: [bad(text), ...found.flatMap((one) => one.findings)], zone: 'UTC' }
  }
}

/** `baton doctor`: what is wrong and what to do; exit code 1 when something is bad (product §5). */
export const doctorWord = (terminal: Terminal) =>
  new Command('doctor')
    .description('check store, platform, channels and people; say what to do about each')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: true }) => {
      const { findings, zone } = await examine(environment(terminal), terminal)
      const said = findings.map(({ level, text }) => ({ level, text: plain('en', zone, text) }))
      const text = said.map((one) => `${findingIcon[one.level]} ${one.text}\n`).join('')
      await terminal.out(options.json ? `${JSON.stringify(said)}\n` : text)
      terminal.end(said.some(({ level }) => level === 'bad') ? 1 : 0)
    })
