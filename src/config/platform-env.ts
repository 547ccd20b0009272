import type { Variables } from './env-schema.ts'

/** One Slack workspace; with an app token Socket Mode, else HTTP with the signing secret. */
export type SlackEnv = { botToken: string; apiUrl: string } & (
  | { mode: 'socket'; appToken: string; signingSecret: string | null }
  | { mode: 'http'; signingSecret: string }
)

/** One tenant of Microsoft Teams; anonymous, no token is checked, which loopback alone allows. */
export type TeamsEnv = { openIdUrl: string; loginUrl: string } & (
  | { isAnonymous: false; appId: string; password: string; tenantId: string }
  | { isAnonymous: true }
)

/** What the variables say of Slack; null where they say nothing, a sentence where something is missing. */
export const slackOf = (variables: Variables): SlackEnv | string | null => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = variables
  const apiUrl = variables.SLACK_API_URL
  if (botToken === undefined) {
    const lonely = signingSecret ? 'SLACK_SIGNING_SECRET' : appToken ? 'SLACK_APP_TOKEN' : null
    const way = 'Copy the bot token (xoxb-…) from OAuth & Permissions of the Slack app'
    return lonely && `SLACK_BOT_TOKEN: is missing beside ${lonely}. ${way}, or unset ${lonely} to try the playground.`
  }
  if (appToken !== undefined)
    return { mode: 'socket', botToken, appToken, signingSecret: signingSecret ?? null, apiUrl }
  if (signingSecret !== undefined) return { mode: 'http', botToken, signingSecret, apiUrl }
  return 'SLACK_SIGNING_SECRET: is missing beside SLACK_BOT_TOKEN. Copy it from Basic Information of the Slack app, or set SLACK_APP_TOKEN (xapp-…) for Socket Mode.'
}

const whereOf = {
  TEAMS_APP_ID: 'Copy the application (client) id from the overview of the app registration.',
  TEAMS_APP_PASSWORD: 'Make a client secret under Certificates & secrets of the app registration, and copy its value.',
  TEAMS_TENANT_ID: 'Copy the directory (tenant) id from the overview of the app registration.',
} as const
const names = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const

/** What the variables say of Teams; null where they say nothing, a sentence where something is missing. */
export const teamsOf = (variables: Variables): TeamsEnv | string | null => {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenantId } = variables
  const where = { openIdUrl: variables.TEAMS_OPENID_METADATA_URL, loginUrl: variables.TEAMS_LOGIN_URL }
  const given = names.filter((name) => variables[name] !== undefined)
  if (variables.TEAMS_ANONYMOUS) {
    if (given.length === 0) return { ...where, isAnonymous: true }
    return `TEAMS_ANONYMOUS: checks no token, and ${given[0]} is for checking them. Unset one of the two.`
  }
  if (given.length === 0) return null
  if (appId !== undefined && password !== undefined && tenantId !== undefined)
    return { ...where, isAnonymous: false, appId, password, tenantId }
  const missing = names.filter((name) => variables[name] === undefined)
  return missing.map((name) => `${name}: is missing beside ${given[0]}. ${whereOf[name]}`).join('\n')
}
