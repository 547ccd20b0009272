import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { baton } from '../support/baton.ts'

const appId = '00000000-0000-0000-0000-000000000000'
const folder = mkdtempSync(join(tmpdir(), 'baton-manifest-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it prints the app for the address that Slack reaches, given or set, and nothing else', async () => {
  const given = await baton(['manifest', 'slack', '--url', 'https://baton.example.com/'])
  expect(given).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(given.out).settings.event_subscriptions.request_url).toBe('https://baton.example.com/slack/events')
  const set = await baton(['manifest', 'slack'], { BASE_URL: 'https://baton.example.com' })
  expect(set.out).toBe(given.out)
})

test('it takes another name for the command', async () => {
  const { out } = await baton(['manifest', 'slack', '--socket', '--command', '/baton-lead'])
  expect(JSON.parse(out).features.slash_commands).toMatchObject([{ command: '/baton-lead' }])
})

test('it is written as a file that can be uploaded as it is', async () => {
  const { code, out } = await baton(['manifest', 'slack', '--socket', '--out', join(folder, 'to', 'upload')])
  const file = join(folder, 'to', 'upload', 'slack.json')
  expect([code, out.startsWith(`${file} is written.`)]).toEqual([0, true])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(readFileSync('manifests/slack.json', 'utf8')))
})

test('it prints the app of Teams, for the registration given or set', async () => {
  const given = await baton(['manifest', 'teams', '--url', 'https://baton.example.com', '--app-id', appId])
  expect(given).toMatchObject({ code: 0, err: '' })
  expect(given.out).toBe(readFileSync('manifests/teams.json', 'utf8'))
  const variables = { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: 'p', TEAMS_TENANT_ID: appId }
  const set = await baton(['manifest', 'teams'], { BASE_URL: 'https://baton.example.com', ...variables })
  expect(set.out).toBe(given.out)
})

test('the app of Teams is written as the package that is uploaded', async () => {
  const asked = ['manifest', 'teams', '--url', 'https://baton.example.com', '--app-id', appId, '--out', folder]
  const { code, out } = await baton(asked)
  const file = join(folder, 'baton-teams.zip')
  expect([code, out.startsWith(`${file} is written.`)]).toEqual([0, true])
  expect(out).toContain('https://baton.example.com/api/messages')
  expect(Object.keys(unzipSync(readFileSync(file))).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png'])
})

test.each([
  [[], "missing required argument 'platform'"],
  [['irc'], 'Allowed choices are slack, teams'],
  [['slack'], 'Give --url https://baton.example.com (or set BASE_URL), or --socket'],
  [['slack', '--url', 'http://baton.example.com'], 'begin with https://'],
  [['slack', '--url', 'baton.example.com'], 'begin with https://'],
  [['slack', '--socket', '--url', 'https://baton.example.com'], '--socket needs no --url'],
  [['teams', '--app-id', appId], 'Give --url https://baton.example.com, or set BASE_URL'],
  [['teams', '--url', 'https://baton.example.com'], 'Give --app-id with its application (client) id'],
  [['teams', '--app-id', 'baton'], 'the application (client) id'],
  [['teams', '--socket'], '--socket is for Slack alone'],
  [['slack', '--command', 'lead'], 'A command is a slash and up to 31'],
  [['slack', '--command', '/Lead me'], 'A command is a slash and up to 31'],
])('called wrongly as manifest %j it ends with 2 and says why', async (args, why) => {
  const { code, out, err } = await baton(['manifest', ...args])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(why)
})
