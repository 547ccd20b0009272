import { expect, test } from 'vitest'
import type { Message, UserView } from '../../src/playground/api.ts'
import { type Said, saidInSlack, saidInTeams, tourSteps } from '../../src/playground/page/tour-steps.ts'
import type { TeamsMessage, TeamsView } from '../../src/playground/teams-api.ts'

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

const ticked = (said: Said[]) => tourSteps.flatMap((step, i) => (step.isDone(said, since) ? [i + 1] : []))

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
  return ticked(saidInSlack(view))
}

const teamsCard = (postedMs: number, over: Partial<TeamsMessage>): TeamsMessage => ({
  ...{ id: String(since + postedMs), from: { id: '28:bot', name: 'Baton', isBot: true }, text: '', card: null },
  ...{ summary: 'MQL · #401 Katrin Weiss', rootId: null, isNotice: false, edited: false, mentions: [], toast: null },
  ...{ sent: { method: 'POST', args: {}, at: since + postedMs }, took: null },
  forAll: { at: since + postedMs, took: null },
  ...over,
})

const ticksInTeams = (message: TeamsMessage, kind: 'channel' | 'personal' = 'channel') => {
  const place = { id: '19:c', name: 'leads-dach', kind, team: null, channelType: null, hasBot: true, isDeleted: false }
  const conversations = [{ ...place, unread: 0, messages: [message] }]
  const view: TeamsView = { user: '29:f', rev: 1, conversations, dialog: null, notice: null, violations: [] }
  return ticked(saidInTeams(view))
}

test('a lead that somebody hands off ticks the first step', () => {
  expect(ticks([card({ postedMs: 5_000, took })])).toEqual([1])
  expect(ticks([card({ postedMs: 5_000, took })], 'leads-italy')).toEqual([])
})

test('a card that stood there before the tour ticks nothing, however late it is redrawn', () => {
  const redrawn = { method: 'chat.update', args: {}, at: since + 60_000 }
  expect(ticks([card({ postedMs: -5_000, sent: redrawn, edited: true, took })])).toEqual([])
})

test('the leads of the first day tick nothing, although they may come after the page and what somebody typed', () => {
  expect(ticks([card({ postedMs: 1_000 }), card({ postedMs: 2_000, took: { ms: 12, of: 'command' } })])).toEqual([])
  expect(ticksInTeams(teamsCard(1_000, { forAll: { at: since + 1_000, took: { ms: 12, of: 'say' } } }))).toEqual([])
})

test('an old card that somebody accepts during the tour ticks the second step', () => {
  const accepted = { method: 'chat.update', args: {}, at: since + 60_000 }
  expect(ticks([card({ postedMs: -5_000, text: 'SAL · #401 Katrin Weiss', sent: accepted, took })])).toEqual([2])
})

test('a lead that somebody hands off in Teams ticks the first step, also where its card has been refreshed since', () => {
  const own = { method: 'answer refresh', args: {}, at: since + 6_000 }
  expect(
    ticksInTeams(teamsCard(5_000, { forAll: { at: since + 5_000, took: { ms: 12, of: 'action' } }, sent: own })),
  ).toEqual([1])
  expect(ticksInTeams(teamsCard(5_000, { took: { ms: 12, of: 'refresh' }, sent: own }))).toEqual([])
})

test('a card of Teams ticks the second step when it is drawn anew for all, and not when somebody looks at it', () => {
  const summary = 'SAL · #401 Katrin Weiss'
  const own = { method: 'answer refresh', args: {}, at: since + 6_000 }
  expect(ticksInTeams(teamsCard(-5_000, { summary, forAll: { at: since + 5_000, took: null } }))).toEqual([2])
  expect(ticksInTeams(teamsCard(-5_000, { summary, sent: own, forAll: { at: since - 5_000, took: null } }))).toEqual([])
})

test('a funnel in one’s own chat of Teams ticks the last step, in a channel it is somebody else’s', () => {
  const funnel = teamsCard(5_000, { summary: 'Funnel', card: { body: [{ text: '93 MQLs · 26 SQOs' }] } })
  expect(ticksInTeams(funnel, 'personal')).toEqual([5])
  expect(ticksInTeams(funnel)).toEqual([])
})
