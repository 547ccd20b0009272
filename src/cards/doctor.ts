import { bad, type Finding, findingIcon, ok, warn } from '../texts/finding.ts'
import { say } from '../texts/sentence.ts'
import { line, type Part } from './card.ts'

/** What a self-check found, each finding with its next step. */
export const drawDoctor = (findings: readonly Finding[]): Part[] =>
  findings.map(({ level, text }) => line(say('doctor.finding', { icon: findingIcon[level], text })))

export const examples: Record<string, Part[]> = {
  mixed: drawDoctor([
    ok(say('doctor.store.embedded', { count: 400 })),
    ok(say('doctor.slack.whole', { team: 'Fjordlight' })),
    bad(
      say('doctor.place.removed', {
        place: '#leads-nordics',
        what: 'Nordics',
        instead: say('told.place.bind', { here: 'nordics' }),
      }),
    ),
    warn(say('doctor.people', { count: 1, names: 'Ingrid Dahl', where: say('platform.slack') })),
  ]),
  teams: drawDoctor([
    bad(say('doctor.teams.secretOver')),
    warn(say('doctor.teams.unheard', { url: 'https://baton.example.com' })),
    warn(say('doctor.people.teams', { count: 1, names: 'Ingrid Dahl', where: say('platform.teams') })),
  ]),
}
