import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, Command, InvalidArgumentError } from 'commander'
import { commandForm, slackManifest } from '../slack/manifest.ts'
import { environment } from './settings.ts'
import { Stopped, type Terminal } from './terminal.ts'

type Options = { url?: string; command: string; socket?: true; out?: string }

const address = (text: string) => {
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:')
    throw new InvalidArgumentError(
      `Slack reaches only addresses that begin with https://, as https://baton.example.com.`,
    )
  const { origin, pathname } = new URL(text)
  return `${origin}${pathname}`.replace(/\/+$/, '')
}

const slashCommand = (text: string) => {
  if (!commandForm.test(text))
    throw new InvalidArgumentError('A command is a slash and up to 31 small letters, digits, - or _, as /baton-lead.')
  return text
}

/** The address that Slack is told: the one given, else BASE_URL, where it can be reached from outside. */
const publicAddress = (given: string | undefined, terminal: Terminal) => {
  const url = given ?? environment(terminal).baseUrl
  if (url.startsWith('https://')) return url
  const way = 'Give --url https://baton.example.com (or set BASE_URL), or --socket for a machine without one.'
  throw new Stopped(`Over HTTPS Slack needs the public address of Baton. ${way}`, 2)
}

/** `baton manifest slack`: the app as Slack's "From a manifest" takes it, printed or written as a file (product §5). */
export const manifestWord = (terminal: Terminal) =>
  new Command('manifest')
    .description('print the app manifest to upload at Slack')
    .addArgument(new Argument('<platform>', 'the platform to make an app for').choices(['slack']))
    .option('--url <address>', 'public address of Baton, as https://baton.example.com (default: BASE_URL)', address)
    .option('--command <name>', 'the slash command, where /lead is taken', slashCommand, '/lead')
    .option('--socket', 'Socket Mode: Baton opens the connection, no address is needed')
    .option('--out <folder>', 'write the file slack.json there, in place of printing it')
    .action(async (_platform: string, { url, command, socket, out }: Options) => {
      if (socket && url !== undefined) throw new Stopped('--socket needs no --url: leave one of them out.', 2)
      const way = socket ? 'socket' : { url: publicAddress(url, terminal) }
      const text = `${JSON.stringify(slackManifest(command, way), null, 2)}\n`
      if (out === undefined) await terminal.out(text)
      else {
        const file = join(out, 'slack.json')
        mkdirSync(out, { recursive: true })
        writeFileSync(file, text)
        await terminal.out(`${file} is written. Upload it at https://api.slack.com/apps with "From a manifest".\n`)
      }
      terminal.end(0)
    })
