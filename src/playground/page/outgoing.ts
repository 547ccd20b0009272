import type { ActRequest, World } from '../api.ts'

type Refused = { refused: string }

/** What a typed line becomes: a command, a message, or words why it is neither. */
export const readTyped = (
  world: World,
  typed: string,
  channel: string,
  thread: string | null,
): ActRequest | Refused => {
  const text = typed.trim()
  const said = { type: 'say', channel, text } as const
  if (!text.startsWith('/')) return thread ? { ...said, threadTs: thread } : said
  if (thread) return { refused: 'Slack has no slash commands in threads. Write “@Baton note …” here instead.' }
  const [first = ''] = text.split(/\s/)
  if (first !== world.command) return { refused: `${first} is not a command here. Try ${world.command} help.` }
  return { type: 'command', channel, text: text.slice(first.length).trim() }
}
