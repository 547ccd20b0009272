import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'

/** The baseline: a Bolt app that does nothing but acknowledge a tap. */
const receiver = new HTTPReceiver({ signingSecret: 'bench', processBeforeResponse: true, logLevel: LogLevel.ERROR })
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'UBOT' }),
  deferInitialization: true,
  convoStore: false,
  logLevel: LogLevel.ERROR,
})
app.action(/.*/, async ({ ack }) => ack())
await app.init()

const server = createServer(receiver.requestListener).listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.on('message', () => process.exit(0))
