import { describe, expect, test } from 'vitest'
import type { World } from '../../src/playground/api.ts'
import { reducePage } from '../../src/playground/page/page-state.ts'
import type { Worlds } from '../../src/playground/page/place.ts'
import { firstState, parsePane, printPane } from '../../src/playground/page/remember.ts'
import { markdownHtml } from '../../src/playground/page/teams/card/markdown.ts'
import { drawMoments } from '../../src/playground/page/teams/card/moments.ts'
import { keepEntered, prepareCard, wrongIn } from '../../src/playground/page/teams/card/prepare.ts'
import { gatherPosts } from '../../src/playground/page/teams/channel-posts.tsx'
import { newsOf } from '../../src/playground/page/teams/look.ts'
import { suggestForTeams } from '../../src/playground/page/teams/teams-suggestions.ts'
import type { TeamsMessage, TeamsWorld } from '../../src/playground/teams-api.ts'

const person = (id: string, name: string) => ({
  id,
  name,
  email: `${name.toLowerCase()}@fjordlight.example`,
  title: 'SDR',
  tz: 'Europe/Berlin',
  isGuest: false,
  organisation: null,
})

const channel = { isDeleted: false, hasBot: true, channelType: 'standard' as const, kind: 'channel' as const }
const teams: TeamsWorld = {
  tenantId: 't',
  botId: '28:bot',
  botName: 'Baton',
  users: [
    { ...person('29:f', 'Felix'), aadObjectId: 'a-f' },
    { ...person('29:l', 'Lena'), aadObjectId: 'a-l' },
  ],
  conversations: [
    { ...channel, id: '19:nordics@thread.tacv2', name: 'leads-nordics', team: { id: 't1', name: 'Sales' } },
    { ...channel, id: '19:dach@thread.tacv2', name: 'leads-dach', team: { id: 't1', name: 'Sales' } },
  ],
  extensions: [],
}
const slack: World = {
  team: { id: 'T1', name: 'Fjordlight' },
  command: '/lead',
  botUserId: 'UBOT',
  users: [person('U1', 'Felix'), person('U2', 'Lena'), person('U3', 'Noor')],
  channels: [
    {
      ...{ id: 'C1', name: 'leads-dach', isPrivate: false, isArchived: false, isExtShared: false, hasBot: true },
      members: ['U1', 'U2', 'U3'],
    },
  ],
  shortcuts: [],
}
const worlds: Worlds = { slack, teams }

describe('the panes', () => {
  test('the first visit shows Slack on the left and Teams on the right, both at the same queue', () => {
    expect(firstState(worlds, true).panes).toEqual([
      { app: 'slack', user: 'U1', place: 'C1', thread: null },
      { app: 'teams', user: '29:l', place: '19:dach@thread.tacv2', thread: null },
    ])
    expect(firstState({ slack, teams: null }, true).panes[1]).toMatchObject({ app: 'slack', user: 'U2' })
  })

  test('a pane comes back from the address as it was written there', () => {
    const pane = { app: 'teams' as const, user: '29:l', place: '19:dach@thread.tacv2', thread: '1795396296920' }
    expect(parsePane(printPane(pane))).toEqual(pane)
    const left = { app: 'slack' as const, user: 'U1', place: 'C1', thread: null }
    expect(parsePane(printPane(left))).toEqual(left)
    expect(parsePane('teams/29:l')).toBeNull()
  })

  test('the other client is shown for the same person, where they are there', () => {
    const page = firstState(worlds, true)
    const switched = reducePage(worlds, page, { type: 'app', side: 0, app: 'teams' })
    expect(switched.panes[0]).toMatchObject({ app: 'teams', user: '29:f', place: '19:dach@thread.tacv2' })
    const back = reducePage(worlds, switched, { type: 'app', side: 0, app: 'slack' })
    expect(back.panes).toEqual(page.panes)
    const noor = reducePage(worlds, page, { type: 'person', side: 0, user: 'U3' })
    expect(reducePage(worlds, noor, { type: 'app', side: 0, app: 'teams' })).toEqual(noor)
  })
})

describe('cards', () => {
  const known = { zone: 'Europe/Berlin', entered: {} }

  test('a moment is drawn in the time zone of who reads it', () => {
    const text = '{{DATE(2026-11-22T23:30:00Z,SHORT)}} {{TIME(2026-11-22T23:30:00Z)}}'
    expect(drawMoments(text, 'Europe/Berlin')).toBe('Mon, 23 Nov 2026 00:30')
    expect(drawMoments(text, 'UTC')).toBe('Sun, 22 Nov 2026 23:30')
    expect(drawMoments('{{NOW()}} {{DATE(soon)}}', 'UTC')).toBe('{{NOW()}} {{DATE(soon)}}')
  })

  test('an action leaves as it stands in the card, whatever is changed for the drawing', () => {
    const action = { type: 'Action.Execute', verb: 'accept', id: 'x', data: { word: 'accept', typed: '{{TIME(…)}}' } }
    const card = { type: 'AdaptiveCard', body: [{ type: 'ActionSet', actions: [action] }] }
    expect(prepareCard(card, known).actions).toEqual([action])
    expect(prepareCard(card, known).actions[0]).toBe(action)
  })

  test('what was entered stands in its field, also where somebody typed what looks like a moment', () => {
    const typed = '{{TIME(2026-11-22T23:30:00Z)}}'
    const card = { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: 'why', value: 'preset' }] }
    const { body } = prepareCard(card, { ...known, entered: { why: typed } }).card
    expect(body).toEqual([{ type: 'Input.Text', id: 'why', value: typed }])
  })

  test('a choice that is searched keeps its name, its value and whether it must be made', () => {
    const data = { type: 'Data.Query', dataset: 'country' }
    const input = { type: 'Input.ChoiceSet', id: 'country', label: 'Country', style: 'filtered', isRequired: true }
    const choices = [{ title: 'Germany', value: 'DE' }]
    const body = [{ ...input, value: 'DE', choices, 'choices.data': data }]
    const prepared = prepareCard({ type: 'AdaptiveCard', body }, known)
    expect(prepared.picks).toMatchObject([{ id: 'country', isMulti: false, isSearched: true, choices }])
    expect(prepared.card.body).toMatchObject([{ type: 'Input.Text', id: 'country', value: 'DE', isRequired: true }])
  })

  test('a card that is drawn anew takes nothing away, except where the product says something else', () => {
    const card = (value: string) => ({
      type: 'AdaptiveCard',
      body: [
        { type: 'Input.Text', id: 'note' },
        { type: 'Input.Text', id: 'amount', value },
      ],
    })
    const entered = { note: 'half a sen', amount: '36,000', gone: 'x' }
    expect(keepEntered(card(''), card(''), entered)).toEqual({ note: 'half a sen', amount: '36,000' })
    expect(keepEntered(card(''), card('36000'), entered)).toEqual({ note: 'half a sen' })
  })
})

test('the first field that something is wrong with is known', () => {
  const run = (color: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'x', color }] })
  const inputs = ['a', 'b', 'c'].map((id) => ({ type: 'Input.Text', id }))
  const [a, b, c] = inputs
  expect(wrongIn({ body: [run('attention'), a, run('default'), b, run('attention'), c, run('attention')] })).toBe('b')
  expect(wrongIn({ body: [a, b, c] })).toBeNull()
})

describe('text', () => {
  test('Markdown is drawn, and no markup of another kind gets through', () => {
    expect(markdownHtml('**now** and *then*')).toBe('<p><strong>now</strong> and <em>then</em></p>')
    expect(markdownHtml('- one\n- two')).toBe('<ul><li>one</li><li>two</li></ul>')
    expect(markdownHtml('<img src=x onerror=alert(1)>')).not.toContain('<img')
    expect(markdownHtml('&lt;b&gt; & "x"')).toBe('<p>&#60;b&#62; &#38; &#34;x&#34;</p>')
  })

  test('a link goes to the web or nowhere, and cannot leave its attribute', () => {
    expect(markdownHtml('[a](javascript:alert(1))')).not.toContain('href')
    expect(markdownHtml('[a](https://x.example/"onclick="b)')).toContain('href="https://x.example/&#34;onclick=&#34;b"')
  })

  test('what is escaped is plain, and a mention is a name', () => {
    expect(markdownHtml('\\*not bold\\* snake_case_name')).toBe('<p>*not bold* snake_case_name</p>')
    expect(markdownHtml('<at>Baton</at> note')).toBe('<p><span class="mention">Baton</span> note</p>')
  })
})

describe('conversations', () => {
  const message = (id: string, more: Partial<TeamsMessage> = {}): TeamsMessage => ({
    ...{ id, from: { id: '28:bot', name: 'Baton', isBot: true }, text: '', card: null, summary: '', rootId: null },
    ...{ isNotice: false, edited: false, mentions: [], toast: null, took: null },
    sent: { method: 'POST /v3/conversations/c/activities', args: {}, at: 5 },
    forAll: { at: 5, took: null },
    ...more,
  })

  test('replies stand under their post, and one whose post is gone stands for itself', () => {
    const all = [message('1'), message('2', { rootId: '1' }), message('3'), message('4', { rootId: '0' })]
    expect(gatherPosts(all).map(({ id, replies }) => [id, replies.map((one) => one.id)])).toEqual([
      ['1', ['2']],
      ['3', []],
      ['4', []],
    ])
  })

  test('a card that is sent anew is looked at anew, one’s own view of it is not', () => {
    const card = { type: 'AdaptiveCard' }
    const before = newsOf({ unread: 0, messages: [message('1', { card })] })
    const sent = { method: 'PUT /v3/conversations/c/activities/1', args: {}, at: 9 }
    expect(newsOf({ unread: 0, messages: [message('1', { card, sent })] })).not.toEqual(before)
    const own = { method: 'answer refresh', args: {}, at: 10 }
    expect(newsOf({ unread: 0, messages: [message('1', { card, sent: own })] })).toEqual([])
  })
})

describe('the composer', () => {
  const hints = [
    { word: 'new', usage: 'new [email]', about: 'Hand off a lead' },
    { word: 'mine', usage: 'mine', about: 'What is due' },
  ]
  const offered = (text: string, kind: 'channel' | 'personal') =>
    suggestForTeams({ world: teams, hints }, text, kind).map((one) => one.text)

  test('one to one the words themselves are offered', () => {
    expect(offered('', 'personal')).toEqual([])
    expect(offered('n', 'personal')).toEqual(['new '])
    expect(offered('/lead m', 'personal')).toEqual(['/lead mine '])
    expect(offered('new x', 'personal')).toEqual([])
  })

  test('in a channel Baton is offered after an @, and its words after its name', () => {
    expect(offered('@', 'channel')).toEqual(['@Baton ', '@Felix ', '@Lena '])
    expect(offered('@Baton ', 'channel')).toEqual(['@Baton new ', '@Baton mine '])
    expect(offered('@baton m', 'channel')).toEqual(['@baton mine '])
    expect(offered('new', 'channel')).toEqual([])
    expect(offered('@Baton tell @Le', 'channel')).toEqual(['@Baton tell @Lena '])
  })
})
