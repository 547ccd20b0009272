import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  companyKey,
  decideDuplicate,
  domainKey,
  emailKey,
  type Found,
  isFreeMail,
  type LastClosed,
  phoneKey,
} from '../../src/domain/duplicates.ts'

describe('addresses', () => {
  test.each([
    [' Anna.Foss+demo@Turmalin.Example ', 'anna.foss@turmalin.example'],
    ['anna+a+b@x.example', 'anna@x.example'],
    ['kontakt@Müller.example', 'kontakt@xn--mller-kva.example'],
    ["o'neil@x.example", "o'neil@x.example"],
  ])('%s is compared as %s', (text, key) => {
    expect(emailKey(text)).toBe(key)
  })

  test.each([
    '',
    'anna',
    'anna@x',
    'a@b@c.example',
    'a b@c.example',
    'a@b c.example',
    '@x.example',
    '+x@x.example',
    '.a@x.example',
    'a..b@x.example',
    'a@x..example',
    'a@x.example.',
    'a@1.2.3.4',
    'a@[1.2.3.4]',
    'a\u200b@x.example',
    'a\u0000@x.example',
    '<a@x.example>',
    `${'a'.repeat(65)}@x.example`,
    `a@${'b.'.repeat(125)}example`,
  ])('%j is no address', (text) => {
    expect(emailKey(text)).toBeNull()
  })

  test('a key is its own key, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        const key = emailKey(text)
        expect(key === null ? null : emailKey(key)).toBe(key)
      }),
    )
  })
})

test.each([
  ['https://www.Adlerwerk.example/contact?x=1', 'adlerwerk.example'],
  ['adlerwerk.example:8080', 'adlerwerk.example'],
  ['info@Adlerwerk.example', 'adlerwerk.example'],
  ['Müller.example', 'xn--mller-kva.example'],
  ['localhost', null],
  ['10.0.0.1', null],
  ['Adlerwerk GmbH', null],
  ['', null],
  [null, null],
])('the domain in %j is %s', (text, key) => {
  expect(domainKey(text)).toBe(key)
})

test('a free-mail domain never stands for a company', () => {
  expect(isFreeMail('gmail.com')).toBe(true)
  expect(isFreeMail('adlerwerk.example')).toBe(false)
  expect(companyKey(null, 'x@gmail.com')).toBeNull()
  expect(companyKey('web.de', 'x@adlerwerk.example')).toBeNull()
  expect(companyKey('', 'x@adlerwerk.example')).toBe('adlerwerk.example')
})

test.each([
  ['+49 30 5550 1412', null, '+493055501412'],
  ['030 5550 1412', 'de', '+493055501412'],
  ['0049 (30) 5550-1412', null, '+493055501412'],
  ['030 5550 1412', null, null],
  ['030 5550 1412', 'XX', null],
  ['call me', 'DE', null],
  ['12', 'DE', null],
])('the phone %j in %s is %s', (text, country, key) => {
  expect(phoneKey(text, country)).toBe(key)
})

describe('decision', () => {
  const at = new Date('2026-11-16T08:00:00Z')
  const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000)
  const nothing: Found = { openForLead: null, openAtCompany: null, lastClosed: null, newLead: null }
  const open = { number: 142, owner: 'Lena Vogt', since: daysAgo(3), stage: 'SAL' as const }
  const closed: LastClosed = {
    number: 90,
    stage: 'NURTURE',
    reason: 'not_ready',
    at: daysAgo(10),
    by: 'Lena Vogt',
    kind: null,
  }
  const fresh = { kind: 'start', keeps: null, sameCompany: null, reasonNeeded: null }

  test('a lead nobody knows starts a hand-off', () => {
    expect(decideDuplicate(nothing, false, at)).toEqual(fresh)
  })

  test('an open hand-off of the lead takes the signal, by hand too, whatever else was found', () => {
    const found = { ...nothing, openForLead: open, lastClosed: closed, newLead: { number: 7 } }
    expect(decideDuplicate(found, false, at)).toEqual({ kind: 'open', handoff: open })
    expect(decideDuplicate(found, true, at)).toEqual({ kind: 'open', handoff: open })
  })

  test('an open hand-off of the company leads to its owner', () => {
    const sameCompany = { number: 130, ownerId: 'lena' }
    expect(decideDuplicate({ ...nothing, openAtCompany: sameCompany }, false, at)).toEqual({ ...fresh, sameCompany })
  })

  test('within 30 days after a recycle the score makes no card, a colleague needs a reason', () => {
    const found = { ...nothing, lastClosed: closed }
    expect(decideDuplicate(found, false, at)).toEqual({ kind: 'coolDown', closed, until: daysAgo(-20) })
    expect(decideDuplicate(found, true, at)).toEqual({ ...fresh, reasonNeeded: closed })
  })

  test.each([
    [30, 'coolDown'],
    [30.001, 'start'],
  ])('%d days after a soft disqualification the answer is %s', (days, kind) => {
    const soft: LastClosed = { ...closed, stage: 'DISQUALIFIED', kind: 'soft', at: daysAgo(days) }
    expect(decideDuplicate({ ...nothing, lastClosed: soft }, false, at).kind).toBe(kind)
  })

  test('one that was lost yesterday may come again at once', () => {
    const lost: LastClosed = { ...closed, stage: 'LOST', at: daysAgo(1) }
    expect(decideDuplicate({ ...nothing, lastClosed: lost }, false, at)).toEqual(fresh)
  })

  test('who was disqualified for good is refused, years later and by hand', () => {
    const hard: LastClosed = { ...closed, stage: 'DISQUALIFIED', kind: 'hard', reason: 'opted_out', at: daysAgo(900) }
    for (const byHand of [true, false]) {
      expect(decideDuplicate({ ...nothing, lastClosed: hard }, byHand, at)).toEqual({ kind: 'refused', closed: hard })
    }
  })

  test('a NEW lead keeps its number', () => {
    expect(decideDuplicate({ ...nothing, newLead: { number: 7 } }, true, at)).toEqual({ ...fresh, keeps: 7 })
  })
})
