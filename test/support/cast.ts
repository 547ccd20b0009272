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
export const channels = { dach: 'CDACH', nordics: 'CNORDICS', italy: 'CITALY', wins: 'CWINS', marketing: 'CMARKETING' }
export type Where = keyof typeof channels
