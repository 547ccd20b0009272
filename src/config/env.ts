import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { envSchema, type LogLevel, type Variables } from './env-schema.ts'
import { isLoopback } from './loopback.ts'
import { type SlackEnv, slackOf, type TeamsEnv, teamsOf } from './platform-env.ts'
import { findingsOf } from './problem.ts'

export type Env = {
  port: number
  /** The address to bind to. */
  host: string
  /** The public address, without a slash at its end. */
  baseUrl: string
  /** Null means the embedded store in `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  /** Null means the built-in defaults. */
  configFile: string | null
  demo: boolean
  playground: boolean
  /** Null without credentials. */
  slack: SlackEnv | null
  /** Null without credentials. */
  teams: TeamsEnv | null
  logLevel: LogLevel
}

type Source = Record<string, string | undefined>
export type EnvReading = { ok: true; env: Env } | { ok: false; problems: string[] }

const isFile = (path: string) => existsSync(path) && statSync(path).isFile()

/** What the process was given, over what stands in `.env`. */
const ownEnvironment = (): Source => ({
  ...(isFile('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}),
  ...process.env,
})

type Platforms = Pick<Env, 'slack' | 'teams'>

const derive = (variables: Variables, { slack, teams }: Platforms, fileExists: (path: string) => boolean): Env => {
  const { PORT: port, DATABASE_URL: databaseUrl = null, DATA_DIR: dataDir } = variables
  const isReal = slack !== null || teams !== null
  const playground = variables.PLAYGROUND ?? !isReal
  const configFile = variables.BATON_CONFIG ?? (fileExists('./baton.yaml') ? './baton.yaml' : null)
  return {
    port,
    host: variables.HOST ?? (!isReal || playground || teams?.isAnonymous ? '127.0.0.1' : '0.0.0.0'),
    baseUrl: variables.BASE_URL ?? `http://localhost:${port}`,
    databaseUrl,
    dataDir,
    configFile,
    demo: variables.BATON_DEMO ?? (playground && configFile === null),
    playground,
    slack,
    teams,
    logLevel: variables.LOG_LEVEL,
  }
}

const sentence = ({ path, message, suggestion }: ReturnType<typeof findingsOf>[number]) =>
  `${path.join('.')}: ${message}.${suggestion === null ? '' : ` Did you mean ${path.join('.')}=${suggestion}?`}`

/** Reads and checks the variables; each problem names the variable, what is wrong and the way out. An empty variable counts as unset. */
export const readEnv = (
  source: Source = ownEnvironment(),
  fileExists: (path: string) => boolean = isFile,
): EnvReading => {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const read = envSchema.safeParse(set, { reportInput: true })
  if (!read.success) {
    return { ok: false, problems: read.error.issues.flatMap((issue) => findingsOf(issue, []).map(sentence)) }
  }
  const slack = slackOf(read.data)
  const teams = teamsOf(read.data)
  if (typeof slack === 'string' || typeof teams === 'string')
    return { ok: false, problems: [slack, teams].filter((one) => typeof one === 'string') }
  const env = derive(read.data, { slack, teams }, fileExists)
  if (env.teams?.isAnonymous && !isLoopback(env.host)) {
    const problem = `HOST: ${env.host} would let anybody act as anybody, since TEAMS_ANONYMOUS=1 checks no token. Set HOST=127.0.0.1, or unset TEAMS_ANONYMOUS.`
    return { ok: false, problems: [problem] }
  }
  if ((env.slack ?? env.teams) !== null && env.playground && !isLoopback(env.host)) {
    const problem = `HOST: ${env.host} would open the playground, where anybody plays anybody, beside real credentials. Set HOST=127.0.0.1, or PLAYGROUND=0.`
    return { ok: false, problems: [problem] }
  }
  return { ok: true, env }
}
