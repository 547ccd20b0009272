import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { levels, markupIn, openChain } from '../support/chain.ts'
import type { Chat } from '../support/chat.ts'
import { fieldErrors, inputsOf, wordsOf } from '../support/seen.ts'
import { countLines, type openWire } from '../support/wire.ts'

let chat: Chat
let wire: ReturnType<typeof openWire>
let at = { mql: 0, sal: 0, sql: 0 }
beforeAll(async () => {
  const chain = await openChain()
  chat = chain.chat
  wire = chain.wire
  at = chain.at
})
afterAll(() => chat.close())

describe('what does not fit is said at its field, and changes nothing', () => {
  const refusedAt = async (who: 'Felix' | 'Lena' | 'Paolo', command: string, values: Record<string, string>) => {
    await chat.type(who, command)
    const before = await countLines(chat)
    const { status, body } = await wire.submit(who, values)
    expect(status).toBe(200)
    expect(await countLines(chat)).toBe(before)
    await chat.closeForm(who)
    const errors = Object.keys(fieldErrors(body))
    return errors.length > 0 ? errors : wordsOf(body)
  }
  const lead = { name: 'A', company: 'B', email: 'a@b-one.example', why: 'now', source: 'referral', queue: 'dach' }

  it.each<[field: string, value: string]>([
    ['name', 'x'.repeat(201)],
    ['company', 'x'.repeat(201)],
    ['title', 'x'.repeat(201)],
    ['campaign', 'x'.repeat(201)],
    ['sourceDetail', 'x'.repeat(201)],
    ['why', 'x'.repeat(1_001)],
    ['email', `${'x'.repeat(250)}@b.example`],
    ['email', 'not an address'],
    ['email', 'a@b@c.example'],
    ['phone', '+49 30 5550 1412 and 60 more characters of it'],
    ['phone', 'call me'],
    ['country', 'Atlantis'],
    ['country', '<!channel>'],
    ...['0', '-1', '1.5', '1e3', '1e309', '12,5', '12.500', 'many', '٣'].map((one): [string, string] => [
      'employees',
      one,
    ]),
    ['source', 'never_offered'],
    ['queue', 'never_offered'],
    ['queue', "dach'; drop table handoffs"],
    ['priority', 'P0'],
    ['company', '\u0000\u202E\u200B'],
    ['why', ' \u2028 '],
  ])('Hand off, %s: %.40s', async (field, value) => {
    expect(await refusedAt('Felix', 'new', { ...lead, [field]: value })).toEqual([field])
  })

  it.each([
    ['level_budget', '4'],
    ['level_budget', '-1'],
    ['level_need', '1.5'],
    ['level_need', '__proto__'],
    ['evidence_budget', 'x'.repeat(1_001)],
    ['ae', 'nobody'],
    ['ae', '00000000-0000-7000-8000-000000000000'],
  ])('Qualify, %s: %.40s', async (field, value) => {
    expect(await refusedAt('Lena', `qualify ${at.sal}`, { ...levels, [field]: value })).toEqual([field])
  })

  it.each<[field: string, value: string]>([
    ...['1e309', '-0', '0', '-5', '1,2.3,4', 'many', '∞', 'NaN', '9'.repeat(30), '0x10'].map(
      (one): [string, string] => ['amount', one],
    ),
    ['amount', 'x'.repeat(31)],
    ['currency', 'XXQ'],
    ['currency', 'EURO'],
    ...['2026-02-30', '10000-01-01', '0001-01-01', '2026-13-01', 'soon', '2026-11-17', '1969-12-31'].map(
      (one): [string, string] => ['closeDate', one],
    ),
    ['nextStepBy', '2026-02-30'],
    ['nextStep', 'x'.repeat(301)],
    ['meetingHeldOn', '2026-02-30'],
    ['meetingHeldOn', '2026-11-19'],
  ])('Confirm, %s: %.40s', async (field, value) => {
    const whole = { amount: '1000', currency: 'EUR', closeDate: '2027-01-29', nextStep: 'x', nextStepBy: '2026-12-01' }
    const who = 'Sofia'
    const given = { ...whole, meetingHeldOn: '2026-11-17', [field]: value }
    await chat.type(who, `confirm ${at.sql}`)
    const before = await countLines(chat)
    const known = inputsOf(chat.modal(who)).map(({ id }) => id)
    const { body } = await wire.submit(
      who,
      Object.fromEntries(Object.entries(given).filter(([id]) => known.includes(id))),
    )
    expect(await countLines(chat)).toBe(before)
    await chat.closeForm(who)
    if (known.includes(field)) expect(Object.keys(fieldErrors(body))).toEqual([field])
  })

  it.each([
    ['date', '2026-02-30'],
    ['date', '9999-12-31'],
    ['date', '2026-09-01'],
    ['time', '25:00'],
    ['length', '7'],
    ['ae', 'nobody'],
    ['ae', '00000000-0000-7000-8000-000000000000'],
    ['link', 'http://evil.example'],
    ['link', 'javascript:alert(1)'],
    ['link', `https://x.example/${'x'.repeat(500)}`],
  ])('Book meeting, %s: %.40s', async (field, value) => {
    const meeting = { date: '2026-11-20', time: '10:00', length: '30' }
    expect(await refusedAt('Lena', `meet ${at.sal}`, { ...meeting, [field]: value })).toEqual([field])
  })

  it.each([
    ['kind', 'never_offered'],
    ['outcome', 'never_offered'],
    ['note', 'x'.repeat(2_001)],
    ['callBackOn', '2026-02-30'],
    ['callBackOn', '2020-01-01'],
  ])('Log touch, %s: %.40s', async (field, value) => {
    const touch = { kind: 'call', outcome: 'reached' }
    expect(await refusedAt('Lena', `touch ${at.sal}`, { ...touch, [field]: value })).toEqual([field])
  })

  it.each([
    ['reason', 'never_offered'],
    ['next', 'never_offered'],
    ['note', 'x'.repeat(2_001)],
    ['date', '2026-02-30'],
    ['date', '2020-01-01'],
  ])('Reject, %s: %.40s', async (field, value) => {
    const rejected = { next: 'recycle', reason: 'not_ready' }
    const [first] = await refusedAt('Lena', `reject ${at.mql}`, { ...rejected, [field]: value })
    expect(first).toBe(field)
  })

  it('12.500 is asked about where two locales read it differently, and an English reader is believed', async () => {
    await chat.type('Sofia', `confirm ${at.sql}`)
    const whole = { currency: 'EUR', closeDate: '2027-01-29', nextStep: 'x', nextStepBy: '2026-12-01' }
    const { body } = await wire.submit('Sofia', { ...whole, amount: '12.500' })
    expect(fieldErrors(body).amount).toMatch(/Is that .*12,?500.* or .*12\.5/)
    await chat.closeForm('Sofia')
  })
})

describe('what is typed after the command and does not fit is answered in words, and changes nothing', () => {
  const words = ['accept', 'reject', 'touch', 'meet', 'outcome', 'qualify', 'hand', 'confirm', 'return', 'nurture']
  const more = [...words, 'disqualify', 'undo', 'show', 'why']

  it.each(['0', '#0', '4120', '#4120', '999999999', '#9999999999', '-1', '1.5', '1e3', '12abc', '#', '##1', '١'])(
    'the number %s',
    async (number) => {
      const before = await countLines(chat)
      for (const word of more) {
        const act = await chat.type('Lena', `${word} ${number}`)
        expect(act.error).toBeNull()
        expect(wordsOf(act.body), word).toMatch(/There is no|Did you mean|Which hand-off|ripens|nothing of yours/)
        expect(chat.hasModal('Lena'), word).toBe(false)
      }
      expect(await countLines(chat)).toBe(before)
    },
  )

  it.each([
    'touch N dance always',
    'nurture N because',
    'nurture N not_ready 2026-02-30',
    'nurture N not_ready 10000-01-01',
    'disqualify N never_offered',
    'disqualify N other short',
    'meet N 2026-02-30 10:00',
    'meet N tomorrow',
    'outcome N maybe',
    'hand N Nobody At All',
    'return N never_offered because',
    'qualify N 9 9 9 9',
    'confirm N 1e309',
  ])('%s', async (text) => {
    const before = await countLines(chat)
    for (const number of [at.mql, at.sal, at.sql]) {
      const act = await chat.type('Lena', text.replace('N', String(number)))
      expect(act.error).toBeNull()
      if (chat.hasModal('Lena')) await chat.closeForm('Lena')
    }
    expect(await countLines(chat)).toBe(before)
  })

  it.each([
    ['accept', 'please'],
    ['reject', 'no budget'],
    ['qualify', '3 3 3 3'],
    ['confirm', 'on Friday'],
    ['undo', 'everything'],
    ['why', 'me'],
  ])('%s reads no more than the number: %s', async (word, rest) => {
    const before = await countLines(chat)
    for (const number of [at.mql, at.sal, at.sql]) {
      const { body } = await chat.type('Lena', `${word} ${number} ${rest}`)
      expect(wordsOf(body)).toContain(`I did not understand “${rest}”. Nothing has changed.`)
      expect(wordsOf(body)).toContain(`Write “${word} #${number}” and nothing after it.`)
      expect(chat.hasModal('Lena')).toBe(false)
    }
    expect(await countLines(chat)).toBe(before)
  })

  it.each([
    '',
    ' ',
    'x'.repeat(4_000),
    '🙂',
    '<!channel>',
    'help <@U1>',
    'funnel 2026-02-30..2026-03-01',
    'funnel 0001-01-01..9999-12-31',
    'funnel by nothing',
    'queue nowhere',
    'here nowhere',
    'here alerts nothing',
    'find %',
    "find '",
    'mine <@U404>',
    'constructor',
    '__proto__ 1',
    'toString',
  ])('%.30s', async (text) => {
    const before = await countLines(chat)
    expect((await chat.type('Sofia', text)).error).toBeNull()
    expect(chat.whispered('Sofia')).not.toMatch(/our mistake/)
    expect(await countLines(chat)).toBe(before)
  })
})

it('nothing that was sent broke a rule of the platform, and no word ended as a mistake of ours', () => {
  expect(markupIn(chat)).toEqual([])
  expect(chat.logged.filter((row) => row.includes('"failed"'))).toEqual([])
})
