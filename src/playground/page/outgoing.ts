import type { ActRequest, ChannelChange, World } from '../api.ts'

type Refused = { refused: string }

const changes: Record<string, ChannelChange> = { '/invite': 'invite', '/remove': 'remove', '/archive': 'archive' }

// Slack's own commands for a channel; of whom may be invited, the playground plays the app alone.
const readChange = (channel: string, first: string, rest: string): ActRequest | Refused | null => {
  const change = changes[first]
  if (!change) return null
  if (change !== 'archive' && !/^@?baton$/i.test(rest))
    return { refused: `Here ${first} is for the app alone: ${first} @Baton.` }
  return { type: 'channel', channel, does: change }
}

/** What a typed line becomes: a command, a message, or words why it is neither. */
export const readTyped = (
  world: World,
  typed: string,
  channel: string,
  thread: string | null,
  isForeign = false,
): ActRequest | Refused => {
  const text = typed.trim()
  const said = { type: 'say', channel, text } as const
  if (!text.startsWith('/')) return thread ? { ...said, threadTs: thread } : said
  if (thread) return { refused: 'Slack has no slash commands in threads. Write “@Baton note …” here instead.' }
  const [first = ''] = text.split(/\s/)
  const change = readChange(channel, first, text.slice(first.length).trim())
  if (change) return change
  if (first !== world.command) return { refused: `${first} is not a command here. Try ${world.command} help.` }
  if (isForeign) return { refused: 'Slack offers an app’s commands only to people of its own organisation.' }
  return { type: 'command', channel, text: text.slice(first.length).trim() }
}
