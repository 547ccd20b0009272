import { TestRunner } from 'vitest'

/** How a word was asked for, as the person who asked would say it. */
type Way = 'typed' | 'mention' | 'direct' | 'shortcut' | 'button' | 'form' | 'home'

/** A word that was asked for in a test, how, and what came of it. */
export type Asked = { platform: string; word: string; way: Way; outcome: string }

declare module 'vitest' {
  interface TaskMeta {
    asked?: Asked[]
  }
}

const surfaces: readonly string[] = ['button', 'form', 'home']
const isSurface = (surface: string): surface is 'button' | 'form' | 'home' => surfaces.includes(surface)

const ofTeams = (body: string): Way => {
  if (body.includes('"name":"composeExtension/')) return 'shortcut'
  return body.includes('"conversationType":"personal"') ? 'direct' : 'mention'
}

/** What the log calls a command was typed, said or chosen: the request that it came with tells which. */
const wayOf = (surface: string, body: string): Way => {
  if (isSurface(surface)) return surface
  if (body.includes('"channelId":"msteams"')) return ofTeams(body)
  if (body.startsWith('{')) return body.includes('"app_mention"') ? 'mention' : 'direct'
  const payload = new URLSearchParams(body).get('payload')
  if (payload === null) return 'typed'
  return /"type":"(?:shortcut|message_action)"/.test(payload) ? 'shortcut' : 'button'
}

const textOf = (row: Record<string, unknown>, key: string) => String(row[key] ?? '')

/** Keeps the log, and notes with the running test which word it asked for, and by which way. */
export const followWays = (logged: string[], delivered: readonly { body: string }[]) => ({
  write: (text: string) => {
    logged.push(text)
    const row: Record<string, unknown> = JSON.parse(text)
    const test = TestRunner.getCurrentTest()
    if (row.msg !== 'intent' || !test) return
    const body = delivered.findLast((one) => one.body.includes(textOf(row, 'ref')))?.body ?? ''
    const asked: Asked = {
      platform: textOf(row, 'platform'),
      word: textOf(row, 'verb'),
      way: wayOf(textOf(row, 'surface'), body),
      outcome: textOf(row, 'outcome'),
    }
    test.meta.asked = [...(test.meta.asked ?? []), asked]
  },
})
