import { trySendingChanged } from './changed-requests.ts'
import { mutate } from './support/mutation.ts'
import { openSlackWire } from './support/slack-wire.ts'

let wire: ReturnType<typeof openSlackWire> | null = null

trySendingChanged({
  on: 'slack',
  // The whole number on one store is enough: what reads a request does not know which store there is.
  count: process.env.TEST_DATABASE_URL ? 2_000 : 20_000,
  kinds: ['block_actions', 'block_suggestion', 'command', 'event_callback', 'view_submission'],
  kindOf: (body) => {
    const payload = new URLSearchParams(body).get('payload')
    return (JSON.parse(payload ?? (body.startsWith('{') ? body : '{}')) as { type?: string }).type ?? 'command'
  },
  send: async (chat, recorded, edits) => {
    wire ??= openSlackWire(chat)
    const body = mutate(recorded, edits)
    const answer = await wire.send(body, { type: recorded.type })
    return { status: answer.status, body }
  },
  // What Slack refuses, such as a view that it does not know, it says in small letters; what the store or the system says
  // is in others. Bolt has a line of its own for bodies that no listener of it can read.
  isOfPlatform: ({ fault, msg }) =>
    !fault || fault.name === 'VendorError' || /^[a-z_]+$/.test(fault.said ?? '') || msg === 'Bolt broke',
})
