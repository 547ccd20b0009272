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

export type Who = (typeof people)[number][0]
/** Whom Baton takes for nobody's colleague: a guest of the organisation, and somebody of another one. */
export const guest = { id: 'UGUEST', name: 'Gero Gast', email: 'gero@else.example', tz: 'UTC', isRestricted: true }
export const foreigner = { id: 'UOTHER', name: 'Stan Fremd', email: 'stan@else.example', tz: 'UTC', teamId: 'T2' }
export const channels = { dach: 'CDACH', nordics: 'CNORDICS', italy: 'CITALY', wins: 'CWINS', marketing: 'CMARKETING' }
export type Where = keyof typeof channels
