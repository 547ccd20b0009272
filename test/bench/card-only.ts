import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import express from 'express'
import { appId, placesOf, tenantId } from './teams-access.ts'

/** The baseline: a bot of botbuilder that checks each token, and answers every invoke with one card. */
const { openIdUrl, loginUrl } = placesOf(process.argv[2] ?? '')
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'bench',
    MicrosoftAppTenantId: tenantId,
    CallerId: '',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToChannelFromBotLoginUrl: `${loginUrl}${tenantId}`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  }),
)
const value = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Done.' }],
}
const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value }

const web = express().use(express.json({ limit: '256kb' }))
web.post('/api/messages', (request, response) =>
  adapter.process(request, response, async (turn) => {
    await turn.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
  }),
)
const server = createServer(web).listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('message', () => process.exit(0))
