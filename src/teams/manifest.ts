import { strToU8, zipSync } from 'fflate'
import { isTextKey, type TextKey } from '../texts/catalogue.ts'
import { say } from '../texts/sentence.ts'
import { limits } from './limits.ts'
import { sayPlain } from './text.ts'

/** What tells one app from another: its registration, where it is reached over HTTPS, and which edition of it this is. */
type App = { appId: string; url: string; version: string }

/** Offered while somebody writes to the bot; Teams takes no more than these ten. */
const offered = ['new', 'mine', 'queue', 'find', 'show', 'accept', 'qualify', 'note', 'funnel', 'help']

const reader = { language: 'en', zone: 'UTC' } as const

const inEnglish = (key: TextKey, max: number) => sayPlain(say(key), reader, max)

const commandOf = (word: string) => {
  const key = `help.${word}`
  return { title: word, description: isTextKey(key) ? inEnglish(key, limits.commandDescription) : word }
}

/** The app as Teams takes it, by the manifest schema 1.19: the bot, the words it offers, and the command at messages. */
export const teamsManifest = ({ appId, url, version }: App) => ({
  $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json',
  manifestVersion: '1.19',
  version,
  id: appId,
  // Teams asks for three pages; the one that runs the app says which they are.
  developer: { name: 'Baton', websiteUrl: url, privacyUrl: url, termsOfUseUrl: url },
  name: { short: 'Baton', full: inEnglish('manifest.fullName', limits.manifestName) },
  description: {
    short: inEnglish('manifest.command', limits.manifestDescription),
    full: inEnglish('manifest.description', limits.line),
  },
  icons: { color: 'color.png', outline: 'outline.png' },
  accentColor: '#0B6E62',
  bots: [
    {
      botId: appId,
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: false,
      isNotificationOnly: false,
      commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: offered.map(commandOf) }],
    },
  ],
  composeExtensions: [
    {
      botId: appId,
      // The id of the command is the word that runs.
      commands: [
        {
          id: 'new',
          type: 'action',
          title: inEnglish('manifest.fromMessage', limits.extensionTitle),
          description: inEnglish('manifest.fromMessageDoes', limits.commandDescription),
          context: ['compose', 'message', 'commandBox'],
          fetchTask: true,
        },
      ],
    },
  ],
  permissions: ['identity', 'messageTeamMembers'],
  validDomains: [new URL(url).hostname],
})

const manifestFile = `manifest.json`

/** The app as one file to upload: the manifest and its two icons. */
export const appPackage = (
  manifest: ReturnType<typeof teamsManifest>,
  icons: { color: Uint8Array; outline: Uint8Array },
) =>
  zipSync({
    [manifestFile]: strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': icons.color,
    'outline.png': icons.outline,
  })
