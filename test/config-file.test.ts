import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultSettings, readConfigText } from '../src/config/file.ts'
import type { Settings } from '../src/domain/settings.ts'

const exampleConfig = readFileSync(new URL('config-example.yaml', import.meta.url), 'utf8')

const settingsOf = (text: string): Settings => {
  const read = readConfigText(text, 'baton.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2))
  return read.settings
}

const officeDay = { from: 540, to: 1050 }
const week = <T>(day: T) => ({ 1: day, 2: day, 3: day, 4: day, 5: day })
const people = (names: string[]) => names.map((name) => `${name}@fjordlight.example`)
const plain = { zone: null, language: null, hours: null, cap: null, capPerDay: null }

describe('the example file', () => {
  const settings = settingsOf(exampleConfig)

  it('gives its organisation, and its lists to the scores as well', () => {
    expect(settings.organisation).toEqual({
      name: 'Fjordlight',
      zone: 'Europe/Berlin',
      language: 'en',
      currency: 'EUR',
      perPersonStatistics: true,
      slackTeam: null,
      teamsTenant: null,
      targetIndustries: ['manufacturing', 'logistics'],
      servedCountries: ['DE', 'AT', 'CH', 'NO', 'SE', 'DK', 'IT'],
    })
    expect(settings.scoring.targetIndustries).toEqual(settings.organisation.targetIndustries)
    expect(settings.scoring.servedCountries).toEqual(settings.organisation.servedCountries)
  })

  it('gives its members with the hours and the caps of their own', () => {
    const [sofia, felix, lena, jonas, ingrid, paolo] = people([
      'sofia.berg',
      'felix.amsel',
      'lena.vogt',
      'jonas.brandt',
      'ingrid.dahl',
      'paolo.greco',
    ])
    expect(settings.members).toEqual([
      { ...plain, email: sofia, name: 'Sofia Berg', roles: ['manager', 'admin'] },
      { ...plain, email: felix, name: 'Felix Amsel', roles: ['marketer'] },
      { ...plain, email: lena, name: 'Lena Vogt', roles: ['sdr'], language: 'de' },
      { ...plain, email: jonas, name: 'Jonas Brandt', roles: ['sdr'], cap: 10 },
      { ...plain, email: ingrid, name: 'Ingrid Dahl', roles: ['sdr'], zone: 'Europe/Oslo', language: 'nb' },
      {
        ...plain,
        email: paolo,
        name: 'Paolo Greco',
        roles: ['ae'],
        language: 'it',
        hours: week({ from: 570, to: 1080 }),
      },
    ])
  })

  it('gives its calendars, queues, rules and alerts in the order of the file', () => {
    expect(settings.calendars).toEqual({
      berlin: { zone: 'Europe/Berlin', hours: week(officeDay), holidays: { region: 'DE-BE' } },
    })
    expect(settings.queues).toEqual([
      {
        key: 'dach',
        title: 'DACH',
        language: 'de',
        mode: 'claim',
        calendar: 'berlin',
        members: people(['lena.vogt', 'jonas.brandt']),
        managers: people(['sofia.berg']),
        aes: people(['paolo.greco']),
        backup: 'nordics',
      },
      {
        key: 'nordics',
        title: 'Nordics',
        language: null,
        mode: 'rotate',
        calendar: 'berlin',
        members: people(['ingrid.dahl']),
        managers: people(['sofia.berg']),
        aes: [],
        backup: null,
      },
    ])
    expect(settings.routing).toEqual([
      { when: { country: ['NO', 'SE', 'DK'] }, to: 'nordics' },
      { when: { country: ['DE', 'AT', 'CH'], employees: { min: 11 } }, to: 'dach' },
      { when: { source: ['referral'], priority: [1] }, to: 'dach' },
    ])
    expect(settings.alerts).toEqual([
      { name: 'big-opportunities', minAmount: { EUR: 20000 }, segments: ['201-1000', '1001+'], queues: ['dach'] },
    ])
  })

  it('says the same about scores, gate, service levels and reasons as the built-in defaults', () => {
    const { scoring, gate, framework, ownFramework, sla, recycleDays } = settings
    const lists = { targetIndustries: scoring.targetIndustries, servedCountries: scoring.servedCountries }
    const byDefault = defaultSettings()
    expect({ scoring, gate, framework, ownFramework, sla, recycleDays }).toEqual({
      scoring: { ...byDefault.scoring, ...lists },
      gate: byDefault.gate,
      framework: 'bant',
      ownFramework: null,
      sla: byDefault.sla,
      recycleDays: byDefault.recycleDays,
    })
  })
})

describe('what is left out', () => {
  it('takes the numbers of the law, the zone of the machine, and leaves members and queues to chat', () => {
    const settings = defaultSettings()
    expect(settings).toMatchObject({ members: null, queues: null, calendars: {}, routing: [], alerts: [] })
    expect(settings.organisation.zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(settings.gate).toEqual({ mode: 'all_of', sqlScore: 60, sqoScore: 70, n: null })
    expect(settings.sla).toEqual({
      accept: { unit: 'minutes', by: { 1: 5, 2: 60, 3: 240 } },
      first_touch: { unit: 'minutes', by: { 1: 15, 2: 240, 3: 480 } },
      qualify: { unit: 'days', by: { 1: 5, 2: 10, 3: 15 } },
      ae_decision: { unit: 'days', by: { 1: 2, 2: 2, 3: 2 } },
    })
    expect(settings.recycleDays).toEqual({ not_ready: 90, no_budget: 90, no_response: 60, wrong_person: 30 })
  })

  it.each(['', '# nothing yet\n', 'members:\nqueues:\n', '{}', '\uFEFF'])('%j is the same as no file', (text) => {
    expect(settingsOf(text)).toEqual(defaultSettings())
  })

  it('an empty list of members is a list: nobody, and read-only in chat', () => {
    expect(settingsOf('members: []\nqueues: {}')).toMatchObject({ members: [], queues: [] })
  })

  it('a signal or a clock keeps its default beside those that are given', () => {
    const settings = settingsOf('scoring: { behaviour: { webinar: 35, open_day: 15 } }\nsla: { accept: { P2: 2h } }')
    expect(settings.scoring.behaviour).toEqual({ ...defaultSettings().scoring.behaviour, webinar: 35, open_day: 15 })
    expect(settings.sla.accept).toEqual({ unit: 'minutes', by: { 1: 5, 2: 120, 3: 240 } })
  })

  it('a member without a name bears the e-mail address, a queue without a title its key', () => {
    const { members, queues } = settingsOf('members: [{ email: Lena@B.example }]\nqueues: { dach: {} }')
    expect(members).toEqual([{ ...plain, email: 'lena@b.example', name: 'lena@b.example', roles: [] }])
    expect(queues).toMatchObject([{ key: 'dach', title: 'dach', mode: 'claim' }])
  })
})

describe('ways of writing', () => {
  it('days stand as range, alone, listed, or over Sunday', () => {
    const { calendars } = settingsOf(`
organisation: { zone: Europe/Rome }
calendars:
  one: { hours: { "mon,wed": "09:00-12:00", sat-sun: "10:00-24:00" } }
  two: { hours: { fri-mon: "00:00-08:15" }, holidays: [2026-12-24] }`)
    const short = { from: 0, to: 495 }
    expect(calendars).toEqual({
      one: {
        zone: 'Europe/Rome',
        hours: {
          1: { from: 540, to: 720 },
          3: { from: 540, to: 720 },
          6: { from: 600, to: 1440 },
          7: { from: 600, to: 1440 },
        },
        holidays: [],
      },
      two: { zone: 'Europe/Rome', hours: { 1: short, 5: short, 6: short, 7: short }, holidays: ['2026-12-24'] },
    })
  })

  it('one value may stand for a list of one, an empty rule takes what is left, and NO is Norway', () => {
    const { routing } = settingsOf(`%YAML 1.1
---
routing: [ { when: { country: NO, priority: [P2, 3], score: { min: 90, max: 150 } }, to: unrouted }, { to: unrouted } ]`)
    expect(routing).toEqual([
      { when: { country: ['NO'], priority: [2, 3], score: { min: 90, max: 150 } }, to: 'unrouted' },
      { when: {}, to: 'unrouted' },
    ])
  })

  it('a clock may count in days where the default counts in minutes, if all three do', () => {
    const { sla } = settingsOf('sla: { accept: { P1: 1d, P2: 2d, P3: 3d }, qualify: { P1: 4h, P2: 8h, P3: 90m } }')
    expect(sla.accept).toEqual({ unit: 'days', by: { 1: 1, 2: 2, 3: 3 } })
    expect(sla.qualify).toEqual({ unit: 'minutes', by: { 1: 240, 2: 480, 3: 90 } })
  })

  it('an anchor may stand for what is repeated', () => {
    const { members } = settingsOf(
      'members: [{ email: a@b.example, roles: &r [sdr] }, { email: c@b.example, roles: *r }]',
    )
    expect(members?.map(({ roles }) => roles)).toEqual([['sdr'], ['sdr']])
  })

  it('criteria of one’s own make a framework', () => {
    const settings = settingsOf(`
criteria:
  framework: own
  mode: n_of_m
  n: 1
  criteria:
    - { key: fit, label: Fit, weight: 60, required: true, levels: [none, some, good, best] }
    - { key: pain, label: Pain, help: How bad?, weight: 40, minimum: 1, levels: [none, some, much, all] }`)
    expect(settings.framework).toBe('own')
    expect(settings.gate).toEqual({ mode: 'n_of_m', sqlScore: 60, sqoScore: 70, n: 1 })
    expect(settings.ownFramework?.criteria).toEqual([
      {
        key: 'fit',
        label: 'Fit',
        help: '',
        weight: 60,
        minimum: 2,
        required: true,
        levels: ['none', 'some', 'good', 'best'],
      },
      {
        key: 'pain',
        label: 'Pain',
        help: 'How bad?',
        weight: 40,
        minimum: 1,
        required: false,
        levels: ['none', 'some', 'much', 'all'],
      },
    ])
  })
})
