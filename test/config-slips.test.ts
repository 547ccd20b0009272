import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfigText } from '../src/config/file.ts'
import type { Problem } from '../src/config/problem.ts'

const exampleConfig = readFileSync(new URL('config-example.yaml', import.meta.url), 'utf8')
const problemsOf = (text: string): Problem[] => {
  const read = readConfigText(text, 'baton.yaml')
  return read.ok ? [] : read.problems
}
const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1

describe('a slip in the example file', () => {
  // from, to, path of the problem, suggestion
  const slips: [string, string, string, string | null][] = [
    ['organisation:', 'organization:', 'organization', 'organisation'],
    ['  zone: Europe/Berlin', '  zone: Europe/Berln', 'organisation.zone', 'Europe/Berlin'],
    ['  zone: Europe/Berlin', '  zone: europe/berlin', 'organisation.zone', 'Europe/Berlin'],
    ['language: en ', 'language: german ', 'organisation.language', 'de'],
    ['currency: EUR', 'currency: Euro', 'organisation.currency', 'EUR'],
    ['perPersonStatistics: true', 'perPersonStatistics: yes', 'organisation.perPersonStatistics', 'true'],
    ['IT]', 'IT, UK]', 'organisation.servedCountries[7]', 'GB'],
    ['cap: 10', 'cap: ten', 'members[3].cap', null],
    ['cap: 10', 'cpa: 10', 'members[3].cpa', 'cap'],
    ['email: felix.amsel@', 'email: sofia.berg@', 'members[1].email', null],
    ['roles: [marketer]', 'roles: [marketeer]', 'members[1].roles[0]', 'marketer'],
    ['email: ingrid.dahl@fjordlight.example', 'email: ingrid.dahl', 'members[4].email', null],
    ['{ mon-fri: "09:30-18:00" }', '{ monday-friday: "09:30-18:00" }', 'members[5].hours.monday-friday', 'mon-fri'],
    ['{ mon-fri: "09:30-18:00" }', '{ mon-fri: "18:00-09:30" }', 'members[5].hours.mon-fri', '"09:30-18:00"'],
    ['{ mon-fri: "09:30-18:00" }', '{ mon-fri: 9-18 }', 'members[5].hours.mon-fri', '"09:00-18:00"'],
    ['{ mon-fri: "09:30-18:00" }', '{ mon-fri: "09:30-18:00", wed: "09:00-12:00" }', 'members[5].hours.wed', null],
    ['hours: { mon-fri: "09:00-17:30" }', 'hours: {}', 'calendars.berlin.hours', '{ mon-fri: "09:00-17:30" }'],
    ['holidays: DE-BE', 'holidays: de-be', 'calendars.berlin.holidays', 'DE-BE'],
    ['holidays: DE-BE', 'holidays: [2026-12-24, 25.12.2026]', 'calendars.berlin.holidays[1]', '2026-12-25'],
    ['holidays: DE-BE', 'holidays: [2026-02-30]', 'calendars.berlin.holidays[0]', null],
    ['mode: claim', 'mode: clam', 'queues.dach.mode', 'claim'],
    ['backup: nordics', 'backup: nordcis', 'queues.dach.backup', 'nordics'],
    ['backup: nordics', 'backup: dach', 'queues.dach.backup', 'nordics'],
    ['mode: rotate, calendar: berlin', 'mode: rotate, calendar: berln', 'queues.nordics.calendar', 'berlin'],
    ['members: [ingrid.dahl@', 'members: [ingird.dahl@', 'queues.nordics.members[0]', 'ingrid.dahl@fjordlight.example'],
    ['aes: [paolo.greco@', 'aes: [paolo.grecco@', 'queues.dach.aes[0]', 'paolo.greco@fjordlight.example'],
    ['  nordics: {', '  alerts: {}\n  nordics: {', 'queues.alerts', null],
    ['to: nordics', 'to: nordic', 'routing[0].to', 'nordics'],
    ['employees: { min: 11 }', 'employees: 11-50', 'routing[1].when.employees', '{ min: 11, max: 50 }'],
    ['employees: { min: 11 }', 'employees: { min: 50, max: 11 }', 'routing[1].when.employees', '{ min: 11, max: 50 }'],
    ['priority: P1', 'priority: P4', 'routing[2].when.priority[0]', null],
    ['source: referral', 'sources: referral', 'routing[2].when.sources', 'source'],
    ['demo_request: 50', 'demo_reqest: 50', 'scoring.behaviour.demo_reqest', 'demo_request'],
    ['freeMail: -20', 'freeMail: 20', 'scoring.fit.freeMail', '0'],
    ['"11-50": 10,', '"11-5": 10,', 'scoring.fit.employees.11-5', '11-50'],
    ['handRaiseFit: 20', 'handRaiseFit: "20"', 'scoring.gate.handRaiseFit', '20'],
    ['framework: bant', 'framework: bnat', 'criteria.framework', 'bant'],
    ['mode: all_of', 'mode: allof', 'criteria.mode', 'all_of'],
    ['mode: all_of', 'mode: n_of_m, n: 5', 'criteria.n', '4'],
    ['framework: bant', 'framework: own', 'criteria.framework', null],
    ['P1: 5m,', 'P1: 5 minutes,', 'sla.accept.P1', '5m'],
    ['P1: 15m,', 'P1: 15,', 'sla.firstTouch.P1', '15m'],
    ['P1: 5d,', 'P1: 1 week,', 'sla.qualify.P1', '5d'],
    ['P1: 5d,', 'P1: 5h,', 'sla.qualify.P2', null],
    ['at: 50%', 'at: 50', 'sla.accept.steps[0].at', '50%'],
    ['do: reoffer', 'do: re-offer', 'sla.accept.steps[3].do', 'reoffer'],
    ['minAmount: { EUR: 20000 }', 'minAmount: { eur: 20000 }', 'alerts.big-opportunities.minAmount.eur', 'EUR'],
    ['queues: [dach]', 'queues: [dahc]', 'alerts.big-opportunities.queues[0]', 'dach'],
    ['no_response: 60', 'no_reponse: 60', 'reasons.recycle.no_reponse', 'no_response'],
    ['kind: none', 'kind: hubsport', 'crm.kind', 'hubspot'],
    ['webhooks: []', 'webhooks: [{ url: http://crm.example/x }]', 'webhooks[0].url', 'https://crm.example/x'],
    ['months: 36', 'month: 36', 'retention.month', 'months'],
  ]

  it.each(slips)('%s → %s is found at its line, with what was meant', (from, to, path, suggestion) => {
    expect(exampleConfig).toContain(from)
    const text = exampleConfig.replace(from, to)
    const found = problemsOf(text).map((problem) => ({ ...problem, message: '' }))
    expect(found).toEqual([{ line: lineOf(exampleConfig, from), path, message: '', suggestion }])
  })

  it('does not hide another in a section further down', () => {
    const text = exampleConfig.replace('cap: 10', 'cap: ten').replace('to: nordics', 'to: nordic')
    expect(problemsOf(text).map(({ line, path }) => [line, path])).toEqual([
      [lineOf(text, 'cap: ten'), 'members[3].cap'],
      [lineOf(text, 'to: nordic }'), 'routing[0].to'],
    ])
  })
})

describe('a file in block style', () => {
  const text = `organisation:
  # a note
  zone:
    Europe/Berln
members:
  - email: a@b.example
    roles:
      - sdr
      - sales
  -
    name: Lena
queues:

  dach:
    members:
      - a@b.example
    mode: cliam
`

  it('has its problems at the lines of the values, and what is missing at the line of its group', () => {
    expect(problemsOf(text).map(({ line, path }) => [line, path])).toEqual([
      [4, 'organisation.zone'],
      [9, 'members[0].roles[1]'],
      [11, 'members[1].email'],
      [17, 'queues.dach.mode'],
    ])
  })
})
