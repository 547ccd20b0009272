import { describe, expect, it } from 'vitest'
import { readEnv } from '../src/config/env.ts'

type Source = Record<string, string>

const read = (source: Source) => readEnv(source, () => false)
const envOf = (source: Source) => {
  const found = read(source)
  if (!found.ok) throw new Error(found.problems.join('\n'))
  return found.env
}
const problemsOf = (source: Source) => {
  const found = read(source)
  return found.ok ? [] : found.problems.flatMap((one) => one.split('\n'))
}

const teams = {
  TEAMS_APP_ID: '11111111-2222-3333-4444-555555555555',
  TEAMS_APP_PASSWORD: 'a~Secret.Of~Forty',
  TEAMS_TENANT_ID: '99999999-8888-7777-6666-555555555555',
}
const slack = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' }

describe('with Teams credentials', () => {
  it('the port is open to the world, the playground is off, and tokens are checked by Microsoft’s keys', () => {
    const env = envOf(teams)
    expect(env).toMatchObject({ host: '0.0.0.0', playground: false, demo: false, slack: null })
    expect(env.teams).toEqual({
      isAnonymous: false,
      appId: teams.TEAMS_APP_ID,
      password: teams.TEAMS_APP_PASSWORD,
      tenantId: teams.TEAMS_TENANT_ID,
      openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      loginUrl: 'https://login.microsoftonline.com/',
    })
  })

  it('Slack may stand beside it', () => {
    const env = envOf({ ...teams, ...slack })
    expect([env.slack?.mode, env.teams?.isAnonymous]).toEqual(['http', false])
  })

  it.each(Object.keys(teams))('without %s it does not start, and says where that is found', (name) => {
    const rest = Object.fromEntries(Object.entries(teams).filter(([key]) => key !== name))
    const problems = problemsOf(rest)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name}: is missing beside TEAMS_.* (Copy|Make) `))
    expect(problems[0]).not.toContain('Secret')
  })

  it('what is no id is refused, and the id of a secret is not the secret', () => {
    expect(problemsOf({ ...teams, TEAMS_APP_ID: 'baton' })).toEqual([
      expect.stringContaining('TEAMS_APP_ID: must be the id'),
    ])
    expect(problemsOf({ ...teams, TEAMS_APP_PASSWORD: teams.TEAMS_APP_ID })).toEqual([
      expect.stringContaining('TEAMS_APP_PASSWORD: must be the value of the client secret and not its id'),
    ])
  })

  it('beside the playground it stays on loopback', () => {
    expect(envOf({ ...teams, PLAYGROUND: '1' }).host).toBe('127.0.0.1')
    expect(problemsOf({ ...teams, PLAYGROUND: '1', HOST: '0.0.0.0' })).toEqual([
      expect.stringMatching(/^HOST: 0\.0\.0\.0 /),
    ])
  })
})

describe('without a check of tokens', () => {
  it('it listens on loopback', () => {
    const env = envOf({ TEAMS_ANONYMOUS: '1' })
    expect([env.host, env.teams?.isAnonymous]).toEqual(['127.0.0.1', true])
    expect(envOf({ TEAMS_ANONYMOUS: '1', HOST: '::1' }).host).toBe('::1')
  })

  it.each(['0.0.0.0', '192.168.1.5', 'baton.example.com'])('it refuses to listen at %s', (HOST) => {
    expect(problemsOf({ TEAMS_ANONYMOUS: '1', HOST })).toEqual([expect.stringMatching(/^HOST: .* TEAMS_ANONYMOUS=1 /)])
  })

  it.each(Object.entries(teams))('it refuses %s beside it', (name, value) => {
    expect(problemsOf({ TEAMS_ANONYMOUS: '1', [name]: value })).toEqual([expect.stringMatching(/^TEAMS_ANONYMOUS: /)])
  })

  it('0 is as if it were not set', () => {
    expect(envOf({ ...teams, TEAMS_ANONYMOUS: '0' }).teams?.isAnonymous).toBe(false)
  })
})
