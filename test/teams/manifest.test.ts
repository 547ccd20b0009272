import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Ajv } from 'ajv'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { appPackage, teamsManifest } from '../../src/teams/manifest.ts'

const require = createRequire(import.meta.url)
const appId = '00000000-0000-0000-0000-000000000000'
const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
const manifest = teamsManifest({ appId, url: 'https://baton.example.com', version })
const icons = { color: readFileSync('manifests/color.png'), outline: readFileSync('manifests/outline.png') }
const schemaFile = require.resolve('@microsoft/app-manifest/build/json-schemas/teams/v1.19/MicrosoftTeams.schema.json')

/** Microsoft's own schema, which is of the draft 04. */
const refusalsOf = (given: unknown) => {
  const { default: Draft04 } = require('ajv-draft-04') as { default: new (options: object) => Ajv }
  const ajv = new Draft04({ strict: false, validateFormats: false, allErrors: true })
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')))
  return validate(given) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Width and height of a picture, and whether it has an alpha channel. */
const pictureOf = (png: Buffer) => ({
  isPng: png.subarray(1, 4).toString() === 'PNG',
  size: [png.readUInt32BE(16), png.readUInt32BE(20)],
  isTransparent: png[25] === 6,
})

describe('the manifest', () => {
  test('is one that Teams takes, by the schema that Microsoft publishes', () => {
    expect(refusalsOf(manifest)).toEqual([])
    expect(refusalsOf({ ...manifest, bots: [{ botId: 'none', scopes: ['personal'] }] })).not.toEqual([])
  })

  test('has a bot in personal chats, teams and group chats, which is its message extension too', () => {
    const [bot] = manifest.bots
    expect(bot).toMatchObject({ botId: appId, scopes: ['personal', 'team', 'groupChat'] })
    expect(manifest.composeExtensions).toMatchObject([{ botId: appId }])
    expect(manifest.validDomains).toEqual(['baton.example.com'])
  })

  test('offers at most ten words, each one that exists, and says what it does', () => {
    const offered = manifest.bots[0]?.commandLists[0]?.commands ?? []
    expect(offered.length).toBeLessThanOrEqual(10)
    expect(offered.filter(({ title }) => !(title in commands))).toEqual([])
    expect(offered.filter(({ title, description }) => description === title || description.endsWith('…'))).toEqual([])
  })

  test('has a command at messages for a word that exists, which asks by a form', () => {
    const [command] = manifest.composeExtensions[0]?.commands ?? []
    expect(command).toMatchObject({ type: 'action', context: ['compose', 'message', 'commandBox'], fetchTask: true })
    expect(commands[command?.id ?? '']?.ask).toBeDefined()
  })

  test('of the repository is the one that is printed', () => {
    expect(JSON.parse(readFileSync('manifests/teams.json', 'utf8'))).toEqual(manifest)
  })
})

describe('the package to upload', () => {
  test('holds the manifest and the icons that it names', () => {
    const files = unzipSync(appPackage(manifest, icons))
    expect(Object.keys(files).toSorted()).toEqual(['manifest.json', ...Object.values(manifest.icons)].toSorted())
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(manifest)
  })

  test('has icons of the sizes that Teams asks for', () => {
    expect(pictureOf(icons.color)).toMatchObject({ isPng: true, size: [192, 192] })
    expect(pictureOf(icons.outline)).toEqual({ isPng: true, size: [32, 32], isTransparent: true })
  })
})
