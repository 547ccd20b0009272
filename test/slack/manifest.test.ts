import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { slackManifest } from '../../src/slack/manifest.ts'
import { botScopes, eventScopes, eventTypes, methodScopes } from '../../src/slack/permissions.ts'
import { manifestSchema } from '../support/manifest-schema.ts'

const words = Object.keys(commands)
const url = 'https://baton.example.com'
const http = slackManifest('/lead', { url })
const socket = slackManifest('/lead', 'socket')
const room = globSync('src/slack/*.ts').map((path) => readFileSync(path, 'utf8'))

describe('the manifest', () => {
  test.each([
    ['over HTTPS', http],
    ['for Socket Mode', socket],
    ['with another command', slackManifest(`/${'x'.repeat(31)}`, { url })],
  ])('%s is one that Slack takes', (_, manifest) => {
    expect(manifestSchema.safeParse(manifest).error).toBeUndefined()
  })

  test('sends all that Slack has to one address', () => {
    const at = `${url}/slack/events`
    expect(http.features.slash_commands).toMatchObject([{ command: '/lead', url: at, should_escape: true }])
    expect(http.settings).toMatchObject({
      event_subscriptions: { request_url: at },
      interactivity: { is_enabled: true, request_url: at, message_menu_options_url: at },
      socket_mode_enabled: false,
    })
  })

  test('names no address in Socket Mode', () => {
    expect(JSON.stringify(socket)).not.toContain('http')
    expect(socket.settings.socket_mode_enabled).toBe(true)
  })

  test('has a shortcut at a message and one anywhere, told apart, each for a word that exists', () => {
    const { shortcuts } = http.features
    expect(shortcuts.map(({ type }) => type)).toEqual(['message', 'global'])
    expect(shortcuts.every(({ callback_id }) => words.includes(callback_id.split('/')[0] ?? ''))).toBe(true)
    expect(new Set(shortcuts.map(({ callback_id }) => callback_id)).size).toBe(shortcuts.length)
  })

  test('opens the Home tab, and the messages tab to be written in', () => {
    expect(http.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
  })

  test('hints at words that exist', () => {
    const hinted = http.features.slash_commands[0]?.usage_hint.split(' | ') ?? []
    expect(hinted.length).toBeGreaterThan(3)
    expect(hinted.filter((word) => !words.includes(word))).toEqual([])
  })

  test('of the repository is the one that is printed', () => {
    expect(JSON.parse(readFileSync('manifests/slack.json', 'utf8'))).toEqual(socket)
  })
})

describe('the permissions', () => {
  const called = [
    ...new Set(
      room.flatMap((text) =>
        [...text.matchAll(/\bclient\.(?<method>[a-z]+(?:\.[a-z]\w*)+)\(/gi)].flatMap(
          ({ groups }) => groups?.method ?? [],
        ),
      ),
    ),
  ]

  test('are those of the methods that the code calls, of all and of no other', () => {
    expect(called.toSorted()).toEqual(Object.keys(methodScopes).toSorted())
  })

  test('are those of the events that the code listens to: it reads the same list', () => {
    const listened = room.flatMap((text) => [...text.matchAll(/\.event\((?<what>[^,]+),/g)].map((one) => one[1]))
    expect(listened).toEqual(['type'])
    expect(eventTypes).toContain('app_home_opened')
    expect(http.settings.event_subscriptions.bot_events).toEqual(Object.keys(eventScopes).toSorted())
  })

  test('stand in the manifest as they are, and nothing beside them but the command', () => {
    const needed = [...Object.values(methodScopes), ...Object.values(eventScopes)].flat()
    expect(new Set(http.oauth_config.scopes.bot)).toEqual(new Set(['commands', ...needed]))
  })

  test('are each explained on the page about Slack, and no other is', () => {
    const page = readFileSync('docs/slack.md', 'utf8')
    const table = page.slice(page.indexOf('## Permissions'), page.indexOf('\n## ', page.indexOf('## Permissions') + 5))
    const rows = table.split('\n').filter((row) => row.startsWith('| `'))
    const explained = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((one) => one[1]))
    expect(explained.toSorted()).toEqual([...botScopes])
  })
})
