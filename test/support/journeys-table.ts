import type { Drawing, Part } from '../../src/cards/card.ts'
import type { Form } from '../../src/forms/form.ts'
import type { Asked } from './ways.ts'

/** A word that was asked for, and the test in which it was. */
export type Proof = Asked & { file: string; test: string }

type Offered = {
  cards: Record<string, Record<string, Part[] | Drawing>>
  forms: Record<string, Record<string, Form>>
}

type Column = { title: string; platform: string; ways: readonly Asked['way'][] }

/** Another platform is another column, or several. */
const columns = [
  { title: 'typed', platform: 'slack', ways: ['typed'] },
  { title: 'button', platform: 'slack', ways: ['button'] },
  { title: 'form', platform: 'slack', ways: ['form'] },
  { title: 'mention', platform: 'slack', ways: ['mention'] },
  { title: 'direct message, shortcut, Home', platform: 'slack', ways: ['direct', 'shortcut', 'home'] },
] as const satisfies readonly Column[]

const isProof = ({ outcome }: Proof) => outcome !== 'failed' && outcome !== 'errors' && !outcome.startsWith('refused')

const names = (text: string, word: string) => new RegExp(`\\b${word}`, 'i').test(text)

/** In these files people type what is wrong; what comes of the rest is told better elsewhere. */
const mistakes = /^(?:bad-input|trust-input|typed-mistakes)/

/** Which of several tests is shown: one that tells of the word, else one of a file that does, else the first. */
const rank = ({ file, test }: Proof, word: string) => {
  if (mistakes.test(file)) return 3
  return names(test, word) ? 0 : names(file, word) ? 1 : 2
}

const proofFor = (proofs: readonly Proof[], word: string, { platform, ways }: Column): Proof | undefined =>
  proofs
    .filter((one) => one.word === word && one.platform === platform && ways.includes(one.way) && isProof(one))
    .toSorted((a, b) => rank(a, word) - rank(b, word) || a.file.localeCompare(b.file))[0]

const buttonWords = ({ cards }: Offered) =>
  Object.values(cards)
    .flatMap((examples) => Object.values(examples))
    .flatMap((example) => ('parts' in example ? example.parts : example))
    .flatMap((part) => (part.part === 'buttons' ? [...part.buttons, ...part.more].map(({ word }) => word) : []))

const formWords = ({ forms }: Offered) =>
  Object.values(forms)
    .flatMap((examples) => Object.values(examples))
    .map(({ word }) => word)

/** What each word must be proven by: typed always, by button and form where a card or a form offers it. */
const needs = (word: string, offered: Offered, column: Column) =>
  column.title === 'typed' ||
  (column.title === 'button' && buttonWords(offered).includes(word)) ||
  (column.title === 'form' && formWords(offered).includes(word))

/** A sentence for each word that no journey proves where it must be. */
export const findGaps = (words: readonly string[], offered: Offered, proofs: readonly Proof[]): string[] =>
  words.flatMap((word) =>
    columns
      .filter((column) => needs(word, offered, column) && !proofFor(proofs, word, column))
      .map(({ title }) => `No journey proves “${word}” by way of “${title}”: write one in test/journeys.`),
  )

const cellOf = (proof: Proof | undefined) =>
  proof ? `[${proof.file}](../test/journeys/${proof.file}.test.ts): ${proof.test.replaceAll('|', '\\|')}` : '–'

/** The page: a row for each word with the test that proves it, for each way in. */
export const drawPage = (words: readonly string[], offered: Offered, proofs: readonly Proof[]): string => {
  const gaps = findGaps(words, offered, proofs)
  const rows = words.map((word) =>
    ['', `\`${word}\``, ...columns.map((column) => cellOf(proofFor(proofs, word, column))), ''].join(' | ').trim(),
  )
  return [
    '# Every word, and the journey that proves it',
    '',
    'Printed by the journeys themselves: `npm run journeys`. A journey goes through the real, signed endpoint and reads what a person',
    'then sees. A cell names the file and the test in which the word was asked for by that way and did what it is for; refusals do not',
    'count. A dash stands where a word is not offered that way, or needs no proof there of its own: what is typed, said in a mention or',
    'written in a direct message is read by the same code.',
    '',
    `${words.length} words, ${gaps.length === 0 ? 'no gap' : `${gaps.length} gaps`}.`,
    '',
    `| word | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n')
}
