import { expect, onTestFinished, test } from 'vitest'
import { line } from '../../src/cards/card.ts'
import { whisper } from '../../src/chat/reply.ts'
import { sign } from '../../src/playground/vendors/slack/ctx.ts'
import { say } from '../../src/texts/sentence.ts'
import { tapped } from './sample.ts'
import { openRoom, signingSecret } from './world.ts'

const half = `C${'\ud800'}`

test.each([
  ['an id', { channel: { id: half } }],
  ['a thread', { container: { type: 'message', message_ts: half, thread_ts: half } }],
])('half a character in %s breaks nothing on the way out', async (_, over) => {
  const room = await openRoom(() => whisper(line(say('word.plain', { text: 'here you are' }))))
  onTestFinished(() => room.close())
  const payload = JSON.stringify(tapped(over))
  const body = new URLSearchParams({ payload }).toString()
  const at = String(room.clock.ms / 1_000)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': sign(signingSecret, at, body),
  }
  const answer = await fetch(`${room.origin}/slack/events`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  await room.app.settled()
  expect(room.intents).toHaveLength(1)
  expect(room.logged.filter((row) => row.includes('URI'))).toEqual([])
})
