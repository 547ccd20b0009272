import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../db/client.ts'
import { baton } from '../support/baton.ts'
import { spawnBaton } from '../support/spawn.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'

const demo = 'src/playground/demo/demo90.jsonl'
const organisation = 'src/playground/demo/organisation.yaml'
const folder = mkdtempSync(join(tmpdir(), 'baton-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const places: TestPlace[] = []
const place = async () => {
  const made = await makeTestPlace()
  places.push(made)
  return made
}
afterAll(async () => {
  for (const one of places) await one.remove()
})

const variablesOf = ({ dataDir, databaseUrl }: TestPlace) => ({
  DATA_DIR: dataDir,
  BATON_CONFIG: organisation,
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
})

const written = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('the demo organisation', () => {
  let variables: Record<string, string>
  beforeAll(async () => {
    variables = variablesOf(await place())
    expect(await baton(['import', demo], variables)).toMatchObject({
      code: 0,
      out: '400 read, 400 added, 0 were there already, 0 with a problem.\n',
    })
  })

  test.each(readdirSync('test/fixtures/expected'))('has exactly the funnel of %s', async (file) => {
    const expected = JSON.parse(readFileSync(`test/fixtures/expected/${file}`, 'utf8'))
    const { from, to, by, cohort, asOf } = expected
    const split = by === null ? [] : ['--by', by]
    const args = ['funnel', '--from', from, '--to', to, ...split, '--cohort', cohort, '--as-of', asOf, '--json']
    const { code, out } = await baton(args, variables)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(expected)
    expect(Object.keys(JSON.parse(out))).toEqual(Object.keys(expected))
  })

  test('gives all that it knows of one lead as one document, and forgets the lead when told twice', async () => {
    const lines = readFileSync(demo, 'utf8').trim().split('\n')
    const { number, lead } = JSON.parse(lines[20] ?? '')
    const exported = await baton(['export', '--lead', lead.email], variables)
    expect(JSON.parse(exported.out)).toMatchObject({ leads: [{ lead }], handoffs: [{ number, lead }] })
    expect(await baton(['export', '--lead', 'nobody@example.com'], variables)).toMatchObject({ code: 1, out: '' })
    const asked = await baton(['erase', lead.email], variables)
    expect(asked).toMatchObject({ code: 0 })
    expect(asked.out).toContain(`#${number}`)
    expect(asked.out).toContain('Say --yes')
    const questions = [
      'funnel',
      '--from',
      '2026-08-01',
      '--to',
      '2026-12-01',
      '--as-of',
      '2026-11-22T16:00:00Z',
      '--json',
    ]
    const before = await baton(questions, variables)
    expect((await baton(['export'], variables)).out).toContain(lead.email)
    expect((await baton(['erase', lead.email, '--yes', '--json'], variables)).out).toContain('"erased":true')
    expect((await baton(['export'], variables)).out).not.toContain(lead.email)
    expect(await baton(questions, variables)).toEqual(before)
    expect(await baton(['erase', lead.email, '--yes'], variables)).toMatchObject({ code: 1 })
    expect(await baton(['erase', lead.email], variables)).toMatchObject({
      err: `Nobody is known by "${lead.email}".\n`,
    })
  })

  test('is shown as a table, with no rate over fewer than ten', async () => {
    const { out } = await baton(['funnel', '--from', '2026-11-09', '--to', '2026-11-16', '--by', 'queue'], variables)
    expect(out).toMatch(/^ +MQL +SAL +SQL +SQO +WON/m)
    expect(out).toMatch(/^dach +\d+/m)
    expect(out).toMatch(/^all +31 +20 +8 +3 +7 .* \d+\/8/m)
  })

  test('is exported line by line by a process that ends well', async () => {
    const { code, out, err } = await spawnBaton(['export'], variables)
    expect([code, err]).toEqual([0, ''])
    const lines = out.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).number)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1))
    const copy = written('export.jsonl', out)
    expect(await baton(['import', copy, '--json'], variables)).toMatchObject({ code: 0 })
  })

  test('would lose who is missing in another file, and check says so without doing it', async () => {
    const file = written(
      'small.yaml',
      'members:\n  - { email: new.one@fjordlight.example, roles: [sdr] }\nqueues: { far: {} }\n',
    )
    const { code, out } = await baton(['check', file, '--json'], variables)
    expect(code).toBe(0)
    const { changes } = JSON.parse(out)
    expect(changes.membersAdded).toEqual(['new.one@fjordlight.example'])
    expect(changes.membersRemoved).toHaveLength(12)
    expect(changes.queuesAdded).toEqual(['far'])
    expect(changes.queuesEmptied.sort()).toEqual(['dach', 'italy', 'nordics'])
    expect((await baton(['check'], variables)).out).toContain('Nothing would change in the store.')
  })

  test('is not loaded over what is there', async () => {
    const { code, err } = await baton(['seed'], variables)
    expect(code).toBe(1)
    expect(err).toContain('12 members and 400 hand-offs already')
  })
})

describe('seed', () => {
  test('loads the demo organisation, moved by whole weeks to end now', async () => {
    const variables = variablesOf(await place())
    const now = '2028-03-01T12:00:00Z'
    expect(await baton(['seed'], variables, now)).toMatchObject({ code: 0, err: '' })
    const lines = (await baton(['export'], variables)).out.trim().split('\n')
    const newest = Math.max(...lines.map((line) => Date.parse(JSON.parse(line).receivedAt)))
    const age = Date.parse(now) - newest
    expect(age).toBeGreaterThanOrEqual(0)
    expect(age).toBeLessThan(7 * 86_400_000)
    expect((newest - Date.parse('2026-11-22T06:24:54Z')) % (7 * 86_400_000)).toBe(0)
  })
})

describe('import', () => {
  test('names each bad line, takes the good ones and ends with 1', async () => {
    const variables = variablesOf(await place())
    const [first = '', second = ''] = readFileSync(demo, 'utf8').split('\n')
    const file = written('bad.jsonl', `${first}\n{"number":\n${second.replace('"NURTURE"', '"SOLD"')}\n`)
    const { code, out, err } = await baton(['import', file], variables)
    expect(code).toBe(1)
    expect(out).toContain('3 read, 1 added, 0 were there already, 2 with a problem.')
    expect(err).toBe(
      'line 2: is not JSON\nline 3: stage must be one of NEW, MQL, SAL, SQL, SQO, WON, LOST, NURTURE, DISQUALIFIED, MERGED\n',
    )
  })

  test('founds an organisation where there is neither a file nor a store', async () => {
    const { dataDir, databaseUrl } = await place()
    const variables = {
      DATA_DIR: databaseUrl === null ? join(dataDir, 'new') : dataDir,
      DATABASE_URL: databaseUrl ?? '',
    }
    expect(await baton(['import', demo], variables)).toMatchObject({ code: 0 })
    const { out } = await baton(['import', demo, '--json'], variables)
    expect(JSON.parse(out)).toMatchObject({ added: 0, unchanged: 400 })
  })

  test('refuses an option that it does not know, and takes nothing in', async () => {
    const { code, err } = await baton(['import', '--live', demo])
    expect(code).toBe(2)
    expect(err).toContain("unknown option '--live'")
  })
})

describe('check', () => {
  test('prints each problem with file, line and suggestion', async () => {
    const file = written('wrong.yaml', 'organisation:\n  zone: Europe/Berlim\nqueus: {}\n')
    const { code, out } = await baton(['check', file])
    expect(code).toBe(1)
    expect(out).toContain(
      'wrong.yaml:2: organisation.zone: "Europe/Berlim" is no time zone such as Europe/Berlin (Europe/Berlin)',
    )
    expect(out).toContain('wrong.yaml:3: queus: there is no section "queus" (queues)')
  })

  test('finds nothing wrong where there is no file', async () => {
    expect(await baton(['check'], { DATA_DIR: join(folder, 'nowhere') })).toMatchObject({ code: 0 })
  })
})

describe('a word called wrongly', () => {
  test.each([
    [['funnel', '--from', '2026-02-30', '--to', '2026-03-01'], '"2026-02-30" is no date that a calendar has'],
    [['funnel', '--as-of', 'yesterday'], '"yesterday" is no time'],
    [['funnel', '--to', '2026-03-01'], '--to needs --from'],
    [['funnel', '--by', 'colour'], 'Allowed choices are source, queue'],
    [['import'], "missing required argument 'file'"],
    [['import', 'no-such-file.jsonl'], 'There is no file no-such-file.jsonl'],
    [['export', '--format', 'xml'], 'Allowed choices are jsonl'],
    [['sing'], "unknown command 'sing'"],
    [['seed', '--faster'], "unknown option '--faster'"],
    [[], 'Usage: baton'],
  ])('%j ends with 2 and says why', async (args, why) => {
    const { code, err } = await baton(args)
    expect(code).toBe(2)
    expect(err).toContain(why)
  })

  test.each(['start', 'migrate', 'check', 'import', 'export', 'funnel', 'manifest', 'seed'])(
    '%s explains itself with --help',
    async (word) => {
      const { code, out } = await baton([word, '--help'])
      expect(code).toBe(0)
      expect(out).toContain(`Usage: baton ${word}`)
    },
  )
})

describe('the store', () => {
  test('that another process holds is named with that process, at once', async () => {
    const dataDir = mkdtempSync(join(folder, 'held-'))
    const store = await openStore({ databaseUrl: null, dataDir })
    const { code, err } = await spawnBaton(['export'], { DATA_DIR: dataDir })
    await store.close()
    expect(code).toBe(1)
    expect(err).toContain(`is in use by process ${process.pid}. Stop that process first`)
  })

  test('that does not exist is not made by a word that only reads', async () => {
    const dataDir = join(folder, 'never')
    const { code, err } = await baton(['funnel'], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(err).toContain(`There is no store in ${dataDir} yet`)
    expect(readdirSync(folder)).not.toContain('never')
  })

  test('that does not answer is named by its address and without its password', async () => {
    const { code, err } = await baton(['export'], { DATABASE_URL: 'postgres://baton:secret@127.0.0.1:1/baton' })
    expect(code).toBe(1)
    expect(err).toContain('The database at 127.0.0.1:1/baton cannot be used (ECONNREFUSED)')
    expect(err).not.toContain('secret')
  })
})
