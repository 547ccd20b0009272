import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../commands/index.ts'
import { catalogues } from '../src/texts/catalogue.ts'
import { written } from './architecture/source.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const readme = read('README.md')
const pages = globSync(['*.md', 'docs/**/*.md'])
const manifest: { scripts: Record<string, string> } & Record<string, Record<string, string>> = JSON.parse(
  read('package.json'),
)
const texts: Record<string, string> = catalogues.en

/** The rows of the table under a heading, as cells. */
const tableUnder = (heading: string) => {
  const section = readme.split(/^#+ /m).find((one) => one.startsWith(`${heading}\n`)) ?? ''
  const rows = section.split('\n').filter((row) => row.startsWith('|'))
  return rows.slice(2).map((row) => row.split('|').map((cell) => cell.trim()))
}

test('the table of words is that of the registry, in its order', () => {
  const number = { handoff: ' N', either: ' [N]', none: '' }
  const rows = Object.values(commands).map((one) => [`\`${one.word}${number[one.about]}\``, texts[`help.${one.word}`]])
  expect(tableUnder('The words').map(([, word, does]) => [word, does])).toEqual(rows)
})

test('the table of journeys stands where they print it, and its last row is the sum of the others', () => {
  const counts = tableUnder('For developers').map(([, , , ...cells]) =>
    cells.slice(0, 2).map((cell) => Number.parseInt(cell, 10)),
  )
  expect(counts.length).toBeGreaterThan(5)
  const sums = [0, 1].map((at) => counts.slice(0, -1).reduce((sum, row) => sum + (row[at] ?? 0), 0))
  expect(sums).toEqual(counts.at(-1))
})

test('the table of the command line names every word of baton', () => {
  const words = tableUnder('On the command line').map(([, word = '']) => /^`(\w+)/.exec(word)?.[1])
  const known = globSync('src/cli/*.ts').flatMap(
    (path) => /new Command\('(\w+)'\)\n?\s*\.desc/.exec(read(path))?.[1] ?? [],
  )
  expect(words.toSorted()).toEqual(known.filter((word) => word !== 'baton').toSorted())
})

test.each(pages)('%s names only commands that exist', (page) => {
  const asked = [...read(page).matchAll(/\bnpm (?:run (?<script>[\w:-]+)|(?<short>start|test)\b)/g)]
  const missing = asked
    .map(({ groups }) => groups?.script ?? groups?.short ?? '')
    .filter((script) => !(script in manifest.scripts))
  expect(missing).toEqual([])
})

test.each(pages)('%s points only to what is there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)(?<path>[^)#]+)(?:#[^)]*)?\)/g)]
  const broken = links
    .flatMap(({ groups }) => groups?.path ?? [])
    .filter((path) => !existsSync(join(dirname(page), path)))
  expect(broken).toEqual([])
})

test.each(pages)('%s names only files that exist', (page) => {
  const named = [...read(page).matchAll(/`(?<path>(?:src|db|commands|test|docs)\/[\w./-]+\.\w+)`/g)]
  const examples = /\/(?:x|snooze)\.ts$/
  const missing = named
    .flatMap(({ groups }) => groups?.path ?? [])
    .filter((path) => !examples.test(path) && !existsSync(path))
  expect(missing).toEqual([])
})

test('every section and decision that the code cites can be read in docs', () => {
  const stands = (page: string, section: string) =>
    existsSync(`docs/${page}.md`) && new RegExp(`^## ${section}\\. `, 'm').test(read(`docs/${page}.md`))
  const missing = written.flatMap(({ path, text }) => [
    ...[...text.matchAll(/\b(\w+) §(\d+)/g)].flatMap(([cited, page = '', section = '']) =>
      stands(page, section) ? [] : [`${path} cites ${cited}`],
    ),
    ...[...text.matchAll(/\(decision (\d+)\)/g)].flatMap(([cited, number]) =>
      globSync(`docs/decisions/${number}-*.md`).length > 0 ? [] : [`${path} cites ${cited}`],
    ),
  ])
  expect(missing).toEqual([])
})

test('the example of the configuration is the one that the tests read', () => {
  expect(read('baton.example.yaml')).toBe(read('test/config-example.yaml'))
})

describe('the packages', () => {
  const lines = read('docs/decisions/005-packages.md')
  const packages = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  )

  test('each have their line in the decisions', () => {
    expect(packages.filter((name) => !lines.includes(`\`${name}\``))).toEqual([])
  })

  test('that have a line are in use', () => {
    const named = [...lines.matchAll(/^\| (?<names>`[^|]*) \|/gm)].flatMap(({ groups }) =>
      [...(groups?.names ?? '').matchAll(/`([^`]+)`/g)].flatMap((match) => match[1] ?? []),
    )
    expect(named.filter((name) => !packages.includes(name))).toEqual([])
  })
})
