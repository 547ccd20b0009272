import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanDeep, cleanLine, cleanText, clip } from '../../src/domain/plain-text.ts'

const family = '👨‍👩‍👧‍👦'

describe('cleaning', () => {
  test('what hides in text or turns its direction is taken out', () => {
    expect(cleanLine('a\u0000b\u0007\u202eevil\u202c\u2066x\u2069\u200b\u200e\u200f\ufeff\u009b', 99)).toBe('abevilx')
  })

  test('joiners stay, emoji and some scripts need them', () => {
    expect(cleanLine(family, 99)).toBe(family)
    expect(cleanLine('می\u200cخواهم', 99)).toBe('می\u200cخواهم')
  })

  test('a half of a character becomes a visible mark, and accents are composed', () => {
    expect(cleanLine('a\ud83dz', 99)).toBe('a\ufffdz')
    expect(cleanLine('Mu\u0308ller', 99)).toBe('Müller')
  })

  test('one line is one line, text keeps its lines', () => {
    const text = '  first\r\n\r\n second\tthird\u2028fourth \n'
    expect(cleanLine(text, 99)).toBe('first second third fourth')
    expect(cleanText(text, 99)).toBe('first\n\n second third\nfourth')
  })

  test('whatever was sent, the result fits, is well-formed, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        for (const clean of [cleanLine, cleanText]) {
          const once = clean(text, max)
          expect(once.length).toBeLessThanOrEqual(max)
          expect(once.isWellFormed()).toBe(true)
          expect(once).not.toMatch(/[\p{Cs}\u200b\u202a-\u202e\u2066-\u2069]/u)
          expect(clean(once, max)).toBe(once)
        }
      }),
    )
  })
})

describe('clipping', () => {
  test('what fits stays, what does not ends in an ellipsis', () => {
    expect(clip('abcde', 5)).toBe('abcde')
    expect(clip('abcdef', 5)).toBe('abcd…')
    expect(clip('abc def', 5)).toBe('abc…')
    expect(clip('abc', 0)).toBe('')
  })

  test('a family is not cut apart', () => {
    expect(clip(`ab${family}cd`, 6)).toBe('ab…')
    expect(clip(`${family}${family}`, family.length + 1)).toBe(`${family}…`)
    expect(clip('e\u0301'.repeat(4), 4)).toBe('e\u0301…')
  })

  test('a megabyte is cut like a line', () => {
    expect(clip(family.repeat(100_000), 30)).toBe(`${family.repeat(2)}…`)
  })
})

describe('JSON from outside', () => {
  test('every text and key is cleaned, lines stay', () => {
    expect(cleanDeep({ 'a\u0000': ['x\u202ey', { b: 'l1\nl2' }], n: 1, t: true, z: null }, 9)).toEqual({
      a: ['xy', { b: 'l1\nl2' }],
      n: 1,
      t: true,
      z: null,
    })
  })

  test('a body cannot change what objects inherit', () => {
    const clean = cleanDeep(JSON.parse('{"__proto__":{"isAdmin":true},"__pro\\u200bto__":{"isAdmin":true},"a":1}'), 9)
    expect(clean).toEqual({ a: 1 })
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype)
  })

  test('what lies too deep, or is no JSON, becomes null', () => {
    expect(cleanDeep({ a: { b: { c: 1 } } }, 2)).toEqual({ a: { b: null } })
    expect(cleanDeep([Number.NaN, undefined, 1n, Symbol('x')], 2)).toEqual([null, null, null, null])
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    expect(cleanDeep(deep, 3)).toEqual([[[null]]])
  })
})
