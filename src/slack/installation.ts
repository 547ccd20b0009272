import { objectOf, textOf } from '../chat/body.ts'
import { PlatformRefused } from '../chat/edge.ts'
import { type Client, slackError, vendorErrorOf } from './client.ts'

/** Whose token it is. */
export type Installation = {
  teamId: string
  enterpriseId: string | null
  botId: string
  botUserId: string
  /** The workspace's own web address, with a slash at its end; null where Slack does not tell one. */
  home: string | null
  /** Null where Slack does not tell it; then requests are not compared with it. */
  appId: string | null
}

const advice: Record<string, string> = {
  invalid_auth: 'Copy SLACK_BOT_TOKEN again from OAuth & Permissions of the Slack app.',
  not_authed: 'Set SLACK_BOT_TOKEN to the token of OAuth & Permissions of the Slack app.',
  account_inactive: 'The app was removed from the workspace: install it again and copy SLACK_BOT_TOKEN.',
  token_revoked: 'Install the app again and copy SLACK_BOT_TOKEN.',
  token_expired: 'Switch token rotation off, install the app again and copy SLACK_BOT_TOKEN.',
  missing_scope: 'Upload the manifest again and install the app again.',
}

const sentenceOf = (error: unknown): string => {
  const word = slackError(error)
  if (word === null)
    return `Slack did not answer (${vendorErrorOf('auth.test', error).message}). Check SLACK_API_URL and the way out.`
  return `Slack refused the bot token: ${word}. ${advice[word] ?? 'See docs/slack.md.'}`
}

/** What to tell the operator when the web socket does not open. */
export const socketSentence = (error: unknown): string => {
  const said = slackError(error) ?? vendorErrorOf('apps.connections.open', error).message
  return `Slack did not open a connection: ${said}. Copy SLACK_APP_TOKEN again from Basic Information, App-Level Tokens.`
}

/** Asks Slack whose token it is; throws `PlatformRefused`, whose sentence names Slack's own word for what is wrong. */
export const readInstallation = async (client: Client): Promise<Installation> => {
  const told = await client.auth.test().catch((error: unknown) => {
    throw new PlatformRefused(sentenceOf(error))
  })
  const botId = textOf(told.bot_id)
  const bot = await client.bots.info({ bot: botId }).catch(() => ({}))
  return {
    teamId: textOf(told.team_id),
    enterpriseId: textOf(told.enterprise_id) || null,
    botId,
    botUserId: textOf(told.user_id),
    home: /^https:\/\/[a-z0-9-]+(?:\.enterprise)?\.slack(?:-gov)?\.com\/$/.test(textOf(told.url))
      ? textOf(told.url)
      : null,
    appId: textOf(objectOf(objectOf(bot).bot).app_id) || null,
  }
}
