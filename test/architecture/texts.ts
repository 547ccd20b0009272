import { IntlMessageFormat } from 'intl-messageformat'
import { product } from './source.ts'

type Place = { path: string; line: number }
export type Used = Place & { key: string }
export type Said = Used & { given: string[] | null }

// The configuration and the playground's page have dotted names of their own.
const code = product.filter(({ path }) => !/^src\/(?:config|playground)\//.test(path))

const placeIn = (path: string, text: string, index: number): Place => ({
  path,
  line: text.slice(0, index).split('\n').length,
})

/** Every quoted dotted name in the code whose first word is one of these tables of the catalogue. */
export const quotedKeys = (tables: ReadonlySet<string>): Used[] =>
  code.flatMap(({ path, text }) =>
    [...text.matchAll(/'(?<key>(?<table>[a-z]\w*)(?:\.\w+)+)'/g)].flatMap(({ index, groups }) =>
      tables.has(groups?.table ?? '') ? [{ ...placeIn(path, text, index), key: groups?.key ?? '' }] : [],
    ),
  )

/** A key that is put together, as a pattern: each hole stands for one word of a table. */
const familyOf = (template: string) => {
  const fixed = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
  return new RegExp(`^${fixed.join('\\w+')}$`)
}

const builders: [pattern: RegExp, template: (found: string[]) => string][] = [
  [/`([a-z]\w*\.(?:[\w.]|\$\{[^}`]*\})*\$\{[^`]*)`/g, ([whole = '']) => whole],
  [/wordFor\('(\w+)', `([^`]*)`/g, ([table, rest]) => `${table}.${rest}`],
  [/wordFor\('(\w+)', (?!`)/g, ([table]) => `${table}.\${key}`],
  [/=== '(\w+)'[^\n]*wordFor\(verb,/g, ([table]) => `${table}.\${key}`],
]

/** The keys that the code puts together: `help.${word}`, `wordFor('source', …)`. Read off the code, so none is listed. */
export const keyFamilies = (tables: ReadonlySet<string>): RegExp[] =>
  code
    .flatMap(({ text }) =>
      builders.flatMap(([pattern, template]) => [...text.matchAll(pattern)].map((match) => template(match.slice(1)))),
    )
    .filter((template) => tables.has(template.slice(0, template.indexOf('.'))))
    .map(familyOf)

const closes: Record<string, string> = { '{': '}', '(': ')', '[': ']' }

/** The names in an object that is written out, from just behind its brace; null where it spreads another. */
const namesIn = (text: string): string[] | null => {
  const waiting: string[] = []
  let own = ''
  for (const sign of text) {
    if (waiting.length === 0 && sign === '}') break
    if (sign === waiting.at(-1)) waiting.pop()
    else if (closes[sign]) waiting.push(closes[sign])
    else if (waiting.length === 0) own += sign
  }
  if (own.includes('...')) return null
  const plain = own.replaceAll(/'[^']*'|`[^`]*`/g, '')
  return [...plain.matchAll(/(?:^|,)\s*(\w+)/g)].flatMap((match) => match[1] ?? [])
}

/** Each place that says a sentence by its key, with the names of the values it gives; null where they cannot be read. */
export const sayings = (): Said[] =>
  code.flatMap(({ path, text }) =>
    [...text.matchAll(/\bsay\(\s*'(?<key>[\w.]+)'(?<then>\)|,\s*\{)?/g)].map(({ index, groups, 0: whole }) => {
      const then = groups?.then
      const given = then === ')' ? [] : then ? namesIn(text.slice(index + whole.length)) : null
      return { ...placeIn(path, text, index), key: groups?.key ?? '', given }
    }),
  )

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

const namesOf = (elements: readonly Element[]): string[] =>
  elements.flatMap((one) => {
    if (!('value' in one) || one.type === 0) return []
    const deeper = 'options' in one ? Object.values(one.options).flatMap((option) => namesOf(option.value)) : []
    return [one.value, ...deeper]
  })

/** The names of the values that a message needs; throws where the message cannot be read. */
export const neededBy = (message: string): string[] => [
  ...new Set(namesOf(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())),
]
