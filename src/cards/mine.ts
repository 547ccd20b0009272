import type { Mine, MineRow } from '../../db/queries/mine.ts'
import { minorDigits } from '../domain/money.ts'
import { inDots, money, type Sentence, say, type Value } from '../texts/sentence.ts'
import { act } from './acts.ts'
import { type Button, buttons, line, type Part } from './card.ts'
import { dueWords, moreRows, rowTitle } from './rows.ts'

/** Whose list it is, and when it was asked for; `isOwn` is false when a manager looks at another's. */
export type MineView = { name: string; isOwn: boolean; now: Date }

const afterMeeting: [Button[], Button[]] = [
  [
    { label: 'button.held', word: 'outcome', does: 'runs', variant: 'held' },
    { label: 'button.noShow', word: 'outcome', does: 'runs', variant: 'no_show' },
    act.show,
  ],
  [
    { label: 'button.rescheduled', word: 'outcome', does: 'asks', variant: 'rescheduled' },
    { label: 'button.notQualified', word: 'outcome', does: 'runs', variant: 'not_qualified' },
    { label: 'button.notYet', word: 'outcome', does: 'runs', variant: 'not_yet' },
  ],
]

const atSqo = [act.step, act.win, act.lose]

const atSql = (row: MineRow): Button[] => {
  if (row.isAe) return [act.confirm, act.return, act.show]
  return row.ae === null ? [act.hand, act.show] : [act.show]
}

/** What is to be done next with a row, as buttons: the answer that is waited for comes first (product §2). */
const nextAct = (row: MineRow): [Button[], Button[]] => {
  const waitsFor = (kind: string) => row.dues.some((due) => due.kind === kind)
  if (waitsFor('meeting')) return row.isAe || row.isOwner ? afterMeeting : [[act.show], []]
  if (row.stage === 'MQL') return [[act.accept, act.show], []]
  if (row.stage === 'SQL') return [atSql(row), []]
  if (row.stage === 'SQO') return [[act.touch, act.show], row.isAe ? atSqo : []]
  if (waitsFor('first_touch') || waitsFor('call_back'))
    return [
      [act.reached, act.noAnswer, act.show],
      [act.leftMessage, act.qualify],
    ]
  return [[act.qualify, act.show], []]
}

/** An expectation is no account: cents would say more than is known. */
const wholeMoney = ({ minor, currency }: NonNullable<MineRow['expected']>): Value => {
  const unit = 10 ** minorDigits(currency)
  return money(Math.round(minor / unit) * unit, currency)
}

const rowOf = (row: MineRow, view: MineView): Part[] => {
  const first = row.dues[0]
  const details: Value[] = row.dues.map(({ kind, at }) => dueWords(kind, at, view.now))
  if (row.stage === 'SQL' && !row.isAe && row.ae !== null) details.push(say('mine.withAe', { ae: row.ae }))
  if (row.expected !== null && row.expected.minor > 0)
    details.push(say('mine.expected', { amount: wholeMoney(row.expected) }))
  const [shown, more] = view.isOwn ? nextAct(row) : [[act.show], []]
  return [
    line(say('mine.row', { items: inDots([rowTitle(row, first !== undefined && first.at < view.now), ...details]) })),
    buttons(row.number, shown, more),
  ]
}

const heading = ({ total, dueToday }: Mine, { name, isOwn }: MineView): Sentence => {
  const values = { name, count: total, due: dueToday }
  if (total === 0) return say(isOwn ? 'mine.none' : 'mine.noneOf', values)
  return say(isOwn ? 'mine.title' : 'mine.titleOf', values)
}

const start: Part = buttons(null, [act.new, act.queue, act.funnel], [act.away, act.help])

/** What somebody owns or decides, the most urgent first, each with its next act (product §2). */
export const drawMine = (mine: Mine, view: MineView, beside: Part[] = []): Part[] => [
  line(heading(mine, view), 'title'),
  ...mine.rows.flatMap((row) => rowOf(row, view)),
  ...moreRows(mine.total - mine.rows.length),
  ...(beside.length > 0 ? [{ part: 'divider' } as const, ...beside] : []),
  ...(view.isOwn ? [{ part: 'divider' } as const, start] : []),
]

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)
const person = { stage: 'SAL', isOwner: true, isAe: false, ae: null, expected: null } as const

const full: Mine = {
  total: 17,
  dueToday: 2,
  rows: [
    {
      ...person,
      number: 401,
      name: 'Tove Lang',
      company: 'Havn Group',
      dues: [{ kind: 'first_touch', at: at('08:20') }],
    },
    {
      ...person,
      number: 405,
      name: 'Ida Licht',
      company: 'Isarlicht GmbH',
      dues: [
        { kind: 'call_back', at: at('14:00') },
        { kind: 'qualify', at: at('16:30') },
      ],
      expected: { minor: 920_000, currency: 'EUR' },
    },
    { ...person, number: 406, stage: 'MQL', isOwner: false, name: null, company: 'Jernia AS', dues: [] },
    {
      ...person,
      number: 407,
      stage: 'SQL',
      ae: 'Paolo Greco',
      name: 'Jon Dahl',
      company: null,
      dues: [{ kind: 'ae_decision', at: at('17:30') }],
    },
    {
      ...person,
      number: 408,
      stage: 'SQL',
      isAe: true,
      name: null,
      company: null,
      dues: [{ kind: 'meeting', at: at('08:00') }],
    },
    {
      ...person,
      number: 409,
      stage: 'SQO',
      name: 'Eva Rossi',
      company: 'Officina SpA',
      dues: [{ kind: 'next_step', at: at('17:30') }],
    },
  ],
}

export const examples: Record<string, Part[]> = {
  own: drawMine(full, { name: 'Lena Vogt', isOwn: true, now: at('09:00') }),
  another: drawMine(full, { name: 'Lena Vogt', isOwn: false, now: at('09:00') }),
  nothing: drawMine({ total: 0, dueToday: 0, rows: [] }, { name: 'Felix Amsel', isOwn: true, now: at('09:00') }),
}
