import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailKey, phoneKey } from '../../src/domain/duplicates.ts'
import { emailIn, quoteOf, readLeadInText } from '../../src/domain/lead-in-text.ts'

const nobody = { email: null, name: null, company: null, phone: null }

describe('a lead is found in what people write', () => {
  test.each([
    [
      'Katrin Weiss from Adlerwerk wants a demo: katrin.weiss@adlerwerk.example, +49 30 901820',
      { email: 'katrin.weiss@adlerwerk.example', name: 'Katrin Weiss', company: 'Adlerwerk', phone: '+49 30 901820' },
    ],
    ['Mail me at k.weiss@adlerwerk.example.', { email: 'k.weiss@adlerwerk.example', company: 'Adlerwerk' }],
    [
      'Best regards\nPiotr Voss\nHead of IT\nJernia AS\n+47 22 00 00 00\npvoss@jernia.example',
      { email: 'pvoss@jernia.example', name: 'Piotr Voss', company: 'Jernia AS', phone: '+47 22 00 00 00' },
    ],
    ['Name: Ida Licht\nCompany: Isarlicht\nE-Mail: ida@web.de', { name: 'Ida Licht', company: 'Isarlicht' }],
    ['*Name*: Ida Licht\n*Firma*: Isar Licht & Söhne', { name: 'Ida Licht', company: 'Isar Licht & Söhne' }],
    ['Met Hans von Stein (hans.stein@stein.example)', { name: 'Hans von Stein', company: 'Stein' }],
    ['"José Müller" <jose.mueller@sol-luna.example>', { name: 'Jose Mueller', company: 'Sol Luna' }],
    ['call info@sales.havn.co.uk', { email: 'info@sales.havn.co.uk', name: null, company: 'Havn' }],
    ['Ring 030 901820 an', { phone: '+49 30 901820', email: null }],
  ])('%j', (text, found) => expect(readLeadInText(text, 'DE')).toMatchObject(found))

  test.each(['anna.berg@gmail.com', 'Anna Berg anna.berg@gmx.de'])('free mail gives no company: %s', (text) =>
    expect(readLeadInText(text, null)).toMatchObject({ name: 'Anna Berg', company: null }),
  )
  test.each(['', 'thanks!', 'see you on 2026-11-18 at 14:30', 'half@', '@half', 'a@b', 'Lena Vogt accepted it'])(
    'nothing in %j',
    (text) => expect(readLeadInText(text, 'DE')).toEqual(nobody),
  )
  test('a national number needs the country', () => {
    expect(readLeadInText('030 901820', null).phone).toBeNull()
    expect(readLeadInText('030 901820', 'XX').phone).toBeNull()
  })
})

test('a quote shows neither address nor number', () => {
  const text = 'Katrin Weiss, <katrin.weiss@adlerwerk.example>, +49 30 901820 or 030/901820: wants "two" tools.'
  expect(quoteOf(text, 'DE')).toBe('Katrin Weiss, <…>, … or …: wants "two" tools.')
  expect(quoteOf('x'.repeat(9_000), null).length).toBeLessThanOrEqual(400)
})

const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'katrin.weiss@adlerwerk.example',
    '+49 30 901820',
    'Name: ',
    'GmbH',
    '@',
    '\n',
    '<',
    '…',
    'von',
    '\ud800',
  ),
  fc.emailAddress(),
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((some) => some.join(' ')),
  fc.tuple(pieces, fc.integer({ min: 1, max: 40_000 })).map(([one, length]) => one.repeat(length).slice(0, 40_000)),
)

test('whatever somebody wrote, what is found is an address, a number and short names, or nothing', () => {
  fc.assert(
    fc.property(texts, fc.option(fc.constantFrom('DE', 'NO', 'XX', '')), (text, country) => {
      const { email, name, company, phone } = readLeadInText(text, country)
      expect(email === null || emailKey(email) !== null).toBe(true)
      expect(phone === null || phoneKey(phone) !== null).toBe(true)
      for (const one of [name, company]) expect(one === null || (one.length > 0 && one.length <= 80)).toBe(true)
      const quote = quoteOf(text, country)
      expect(quote.length).toBeLessThanOrEqual(400)
      expect(emailIn(quote)).toBeNull()
    }),
    { numRuns: 150 },
  )
})
