import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultSettings, readConfigFile, readConfigText } from '../src/config/file.ts'
import type { Problem } from '../src/config/problem.ts'

const problemsOf = (text: string): Problem[] => {
  const read = readConfigText(text, 'baton.yaml')
  return read.ok ? [] : read.problems
}

describe('a text that is no configuration', () => {
  const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [at, name] of [...'bcdefghi'].entries()) {
    laughs.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`)
  }

  it.each([
    ['a wrong indentation', 'organisation:\n  name: Fjordlight\n zone: Europe/Berlin\n', 3, 'not valid YAML'],
    ['an open bracket', 'members:\n  - { email: a@b.example\nqueues: {}\n', 3, 'not valid YAML'],
    ['a key that stands twice', 'queues: {}\nmembers: []\nqueues: {}\n', 3, 'the key "queues" stands twice'],
    ['a second document', 'queues: {}\n---\nmembers: []\n', 2, 'a second document begins'],
    ['a tag', 'queues: {}\nmembers: !!js/function "x"\n', 2, 'not valid YAML'],
    ['aliases of aliases', laughs.join('\n'), 1, 'aliases'],
    ['an alias inside its own anchor', 'members: &m [*m]', 1, 'nested too deeply'],
    ['ten thousand brackets', '['.repeat(10_000), 1, 'nested too deeply'],
    ['a megabyte', 'x'.repeat(1024 * 1024), 1, 'larger than 256 KiB'],
    ['a list', '- members\n- queues\n', 1, 'must be a group of sections'],
    ['a word', 'Fjordlight', 1, 'must be a group of sections'],
    ['a number', '42', 1, 'must be a group of sections'],
    ['__proto__ at the root', 'queues: {}\n__proto__: { members: [] }\n', 2, '"__proto__" is not allowed'],
    ['__proto__ deep inside', 'queues:\n  dach:\n    __proto__: { mode: claim }\n', 3, '"__proto__" is not allowed'],
    ['a name that every object has', 'queues: {}\nconstructor: 1\n', 2, 'no section "constructor"'],
    [
      'a group where a list belongs',
      'queues: {}\nmembers: { email: a@b.example }\n',
      2,
      'must be a list, and is a group',
    ],
  ])('%s is one problem at its line', (_, text, line, message) => {
    const problems = problemsOf(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.line).toBe(line)
    expect(problems[0]?.message).toContain(message)
  })

  it('names that every object has are no queues and no calendars', () => {
    const paths = problemsOf('queues: { a: { calendar: constructor, backup: toString } }').map(({ path }) => path)
    expect(paths).toEqual(['queues.a.calendar', 'queues.a.backup'])
  })

  it('a file gone wholly wrong is reported up to the hundredth problem', () => {
    expect(problemsOf(Array.from({ length: 500 }, (_, at) => `k${at}: 1`).join('\n'))).toHaveLength(100)
  })
})

describe('reading from disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('without a path the defaults hold', () => {
    expect(readConfigFile(null)).toEqual({ ok: true, settings: defaultSettings() })
  })

  it('a file is read, and its name stands in what is said about the whole of it', () => {
    const path = join(folder, 'sales.yaml')
    writeFileSync(path, 'organisation: { name: Fjordlight }')
    const read = readConfigFile(path)
    expect(read.ok && read.settings.organisation.name).toBe('Fjordlight')
    writeFileSync(path, '- no')
    expect(readConfigFile(path)).toMatchObject({
      problems: [{ message: expect.stringMatching(/^sales\.yaml must be/) }],
    })
  })

  it.each([
    ['missing.yaml', 'there is no such file'],
    ['.', 'this is a folder'],
  ])('%s is a problem with a way out', (name, message) => {
    expect(readConfigFile(join(folder, name))).toMatchObject({
      problems: [{ message: expect.stringContaining(message) }],
    })
  })
})
