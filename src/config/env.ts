import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { envSchema, type LogLevel, type Variables } from './env-schema.ts'
import { findingsOf } from './problem.ts'

/** One Slack workspace; with an app token Socket Mode, else HTTP with the signing secret. */
type SlackEnv = { botToken: string; apiUrl: string } & (
  | { mode: 'socket'; appToken: string; signingSecret: string | null }
  | { mode: 'http'; signingSecret: string }
)

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

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)

const slackOf = (variables: Variables): SlackEnv | string | null => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = variables
  const apiUrl = variables.SLACK_API_URL
  if (botToken === undefined) {
    const lonely = signingSecret ? 'SLACK_SIGNING_SECRET' : appToken ? 'SLACK_APP_TOKEN' : null
    const way = 'Copy the bot token (xoxb-…) from OAuth & Permissions of the Slack app'
    return lonely && `SLACK_BOT_TOKEN: is missing beside ${lonely}. ${way}, or unset ${lonely} to try the playground.`
  }
  if (appToken !== undefined)
    return { mode: 'socket', botToken, appToken, signingSecret: signingSecret ?? null, apiUrl }
  if (signingSecret !== undefined) return { mode: 'http', botToken, signingSecret, apiUrl }
  return 'SLACK_SIGNING_SECRET: is missing beside SLACK_BOT_TOKEN. Copy it from Basic Information of the Slack app, or set SLACK_APP_TOKEN (xapp-…) for Socket Mode.'
}

const derive = (variables: Variables, slack: SlackEnv | null, fileExists: (path: string) => boolean): Env => {
  const { PORT: port, DATABASE_URL: databaseUrl = null, DATA_DIR: dataDir } = variables
  const playground = variables.PLAYGROUND ?? slack === null
  const configFile = variables.BATON_CONFIG ?? (fileExists('./baton.yaml') ? './baton.yaml' : null)
  return {
    port,
    host: variables.HOST ?? (slack === null || playground ? '127.0.0.1' : '0.0.0.0'),
    baseUrl: variables.BASE_URL ?? `http://localhost:${port}`,
    databaseUrl,
    dataDir,
    configFile,
    demo: variables.BATON_DEMO ?? (playground && configFile === null),
    playground,
    slack,
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
  if (typeof slack === 'string') return { ok: false, problems: [slack] }
  const env = derive(read.data, slack, fileExists)
  if (env.slack !== null && env.playground && !isLoopback(env.host)) {
    const problem = `HOST: ${env.host} would open the playground, where anybody plays anybody, beside real credentials. Set HOST=127.0.0.1, or PLAYGROUND=0.`
    return { ok: false, problems: [problem] }
  }
  return { ok: true, env }
}
