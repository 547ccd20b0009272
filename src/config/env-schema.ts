import { z } from 'zod'
import { nearest, shown } from './nearest.ts'
import { type Reading, readingOfText, wrong } from './reading.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof levels)[number]

const switched: Record<string, string> = { true: '1', yes: '1', on: '1', false: '0', no: '0', off: '0' }

const onOrOff = readingOfText<boolean>((value) =>
  value === '1' || value === '0'
    ? { value: value === '1' }
    : wrong(`${shown(value)} is neither 1 nor 0`, switched[value.toLowerCase()] ?? null),
)

const url = (value: string, protocols: string[], wanted: string): Reading<URL> => {
  const parsed = URL.canParse(value) ? new URL(value) : null
  if (parsed && protocols.includes(parsed.protocol)) return { value: parsed }
  return wrong(`must be ${wanted}`)
}

const web = ['http:', 'https:']

const port = readingOfText<number>((value) => {
  const count = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  return count <= 65_535
    ? { value: count }
    : wrong(`${shown(value)} is no port: a number from 0 to 65535, where 0 takes any free one`, '3000')
})

const host = readingOfText<string>((value) =>
  /^[A-Za-z0-9.:_-]+$|^\[[0-9A-Fa-f:.]+\]$/.test(value)
    ? { value: value.replace(/^\[|\]$/g, '') }
    : wrong(`${shown(value)} is no address to bind to: give an IP address or a host name alone`, '127.0.0.1'),
)

const baseUrl = readingOfText<string>((value) => {
  const read = url(value, web, 'a full address such as https://baton.example.com')
  if ('wrong' in read)
    return wrong(read.wrong, /^[\w.-]+\.[a-z]{2,}(:\d+)?(\/|$)/i.test(value) ? `https://${value}` : null)
  const { origin, pathname, search, hash } = read.value
  const better = `${origin}${pathname}`.replace(/\/+$/, '')
  return search || hash ? wrong('must end with the host or a path', better) : { value: better }
})

/** The values of secrets never stand in a message. */
const secret = (form: RegExp, demand: string, where: string) =>
  readingOfText<string>((value) => {
    if (/\s/.test(value)) return wrong(`must not contain blanks; copy it again from ${where}`)
    return form.test(value) ? { value } : wrong(`must ${demand}; copy it from ${where}`)
  })

const databaseUrl = readingOfText<string>((value) => {
  const read = url(value, ['postgres:', 'postgresql:'], 'an address such as postgres://user:password@host:5432/baton')
  return 'wrong' in read ? read : { value }
})

const slackApiUrl = readingOfText<string>((value) => {
  const read = url(value, web, 'a full address such as https://slack.com/api/')
  return 'wrong' in read ? read : { value: value.replace(/\/*$/, '/') }
})

const guid = (of: string) =>
  readingOfText<string>((value) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
      ? { value: value.toLowerCase() }
      : wrong(`must be the id of ${of}, such as 11111111-2222-3333-4444-555555555555`),
  )

const teamsUrl = (usual: string) =>
  readingOfText<string>((value) => {
    const read = url(value, web, `a full address such as ${usual}`)
    return 'wrong' in read ? read : { value }
  }).default(usual)

const logLevel = readingOfText<LogLevel>((value) => {
  const found = levels.find((level) => level === value.toLowerCase())
  if (found) return { value: found }
  return wrong(`${shown(value)} is no level of the log: ${levels.join(', ')}`, nearest(value, levels))
})

const path = readingOfText<string>((value) => (value.includes('\0') ? wrong('is no path') : { value }))

/** Every variable that the product reads, and nothing else. */
export const envSchema = z.object({
  PORT: port.default(3000),
  HOST: host.optional(),
  BASE_URL: baseUrl.optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: path.default('./data'),
  BATON_CONFIG: path.optional(),
  BATON_DEMO: onOrOff.optional(),
  SLACK_BOT_TOKEN: secret(/^(xoxe\.)?xoxb-/, 'begin with xoxb-', 'OAuth & Permissions of the Slack app').optional(),
  SLACK_SIGNING_SECRET: secret(
    /^(?!xox|xapp-)/,
    'be the signing secret and not a token',
    'Basic Information of the Slack app',
  ).optional(),
  SLACK_APP_TOKEN: secret(/^xapp-/, 'begin with xapp-', 'Basic Information, App-Level Tokens').optional(),
  SLACK_API_URL: slackApiUrl.default('https://slack.com/api/'),
  TEAMS_APP_ID: guid('the app registration').optional(),
  TEAMS_APP_PASSWORD: secret(
    /^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)/i,
    'be the value of the client secret and not its id',
    'Certificates & secrets of the app registration',
  ).optional(),
  TEAMS_TENANT_ID: guid('the directory').optional(),
  TEAMS_OPENID_METADATA_URL: teamsUrl('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  TEAMS_LOGIN_URL: teamsUrl('https://login.microsoftonline.com/').transform((url) => url.replace(/\/*$/, '/')),
  TEAMS_ANONYMOUS: onOrOff.optional(),
  PLAYGROUND: onOrOff.optional(),
  LOG_LEVEL: logLevel.default('info'),
})

export type Variables = z.output<typeof envSchema>
