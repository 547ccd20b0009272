import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { baton } from '../support/baton.ts'

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

test.each([
  [[], "missing required argument 'platform'"],
  [['irc'], 'Allowed choices are slack'],
  [['slack'], 'Give --url https://baton.example.com (or set BASE_URL), or --socket'],
  [['slack', '--url', 'http://baton.example.com'], 'begin with https://'],
  [['slack', '--url', 'baton.example.com'], 'begin with https://'],
  [['slack', '--socket', '--url', 'https://baton.example.com'], '--socket needs no --url'],
  [['slack', '--command', 'lead'], 'A command is a slash and up to 31'],
  [['slack', '--command', '/Lead me'], 'A command is a slash and up to 31'],
])('called wrongly as manifest %j it ends with 2 and says why', async (args, why) => {
  const { code, out, err } = await baton(['manifest', ...args])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(why)
})
