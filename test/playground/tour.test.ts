import { expect, test } from 'vitest'
import type { Message, UserView } from '../../src/playground/api.ts'
import { tourSteps } from '../../src/playground/page/tour-steps.ts'

const since = Date.parse('2026-11-22T12:00:00Z')
const took = { ms: 12, of: 'submit' }

const card = (over: Partial<Message> & { postedMs: number }): Message => ({
  ts: `${(since + over.postedMs) / 1_000}`,
  userId: 'UBOT',
  userName: 'Baton',
  isBot: true,
  text: 'MQL · #401 Katrin Weiss',
  blocks: null,
  threadTs: null,
  isNotice: false,
  ephemeral: false,
  edited: false,
  mentions: [],
  sent: { method: 'chat.postMessage', args: {}, at: since + over.postedMs },
  took: null,
  ...over,
})

const ticks = (messages: Message[], name = 'leads-dach') => {
  const channel = {
    id: 'C1',
    name,
    kind: 'channel' as const,
    isPrivate: false,
    isArchived: false,
    isExtShared: false,
    hasBot: true,
    unread: 0,
    messages,
  }
  const view: UserView = { user: 'U1', rev: 1, channels: [channel], views: [], home: null, violations: [] }
  return tourSteps.flatMap((step, i) => (step.isDone([view], since) ? [i + 1] : []))
}

test('a lead that somebody hands off ticks the first step', () => {
  expect(ticks([card({ postedMs: 5_000, took })])).toEqual([1])
  expect(ticks([card({ postedMs: 5_000, took })], 'leads-italy')).toEqual([])
})

test('a card that stood there before the tour ticks nothing, however late it is redrawn', () => {
  const redrawn = { method: 'chat.update', args: {}, at: since + 60_000 }
  expect(ticks([card({ postedMs: -5_000, sent: redrawn, edited: true, took })])).toEqual([])
})

test('the leads of the first day tick nothing, although they may come after the page', () => {
  expect(ticks([card({ postedMs: 1_000 }), card({ postedMs: 2_000 }), card({ postedMs: 3_000 })])).toEqual([])
})

test('an old card that somebody accepts during the tour ticks the second step', () => {
  const accepted = { method: 'chat.update', args: {}, at: since + 60_000 }
  expect(ticks([card({ postedMs: -5_000, text: 'SAL · #401 Katrin Weiss', sent: accepted, took })])).toEqual([2])
})
