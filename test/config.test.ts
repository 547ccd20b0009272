import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Env, readEnv } from '../src/config/env.ts'
import { envSchema } from '../src/config/env-schema.ts'

type Source = Record<string, string | undefined>

const noFiles = () => false
const envOf = (source: Source, fileExists: (path: string) => boolean = noFiles): Env => {
  const read = readEnv(source, fileExists)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.env
}
const problemsOf = (source: Source): string[] => {
  const read = readEnv(source, noFiles)
  return read.ok ? [] : read.problems
}

const slackHttp = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' }
const slackSocket = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_APP_TOKEN: 'xapp-1-A1-2-abc' }

describe('with nothing set', () => {
  it('the playground and the demo organisation run on loopback, port 3000, from ./data', () => {
    expect(envOf({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      databaseUrl: null,
      dataDir: './data',
      configFile: null,
      demo: true,
      playground: true,
      slack: null,
      teams: null,
      logLevel: 'info',
    })
  })

  it('an empty variable counts as unset', () => {
    const empty = Object.fromEntries(Object.keys(envSchema.shape).map((key) => [key, ' ']))
    expect(envOf(empty)).toEqual(envOf({}))
  })
})

describe('with Slack credentials', () => {
  it('the signing secret means HTTP, and the port is open to the world', () => {
    const env = envOf(slackHttp)
    expect(env).toMatchObject({ host: '0.0.0.0', playground: false, demo: false })
    expect(env.slack).toEqual({
      mode: 'http',
      botToken: slackHttp.SLACK_BOT_TOKEN,
      signingSecret: slackHttp.SLACK_SIGNING_SECRET,
      apiUrl: 'https://slack.com/api/',
    })
  })

  it('an app token means Socket Mode, with or without a signing secret', () => {
    const apiUrl = 'http://127.0.0.1:4010/api'
    expect(envOf({ ...slackSocket, SLACK_API_URL: apiUrl }).slack).toEqual({
      mode: 'socket',
      botToken: slackSocket.SLACK_BOT_TOKEN,
      appToken: slackSocket.SLACK_APP_TOKEN,
      signingSecret: null,
      apiUrl: `${apiUrl}/`,
    })
    expect(envOf({ ...slackSocket, ...slackHttp }).slack).toMatchObject({
      mode: 'socket',
      signingSecret: slackHttp.SLACK_SIGNING_SECRET,
    })
  })

  it.each([
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET: is missing'],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: 'abc' },
      'SLACK_BOT_TOKEN: is missing beside SLACK_SIGNING_SECRET',
    ],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN: is missing beside SLACK_APP_TOKEN'],
  ])('%s is refused with what is missing', (_, source, start) => {
    expect(problemsOf(source)).toEqual([expect.stringContaining(start)])
  })

  it('PLAYGROUND=1 binds to loopback and refuses another address', () => {
    expect(envOf({ ...slackHttp, PLAYGROUND: '1' })).toMatchObject({ playground: true, host: '127.0.0.1' })
    expect(envOf({ ...slackHttp, PLAYGROUND: '1', HOST: '[::1]' }).host).toBe('::1')
    expect(problemsOf({ ...slackHttp, PLAYGROUND: '1', HOST: '0.0.0.0' })).toEqual([
      expect.stringMatching(/^HOST: 0\.0\.0\.0 .*Set HOST=127\.0\.0\.1, or PLAYGROUND=0\.$/),
    ])
  })
})

describe('the demo organisation', () => {
  const withFile = (path: string) => path === './baton.yaml'

  it('stays out beside a configuration file, named or found', () => {
    expect(envOf({ BATON_CONFIG: 'sales.yaml' })).toMatchObject({
      configFile: 'sales.yaml',
      demo: false,
      playground: true,
    })
    expect(envOf({}, withFile)).toMatchObject({ configFile: './baton.yaml', demo: false, playground: true })
  })

  it('follows BATON_DEMO wherever it is set', () => {
    expect(envOf({ BATON_DEMO: '1', BATON_CONFIG: 'sales.yaml' }).demo).toBe(true)
    expect(envOf({ BATON_DEMO: '1', ...slackHttp }).demo).toBe(true)
    expect(envOf({ BATON_DEMO: '0' }).demo).toBe(false)
  })

  it('stays out with PLAYGROUND=0, which opens no port to the world', () => {
    expect(envOf({ PLAYGROUND: '0' })).toMatchObject({ playground: false, demo: false, host: '127.0.0.1' })
  })
})

it.each([
  [{ PORT: '80a' }, 'PORT: "80a" is no port', 'PORT=3000'],
  [{ PORT: '65536' }, 'PORT: "65536" is no port', 'PORT=3000'],
  [{ HOST: 'http://x' }, 'HOST: "http://x" is no address', 'HOST=127.0.0.1'],
  [{ BASE_URL: 'baton.example.com' }, 'BASE_URL: must be a full address', 'BASE_URL=https://baton.example.com'],
  [{ BASE_URL: 'https://x.example/a?b=1' }, 'BASE_URL: must end', 'BASE_URL=https://x.example/a'],
  [{ DATABASE_URL: 'mysql://u:geheim@h/db' }, 'DATABASE_URL: must be', 'postgres://'],
  [{ BATON_DEMO: 'yes' }, 'BATON_DEMO: "yes" is neither 1 nor 0', 'BATON_DEMO=1'],
  [{ PLAYGROUND: 'off' }, 'PLAYGROUND: "off" is neither 1 nor 0', 'PLAYGROUND=0'],
  [{ ...slackHttp, SLACK_BOT_TOKEN: 'xoxp-geheim' }, 'SLACK_BOT_TOKEN: must begin with xoxb-', 'OAuth & Permissions'],
  [{ ...slackHttp, SLACK_SIGNING_SECRET: 'xoxb-geheim' }, 'SLACK_SIGNING_SECRET: must be', 'Basic Information'],
  [{ ...slackSocket, SLACK_APP_TOKEN: 'xoxb-geheim' }, 'SLACK_APP_TOKEN: must begin with xapp-', 'App-Level Tokens'],
  [{ SLACK_API_URL: 'slack.com/api' }, 'SLACK_API_URL: must be', 'https://slack.com/api/'],
  [{ LOG_LEVEL: 'wran' }, 'LOG_LEVEL: "wran" is no level', 'LOG_LEVEL=warn'],
])('%j is refused with its name, what is wrong and the way out, and no secret is repeated', (source, start, way) => {
  const problems = problemsOf(source)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(start)
  expect(problems[0]).toContain(way)
  expect(problems[0]).not.toContain('geheim')
})

it('all wrong variables are named at once', () => {
  expect(
    problemsOf({ PORT: '-1', LOG_LEVEL: 'loud', BATON_DEMO: '2' }).map((problem) => problem.split(':')[0]),
  ).toEqual(['PORT', 'BATON_DEMO', 'LOG_LEVEL'])
})

it('the public address loses the slash at its end, and the log level its capitals', () => {
  expect(envOf({ BASE_URL: 'https://baton.example.com/', LOG_LEVEL: 'WARN' })).toMatchObject({
    baseUrl: 'https://baton.example.com',
    logLevel: 'warn',
  })
})

describe('the variables in writing', () => {
  const keys = Object.keys(envSchema.shape).sort()

  it('.env.example names exactly those that are read, and reads cleanly', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n')
    const pairs = lines.flatMap((line) => (/^[A-Z]/.test(line) ? [line.split('=', 2)] : []))
    expect(pairs.map(([key]) => key).sort()).toEqual(keys)
    expect(envOf(Object.fromEntries(pairs))).toEqual(envOf({}))
  })

  it('the README names exactly those that are read', () => {
    const rows = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'))
    const cells = rows.map((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, key]) => key),
    )
    const tables = cells.filter((names) => names.some((key) => key?.includes('_') || (key && keys.includes(key))))
    expect(tables.flat().sort()).toEqual(keys)
  })
})
