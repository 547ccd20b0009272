import { isJson, textOf } from '../json.ts'
import type { Ctx } from './ctx.ts'
import { handleOf } from './places.ts'

const inMrkdwn = (text: string): string[] =>
  [...text.matchAll(/<(?:@([UW][A-Z0-9]+)|!(channel|here|everyone)|!subteam\^([A-Z0-9]+))(?:\|[^>]*)?>/g)].map(
    (found) => found[1] ?? found[2] ?? found[3] ?? '',
  )

const inBlocks = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(inBlocks)
  if (!isJson(value)) return []
  if (value.type === 'mrkdwn') return inMrkdwn(textOf(value.text))
  if (value.type === 'markdown') return inMrkdwn(textOf(value.text))
  if (value.type === 'user') return [textOf(value.user_id)]
  if (value.type === 'usergroup') return [textOf(value.usergroup_id)]
  if (value.type === 'broadcast') return [textOf(value.range)]
  return Object.values(value).flatMap(inBlocks)
}

/** Whom a message pings: by its text and by its blocks, each once. */
export const mentionsOf = (text: string, blocks: unknown): string[] => [
  ...new Set([...inMrkdwn(text), ...inBlocks(blocks)]),
]

const token = /<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|https?:\/\/[^\s>]+|mailto:[^\s>]+)(?:\|[^>]*)?>/g

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const named = (ctx: Ctx, typed: string, withNames: boolean): string => {
  let text = escaped(typed)
  const users = Object.values(ctx.state.users).sort((a, b) => b.name.length - a.name.length)
  for (const user of users)
    for (const name of [user.name, handleOf(user)].filter(Boolean)) {
      const wanted = new RegExp(`(?<![\\w.+-])@${literal(escaped(name))}(?![\\p{L}\\p{N}])`, 'giu')
      text = text.replace(wanted, withNames ? `<@${user.id}|${handleOf(user)}>` : `<@${user.id}>`)
    }
  for (const channel of Object.values(ctx.state.channels)) {
    if (channel.kind === 'im') continue
    const wanted = new RegExp(`(?<![\\w&])#${literal(escaped(channel.name))}(?![\\p{L}\\p{N}_-])`, 'giu')
    text = text.replace(wanted, `<#${channel.id}|${channel.name}>`)
  }
  return text
    .replace(/(?<![\w@|:/.<-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address) => `<mailto:${address}|${address}>`)
    .replace(/(?<![|<:\w])https?:\/\/[^\s<>|]+/g, (url) => `<${url}>`)
}

/**
 * What Slack makes of typed text: escaped, names and channels as ids, addresses as links. A person who names ids (`<@U1>`)
 * is left alone.
 */
export const asSent = (ctx: Ctx, typed: string, withNames: boolean): string => {
  let at = 0
  let text = ''
  for (const found of typed.matchAll(token)) {
    text += named(ctx, typed.slice(at, found.index), withNames) + found[0]
    at = found.index + found[0].length
  }
  return text + named(ctx, typed.slice(at), withNames)
}
