import { expect, test } from 'vitest'
import { intentOfAction, intentOfMessage } from '../../src/teams/intent.ts'
import { limits } from '../../src/teams/limits.ts'
import { linkIn, textIn } from '../../src/teams/shared-message.ts'

/** As much of something as one request may bring. */
const full = (text: string) => text.repeat(limits.bodyBytes / text.length)
const shared = (content: string) => textIn({ body: { contentType: 'html', content } })
const link = (end: string) => `https://teams.microsoft.com/l/message/19:a@thread.tacv2/1?${end}`

const bot = { type: 'mention', mentioned: { id: '28:bot' }, text: 'aaaaaaab' }
const half = limits.bodyBytes / 2
const mentioning = {
  recipient: { id: '28:bot' },
  text: 'a'.repeat(half),
  entities: Array.from({ length: Math.floor(half / JSON.stringify(bot).length) }, () => bot),
}

/** While one request is read nobody else is answered; reading these took from seconds to more than two minutes. */
const patienceMs = 2_000

const longest: [string, () => unknown][] = [
  ['a message of nothing but beginnings of tags', () => shared(full('<'))],
  ['a message of tags that do not end', () => shared(full('<br '))],
  ['words of nothing but mentions that do not end', () => intentOfMessage({ text: full('<at>') })],
  ['words of nothing but beginnings of mentions', () => intentOfMessage({ text: full('<at') })],
  ['words with as many mentions as there can be', () => intentOfMessage(mentioning)],
  ['an address of as many parts as there can be', () => linkIn({ linkToMessage: link(full('a1&b2&c3&')) })],
]
test.each(longest)('is read at once: %s', (_, read) => {
  const startedAt = performance.now()
  read()
  expect(performance.now() - startedAt).toBeLessThan(patienceMs)
})

test('what a message says is read without its markup, as before', () => {
  expect(shared('<div>Call <b>Anna</b><br>on <a href="https://x.example">Friday</a></div><p>3 &lt; 4</p>')).toBe(
    'Call Anna\non Friday\n3 < 4',
  )
  expect(intentOfMessage({ text: 'note 12 ask <at>Lena Vogt</at> and <at id="1">Jonas</at>' }).typed).toBe(
    'note 12 ask Lena Vogt and Jonas',
  )
})

test('of the address of a message that is kept which the client needs, and nothing else', () => {
  expect(linkIn({ linkToMessage: link('tenantId=t&createdTime=1&groupId=g') })).toBe(link('tenantId=t&groupId=g'))
  expect(linkIn({ linkToMessage: link(full('a1&')) })).toBeNull()
})

test('fields of several values are read with blanks between, others as they are', () => {
  const { input } = intentOfAction({}, { form: true, word: 'setup', lists: ['members'], members: 'a,b', note: 'a,b' })
  expect(input).toEqual({ members: 'a b', note: 'a,b' })
})
