import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromMinor, isCurrency, minorDigits, readAmount, toMinor, writeAmount } from '../../src/domain/money.ts'

describe('reading', () => {
  test.each([
    ['12500', 1_250_000],
    ['12,500.50', 1_250_050],
    ['12.500,50', 1_250_050],
    ['1.234,56', 123_456],
    ['12 500', 1_250_000],
    ['12\u00a0500', 1_250_000],
    ['12\u202f500,5', 1_250_050],
    ['12’500', 1_250_000],
    ["12'500.50", 1_250_050],
    ['12,5', 1250],
    ['12.50', 1250],
    ['0,500', 50],
    ['1.234.567', 123_456_700],
    ['1,234,567.8', 123_456_780],
    ['12.5000', 1250],
    ['+36 000', 3_600_000],
    ['€ 12,500.50', 1_250_050],
    ['12.500,50 EUR', 1_250_050],
    ['500,-', 50_000],
    ['0.01', 1],
    ['90071992547409.91', 9_007_199_254_740_991],
    ['００１２', 1200],
  ])('%s is read alike in every language', (text, minor) => {
    for (const locale of ['en', 'de', 'it', 'nb']) {
      expect(readAmount(text, locale, 'EUR')).toEqual({ ok: true, minor })
    }
  })

  test.each([
    '',
    ' ',
    '12.5.3',
    '12,5.3',
    '1.23,456.7',
    '12.500.50',
    '12k',
    'abc',
    '1e309',
    '1e3',
    'NaN',
    'Infinity',
    '0x10',
    '12 50',
    "12'5",
    '12.',
    '.5',
    '--5',
    '1.005,005',
    '500 USD',
    '12 500.000.000',
    '١٢',
    '1'.repeat(401),
  ])('%j is not a number', (text) => {
    expect(readAmount(text, 'en', 'EUR')).toEqual({ ok: false, problem: 'not_a_number' })
  })

  test.each(['0', '-0', '-5', '−5', '0.00', '-12,500.50'])('%s is not an amount', (text) => {
    expect(readAmount(text, 'en', 'EUR')).toEqual({ ok: false, problem: 'not_positive' })
  })

  test.each(['90071992547409.92', '99999999999999999', '9'.repeat(400)])('%s is too large to keep', (text) => {
    expect(readAmount(text, 'en', 'EUR')).toEqual({ ok: false, problem: 'too_large' })
  })

  test('three digits behind one point are asked about, in every language', () => {
    for (const locale of ['en', 'de', 'it', 'nb']) {
      const readings = ['12500', '12.50']
      expect(readAmount('12.500', locale, 'EUR')).toEqual({ ok: false, problem: 'ambiguous', readings })
    }
  })

  test('the unit may stand before or behind, if it is that of the currency', () => {
    for (const text of ['kr 500', '500 kr', '500 NOK', 'nok 500', '500,-']) {
      expect(readAmount(text, 'nb', 'NOK')).toEqual({ ok: true, minor: 50_000 })
    }
    expect(readAmount('500 kr', 'nb', 'EUR')).toEqual({ ok: false, problem: 'not_a_number' })
  })

  test('12,500 is what the English refusal advises, and asked about elsewhere', () => {
    expect(readAmount('12,500', 'en-GB', 'EUR')).toEqual({ ok: true, minor: 1_250_000 })
    expect(readAmount('12,500', 'de', 'EUR')).toMatchObject({ problem: 'ambiguous' })
  })

  test('a currency without a smaller unit has no decimals to mistake, one with three digits has', () => {
    expect(readAmount('12.500', 'en', 'JPY')).toEqual({ ok: true, minor: 12_500 })
    expect(readAmount('12.5', 'en', 'JPY')).toEqual({ ok: false, problem: 'not_a_number' })
    expect(readAmount('12.505', 'en', 'KWD')).toMatchObject({ readings: ['12505', '12.5050'] })
  })

  test('each reading that is offered is read without a further question', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999 }), (whole, fraction) => {
        const read = readAmount(`${whole}.${String(fraction).padStart(3, '0')}`, 'en', 'KWD')
        const readings = read.ok || read.problem !== 'ambiguous' ? [] : read.readings
        expect(readings.map((text) => readAmount(text, 'de', 'KWD'))).toEqual([
          { ok: true, minor: (whole * 1000 + fraction) * 1000 },
          { ok: true, minor: whole * 1000 + fraction },
        ])
      }),
    )
  })
})

describe('writing', () => {
  test.each([
    [3_600_000, 'EUR', '36000'],
    [1_250_050, 'EUR', '12500.50'],
    [12_500, 'JPY', '12500'],
    [12_505, 'KWD', '12.5050'],
    [5, 'EUR', '0.05'],
    [9_007_199_254_740_991, 'EUR', '90071992547409.91'],
  ])('%i minor units of %s are %s, without the unit', (minor, currency, text) => {
    expect(writeAmount(minor, currency)).toBe(text)
  })

  test('an amount is read back as it was written, in each language', () => {
    const given = [
      fc.maxSafeNat().filter((minor) => minor > 0),
      fc.constantFrom('en', 'de', 'it', 'nb'),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
    ] as const
    fc.assert(
      fc.property(...given, (minor, locale, currency) => {
        expect(readAmount(writeAmount(minor, currency), locale, currency)).toEqual({ ok: true, minor })
      }),
    )
  })

  test('programs exchange plain numbers, and one that the currency cannot hold is refused', () => {
    expect(toMinor(36_000.1, 'EUR')).toBe(3_600_010)
    expect(fromMinor(3_600_010, 'EUR')).toBe(36_000.1)
    for (const amount of [0.001, -1, Number.NaN, 1e300]) expect(toMinor(amount, 'EUR')).toBeNull()
  })

  test('currencies are those of ISO 4217', () => {
    expect([isCurrency('EUR'), isCurrency('eur'), isCurrency('XYZ')]).toEqual([true, false, false])
    expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3])
  })
})
