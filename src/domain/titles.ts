export type Rank = 'executive' | 'director' | 'manager'

/** Both spellings of an umlaut (`ü`, `ue`) and of `ø` fold together, as senders without the keys write them. */
const fold = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äæ]/g, 'ae')
    .replace(/[öø]/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s*[,;|]\s*/g, ' , ')
    .replace(/[^\p{L}\p{N},]+/gu, ' ')
    .trim()

const anyOf = (words: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words
      .split('|')
      .map((word) => fold(word))
      .join('|')})(?![\\p{L}\\p{N}])`,
    'u',
  )

const executive = anyOf(
  [
    'ceo|cto|cfo|coo|cmo|cio|cro|cpo|cso|ciso|chro|cdo|cco|cxo|chief executive|c level',
    'vp|svp|evp|avp|vice president|vicepresident|president|owner|coowner|founder|cofounder|partner|managing director',
    'Geschäftsführer|Geschäftsführerin|Geschäftsführender|Geschäftsführende|Vorstand|Vorständin|Vorstandsvorsitzender|Vorstandsvorsitzende',
    'Präsident|Präsidentin|Vizepräsident|Vizepräsidentin|Inhaber|Inhaberin|Eigentümer|Eigentümerin|Gründer|Gründerin',
    'Mitgründer|Mitgründerin|Mitinhaber|Mitinhaberin|Partnerin|Teilhaber|Teilhaberin',
    'amministratore delegato|amministratrice delegata|amministratore unico|amministratrice unica|presidente|vicepresidente',
    'titolare|proprietario|proprietaria|fondatore|fondatrice|cofondatore|cofondatrice|socio|socia',
    'daglig leder|administrerende direktør|adm direktør|adm dir|konsernsjef|visepresident|eier|medeier|grunnlegger|medgrunnlegger',
  ].join('|'),
)
const chiefOfficer = /(?<!\S)chief (?:\S+ ){0,6}officer(?!\S)/
const director = anyOf('director|head of|Leiter|Leiterin|Leitung|Direktor|Direktorin|direttore|direttrice|direktør')
const manager = anyOf('manager|Managerin|responsabile|ansvarlig')

/** Who works for the rank that the title names, or is to get there. */
const aide = anyOf(
  [
    'assistant|secretary|aide|intern|trainee|student|assistent|Assistentin|Assistenz|Sekretär|Sekretärin|Praktikant|Praktikantin',
    'Werkstudent|Werkstudentin|assistente|segretario|segretaria|stagista|tirocinante|sekretær',
  ].join('|'),
)
/** "Assistant Manager" and "Assistant Vice President" are ranks of their own; "Assistant to …" is none. */
const assistantRank = /^assistant (?:[^ ,]+ )?(?:manager|director|vp|vice president)(?!\S)/

/** Owners and partners of something smaller than the company. */
const misleading = [
  /(?<!\S)(?:product|process|service|system|data|application) owner(?!\S)/g,
  /(?<!\S)business partner(?!\S)/g,
  /(?<!\S)partner (?=(?:account|development|enablement|manager|management|marketing|program|relations|sales|success)(?!\S))/g,
  /(?<!\S)founders? (?:s )?associate(?!\S)/g,
]

/** The rank that a job title names, by whole words in English, German, Italian and Norwegian (domain §3). */
export const rankOf = (title: string | null): Rank | null => {
  if (title === null) return null
  const whole = fold(title.slice(0, 500))
  if (aide.test(whole) && !(assistantRank.test(whole) && !/(?<!\S)to(?!\S)/.test(whole))) return null
  // What follows "to" is whom the person works for: "Adviser to the President".
  const own = whole.replace(/(?<!\S)to(?!\S).*$/, '')
  const text = misleading.reduce((rest, phrase) => rest.replace(phrase, ''), own)
  if (executive.test(text) || chiefOfficer.test(text)) return 'executive'
  if (director.test(text)) return 'director'
  return manager.test(text) ? 'manager' : null
}
