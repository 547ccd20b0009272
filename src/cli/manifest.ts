import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, Command, InvalidArgumentError } from 'commander'
import { commandForm, slackManifest } from '../slack/manifest.ts'
import { appPackage, teamsManifest } from '../teams/manifest.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

type Options = { url?: string; command: string; socket?: true; appId?: string; out?: string }
/** A manifest as it is printed, as the file that is uploaded, and what to do with that. */
type Made = { manifest: object; file: { name: string; content: string | Uint8Array }; next: string }

const address = (text: string) => {
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:')
    throw new InvalidArgumentError(
      `Slack and Teams reach only addresses that begin with https://, as https://baton.example.com.`,
    )
  const { origin, pathname } = new URL(text)
  return `${origin}${pathname}`.replace(/\/+$/, '')
}

const slashCommand = (text: string) => {
  if (!commandForm.test(text))
    throw new InvalidArgumentError('A command is a slash and up to 31 small letters, digits, - or _, as /baton-lead.')
  return text
}

const appId = (text: string) => {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text))
    throw new InvalidArgumentError('It is the application (client) id on the overview of the app registration.')
  return text.toLowerCase()
}

/** The address that the platform is told: the one given, else BASE_URL, where it can be reached from outside. */
const publicAddress = (given: string | undefined, terminal: Terminal, needs: string) => {
  const url = given ?? environment(terminal).baseUrl
  if (url.startsWith('https://')) return url
  throw new Stopped(needs, 2)
}

const forSlack = ({ url, command, socket }: Options, terminal: Terminal): Made => {
  if (socket && url !== undefined) throw new Stopped('--socket needs no --url: leave one of them out.', 2)
  const way = 'Give --url https://baton.example.com (or set BASE_URL), or --socket for a machine without one.'
  const needs = `Over HTTPS Slack needs the public address of Baton. ${way}`
  const manifest = slackManifest(command, socket ? 'socket' : { url: publicAddress(url, terminal, needs) })
  return {
    manifest,
    file: { name: 'slack.json', content: printed(manifest) },
    next: 'Upload it at https://api.slack.com/apps with "From a manifest".',
  }
}

const beside = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url))

const registeredApp = (given: string | undefined, terminal: Terminal) => {
  const teams = given === undefined ? environment(terminal).teams : null
  const known = given ?? (teams && !teams.isAnonymous ? teams.appId : undefined)
  if (known !== undefined) return known
  throw new Stopped(
    'Teams needs the app registration. Give --app-id with its application (client) id, or set TEAMS_APP_ID.',
    2,
  )
}

const forTeams = ({ url, socket, appId: given }: Options, terminal: Terminal): Made => {
  if (socket) throw new Stopped('--socket is for Slack alone: Teams needs a public address.', 2)
  const needs = 'Teams needs the public address of Baton. Give --url https://baton.example.com, or set BASE_URL.'
  const { version } = JSON.parse(beside('package.json').toString()) as { version: string }
  const reached = publicAddress(url, terminal, needs)
  const manifest = teamsManifest({ appId: registeredApp(given, terminal), url: reached, version })
  const icons = { color: beside('manifests/color.png'), outline: beside('manifests/outline.png') }
  return {
    manifest,
    file: { name: 'baton-teams.zip', content: appPackage(manifest, icons) },
    next: `Upload it in Teams under Apps, Manage your apps; the bot's messaging endpoint is ${reached}/api/messages.`,
  }
}

const printed = (manifest: object) => `${JSON.stringify(manifest, null, 2)}\n`

/** `baton manifest slack|teams`: the app as the platform takes it, printed or written as a file to upload (product §5). */
export const manifestWord = (terminal: Terminal) =>
  new Command('manifest')
    .description('print the app manifest to upload at Slack or Teams')
    .addArgument(new Argument('<platform>', 'the platform to make an app for').choices(['slack', 'teams']))
    .option('--url <address>', 'public address of Baton, as https://baton.example.com (default: BASE_URL)', address)
    .option('--command <name>', 'Slack: the slash command, where /lead is taken', slashCommand, '/lead')
    .option('--socket', 'Slack: Socket Mode, where Baton opens the connection and no address is needed')
    .option('--app-id <id>', 'Teams: the application (client) id of the registration (default: TEAMS_APP_ID)', appId)
    .option('--out <folder>', 'write the file to upload there (slack.json, baton-teams.zip), in place of printing it')
    .action(async (platform: string, options: Options) => {
      const { manifest, file, next } = platform === 'teams' ? forTeams(options, terminal) : forSlack(options, terminal)
      const { out } = options
      if (out === undefined) await terminal.out(printed(manifest))
      else {
        const path = join(out, file.name)
        mkdirSync(out, { recursive: true })
        writeFileSync(path, file.content)
        await terminal.out(`${path} is written. ${next}\n`)
      }
      terminal.end(0)
    })
