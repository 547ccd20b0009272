import { describe, expect, test } from 'vitest'
import { commands } from '../commands/index.ts'
import { moves } from '../src/domain/moves.ts'
import { reasons } from '../src/domain/reasons.ts'
import { catalogues } from '../src/texts/catalogue.ts'
import { product } from './architecture/source.ts'
import { keyFamilies, neededBy, quotedKeys, sayings } from './architecture/texts.ts'

const texts: Record<string, string> = catalogues.en
const keys = Object.keys(texts)
const tableOf = (key: string) => key.slice(0, key.indexOf('.'))
const tables = new Set(keys.map(tableOf))
const used = quotedKeys(tables)
const at = ({ path, line }: { path: string; line: number }) => `${path}:${line}`

test('every text is used', () => {
  const named = new Set(used.map(({ key }) => key))
  const families = keyFamilies(tables)
  const idle = keys.filter((key) => !named.has(key) && !families.some((family) => family.test(key)))
  expect(idle.map((key) => `${key}: no card, form or reply says it; take it out of en.json`)).toEqual([])
})

test('every text that is named is there', () => {
  const missing = used.filter(({ key }) => !(key in texts))
  expect(missing.map((one) => `${at(one)} names ${one.key}: add it to en.json`)).toEqual([])
})

test('every key that the code puts together has texts', () => {
  const empty = keyFamilies(tables).filter((family) => !keys.some((key) => family.test(key)))
  expect(empty.map((family) => `no key of en.json is like ${family.source}`)).toEqual([])
})

test('every text is a message that can be read', () => {
  expect(keys.flatMap((key) => neededBy(texts[key] ?? ''))).not.toContain('')
})

test('every text is given each value that it needs, and no other', () => {
  const wrong = sayings().flatMap((one) => {
    const text = texts[one.key]
    if (text === undefined || one.given === null) return []
    const needed = neededBy(text)
    const missing = needed.filter((name) => !one.given?.includes(name))
    const idle = one.given.filter((name) => !needed.includes(name))
    return [
      ...missing.map((name) => `${at(one)} says ${one.key} without {${name}}`),
      ...idle.map((name) => `${at(one)} gives ${one.key} the value ${name}, which the text does not say`),
    ]
  })
  expect(wrong).toEqual([])
})

test('the texts stand in the order of their keys', () => {
  expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)))
})

describe('a refusal', () => {
  const law = product.find(({ path }) => path === 'src/domain/refusal.ts')?.text ?? ''
  const refusals = [...law.matchAll(/\| \{ key: '(\w+)'/g)].flatMap((match) => match[1] ?? [])

  test.each(refusals)('%s has its sentence', (key) => {
    expect(texts[`refusal.${key}`] ?? texts[`refusal.${key}Near`]).toBeTypeOf('string')
  })

  test.each(refusals)('%s is said by somebody', (key) => {
    const sayers = product.filter(
      ({ path, text }) => path !== 'src/domain/refusal.ts' && text.includes(`key: '${key}'`),
    )
    expect(sayers.map(({ path }) => path)).not.toEqual([])
  })

  test('that has a sentence is one of the law', () => {
    const named = new Set(used.map(({ key }) => key))
    const strays = keys.filter((key) => tableOf(key) === 'refusal' && !named.has(key)).map((key) => key.slice(8))
    expect(strays.filter((key) => !refusals.includes(key))).toEqual([])
  })
})

describe('a reason', () => {
  const lists = Object.entries(reasons).map(([verb, table]): [string, string[]] => [verb, Object.keys(table)])
  // What disqualifies, soft or hard, is one list to who chooses.
  const disqualify = [...Object.keys(reasons.soft), ...Object.keys(reasons.hard)]

  test.each(lists)('of %s has its words', (verb, reasonKeys) => {
    expect(reasonKeys.filter((key) => !(`reason.${verb}.${key}` in texts))).toEqual([])
  })

  test('that has words is one of the law', () => {
    const lawful = [...lists, ['disqualify', disqualify] as const].flatMap(([verb, all]) =>
      all.map((key) => `reason.${verb}.${key}`),
    )
    expect(keys.filter((key) => tableOf(key) === 'reason').toSorted()).toEqual(lawful.toSorted())
  })
})

describe('help', () => {
  const words = Object.keys(commands)

  test.each(words)('says what %s does', (word) => {
    expect(texts[`help.${word}`]).toBeTypeOf('string')
  })

  test.each(Object.values(commands))('says who may use $word, by the moves table or by the word itself', (one) => {
    expect(Object.hasOwn(moves, one.word) !== Boolean(one.who)).toBe(true)
  })

  test('has examples of words that exist, and of no other', () => {
    const shown = keys.filter((key) => key.startsWith('help.eg.')).map((key) => key.slice('help.eg.'.length))
    expect(shown.filter((word) => !words.includes(word))).toEqual([])
  })
})
