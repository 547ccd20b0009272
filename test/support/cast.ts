import type { Platform } from '../../src/domain/platform.ts'
import { onSlack, platform } from './platform.ts'

/** The people of the demo organisation, and one without roles. */
export const people = [
  ['Felix', 'Felix Amsel', 'felix.amsel'],
  ['Lena', 'Lena Vogt', 'lena.vogt'],
  ['Jonas', 'Jonas Brandt', 'jonas.brandt'],
  ['Mia', 'Mia Keller', 'mia.keller'],
  ['Ingrid', 'Ingrid Dahl', 'ingrid.dahl'],
  ['Oskar', 'Oskar Lie', 'oskar.lie'],
  ['Giulia', 'Giulia Conti', 'giulia.conti'],
  ['Marco', 'Marco Ferri', 'marco.ferri'],
  ['Karin', 'Karin Holm', 'karin.holm'],
  ['Paolo', 'Paolo Greco', 'paolo.greco'],
  ['Tom', 'Tom Richter', 'tom.richter'],
  ['Sofia', 'Sofia Berg', 'sofia.berg'],
  ['Nobody', 'Nora Neu', 'nora.neu'],
] as const

/** Whom Baton takes for nobody's colleague; they are there once a test adds them. */
export const strangers = {
  Guest: { name: 'Gero Gast', email: 'gero@else.example', is: 'a guest' },
  Other: { name: 'Stan Fremd', email: 'stan@else.example', is: 'of another organisation' },
  Gone: { name: 'Gone Girl', email: 'lena.vogt@else.example', is: 'deactivated' },
  Bot: { name: 'Botty', email: '', is: 'a bot' },
} as const

export type Stranger = keyof typeof strangers
export type Who = (typeof people)[number][0] | Stranger
export type Where = 'dach' | 'nordics' | 'italy' | 'wins' | 'marketing'

const hex = (text: string) => Buffer.from(text.padEnd(6, '_')).toString('hex').slice(0, 12)

type Cast = {
  /** The ids that the platform knows the channels by. */
  channels: Record<Where, string>
  /** The id that the platform, and so the store, knows somebody by. */
  idOf: (who: Who) => string
}

/** The same people and channels on each platform. */
export const castOn: Record<Platform, Cast> = {
  slack: {
    channels: { dach: 'CDACH', nordics: 'CNORDICS', italy: 'CITALY', wins: 'CWINS', marketing: 'CMARKETING' },
    idOf: (who) => `U${who.toUpperCase()}`,
  },
  teams: {
    channels: {
      dach: '19:dach@thread.tacv2',
      nordics: '19:nordics@thread.tacv2',
      italy: '19:italy@thread.tacv2',
      wins: '19:wins@thread.tacv2',
      marketing: '19:marketing@thread.tacv2',
    },
    idOf: (who) => `00000000-0000-4000-8000-${hex(who.toLowerCase())}`,
  },
}

export const { channels, idOf } = castOn[platform]

/** Ids that nobody has. */
export const noIds = onSlack
  ? { person: 'U404', bot: 'UBATON', otherBot: 'USLACKBOT', places: ['C404', 'D404', '<#CDACH>'] }
  : {
      person: '99999999-0000-4000-8000-000000000404',
      bot: '28:11111111-2222-4333-8444-555555555555',
      otherBot: '28:22222222-2222-4333-8444-555555555555',
      places: ['19:404@thread.tacv2'],
    }
