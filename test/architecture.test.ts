import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { roomOf, wrongWay } from './architecture/rooms.ts'
import { found, product, type Source, written } from './architecture/source.ts'

const within = (...rooms: string[]) => product.filter(({ path }) => rooms.includes(roomOf(path) ?? ''))
const outside = (...rooms: string[]) => product.filter(({ path }) => !rooms.includes(roomOf(path) ?? ''))
const files = (folder: string) => product.filter(({ path }) => path.startsWith(`${folder}/`))
const nameOf = ({ path }: Source) => path.slice(path.lastIndexOf('/') + 1)

const owners: [packages: string, pattern: RegExp, rooms: string[]][] = [
  ["Slack's packages", /^@slack\//, ['slack']],
  ['drizzle', /^drizzle-orm/, ['db', 'services']],
  ['the drivers of the store', /^(?:@electric-sql\/|postgres$)/, ['db']],
  ['node-cron', /^node-cron$/, ['jobs', 'services']],
  ['React', /^(?:react|react-dom|slack-blocks-to-jsx)(?:\/|$)/, ['page']],
  ['the terminal’s packages', /^(?:commander|cli-progress)$/, ['cli']],
  ['the reader of YAML', /^yaml$/, ['config']],
]

test('every file of the product stands in a room', () => {
  expect(product.filter(({ path }) => roomOf(path) === null).map(({ path }) => path)).toEqual([])
})

test('a room imports itself and the rooms below it, and no neighbour', () => {
  expect(product.flatMap((one) => one.imports.flatMap((from) => wrongWay(one, from) ?? []))).toEqual([])
})

test.each(owners)('%s are imported by their own room alone', (_, pattern, rooms) => {
  const strays = outside(...rooms).flatMap((one) =>
    one.imports
      .filter(({ from }) => pattern.test(from))
      .map(({ from, line }) => `${one.path}:${line} imports ${from}: ask ${rooms.join(' or ')} for it`),
  )
  expect(strays).toEqual([])
})

test('the environment is read in config/env.ts alone', () => {
  const readers = product.filter(({ path }) => path !== 'src/config/env.ts')
  expect(readers.flatMap((one) => found(one, /(?<!['"])\bprocess\.env\b/))).toEqual([])
})

test('no file is longer than 250 lines', () => {
  const long = written.filter(({ lines }) => lines > 250)
  expect(long.map(({ path, lines }) => `${path} has ${lines} lines: it does two jobs, give each its file`)).toEqual([])
})

test('no file is named after no word of the domain', () => {
  const vague = /(?:^|\/)(?:utils?|helpers?|common|base|types|misc)(?:\.|\/)/
  expect(written.flatMap(({ path }) => (vague.test(path) ? [`${path}: name it after what it does`] : []))).toEqual([])
})

test('every file is named in kebab-case', () => {
  expect(written.flatMap(({ path }) => (/^[a-z0-9./-]+$/.test(path) ? [] : [path]))).toEqual([])
})

test('nobody writes to the console: what is said goes through the log or standard output', () => {
  // One keeps the packages of Teams from it.
  const writers = product.filter(({ path }) => path !== 'src/teams/quiet.ts')
  expect(writers.flatMap((one) => found(one, /(?<!['"`\w.])console\s*[.[]/))).toEqual([])
})

test('no clock and no chance in the pure rooms: time and ids are handed in', () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bcrypto\b|\brandom[A-Z]\w*\(|\bDateTime\.(?:now|utc\(\)|local\(\))/
  expect(within('domain', 'cards', 'forms', 'texts').flatMap((one) => found(one, impure))).toEqual([])
})

test('the law does nothing: the domain imports no way to the disk, the net or another process', () => {
  const ways = /^node:(?:fs|net|http|https|child_process|process|worker_threads)/
  const strays = within('domain').flatMap((one) =>
    one.imports.filter(({ from }) => ways.test(from)).map(() => one.path),
  )
  expect(strays).toEqual([])
})

test('what acts, draws or asks does not log: one line per intent is written by the app', () => {
  const strays = within('domain', 'texts', 'cards', 'forms', 'services', 'commands').filter(({ imports }) =>
    imports.some(({ from }) => from === 'pino'),
  )
  expect(strays.map(({ path }) => path)).toEqual([])
})

test('every export has a name', () => {
  expect(written.flatMap((one) => found(one, /^export default\b/)).filter((row) => !mayDefault(row))).toEqual([])
})

/** The tools that read these files ask for a default export. */
const mayDefault = (row: string) =>
  /^[a-z.]+\.config\.ts:|^test\/support\/(?:closing-line|journeys-page)\.ts:/.test(row)

test('a command file exports its verb alone, and stands in the index', () => {
  const index = readFileSync('commands/index.ts', 'utf8')
  const faults = files('commands')
    .filter((one) => nameOf(one) !== 'index.ts')
    .flatMap((one) => {
      const exported = [...one.text.matchAll(/^export (?:const|function|type) (\w+)/gm)].map((match) => match[1])
      const own = nameOf(one) === 'help.ts' ? 'helpOf' : 'verb'
      return [
        ...(exported.join() === own
          ? []
          : [`${one.path} exports ${exported.join(', ')}: it should export ${own} alone`]),
        ...(index.includes(`'./${nameOf(one)}'`) ? [] : [`${one.path} is not in commands/index.ts: add its line`]),
      ]
    })
  expect(faults).toEqual([])
})

test('the word of a command is the name of its file', () => {
  const faults = files('commands')
    .filter((one) => nameOf(one) !== 'index.ts')
    .flatMap((one) => (one.text.includes(`word: '${nameOf(one).replace('.ts', '')}'`) ? [] : [one.path]))
  expect(faults).toEqual([])
})

test('a command speaks to no platform and no database', () => {
  const strays = files('commands').flatMap((one) => found(one, /\bsql`|\b(?:blocks|action_id|block_id)\b/))
  expect(strays).toEqual([])
})

test('every table stands in the index of the schema', () => {
  const index = readFileSync('db/schema/index.ts', 'utf8')
  const missing = files('db/schema')
    .filter((one) => one.text.includes('pgTable('))
    .filter((one) => !index.includes(`'./${nameOf(one)}'`))
  expect(missing.map(({ path }) => `${path}: export it from db/schema/index.ts`)).toEqual([])
})

test('reads stand in db/queries, and write nothing', () => {
  const writes = /\b(?:db|tx)\s*\.(?:insert|update|delete)\(|\b(?:insert into|delete from)\b|\bupdate \w+ set\b/i
  expect(files('db/queries').flatMap(({ path, text }) => (writes.test(text) ? [path] : []))).toEqual([])
})

test('every card that is drawn brings examples, and stands in the index that the render test walks', () => {
  const index = readFileSync('src/cards/index.ts', 'utf8')
  const drawn = files('src/cards').filter(({ text }) =>
    /^export const draw\w+ = [^\n]*(?:\n[^\n]*)?(?:Drawing|Part\[\])/m.test(text),
  )
  const missing = drawn.filter((one) => !index.includes(`'./${nameOf(one)}'`))
  expect(missing.map(({ path }) => `${path}: export const examples, and add its line to src/cards/index.ts`)).toEqual(
    [],
  )
})

test('every form brings examples, and stands in the index that the render test and the gallery walk', () => {
  const index = readFileSync('src/forms/index.ts', 'utf8')
  const asked = files('src/forms').filter(({ text }) => /^export const \w+Form = /m.test(text))
  const missing = asked.filter(
    (one) => !index.includes(`'./${nameOf(one)}'`) || !/^export const examples\b/m.test(one.text),
  )
  expect(missing.map(({ path }) => `${path}: export const examples, and add its line to src/forms/index.ts`)).toEqual(
    [],
  )
})

test('a comment says why: none of them is a promise', () => {
  const promise = /\b(?:TODO|FIXME|XXX|HACK)\b/
  const rows = written.filter(({ path }) => path !== 'test/architecture.test.ts')
  expect(rows.flatMap(({ path, text }) => (promise.test(text) ? [path] : []))).toEqual([])
})
