import type { Drawing, Part } from '../../src/cards/card.ts'
import type { Form } from '../../src/forms/form.ts'
import type { Asked } from './ways.ts'

/** A word that was asked for, and the test in which it was. */
export type Proof = Asked & { file: string; test: string }

type Offered = {
  cards: Record<string, Record<string, Part[] | Drawing>>
  forms: Record<string, Record<string, Form>>
}

type Column = { title: string; ways: readonly Asked['way'][] }

/** Another platform is another table, with the ways in that it has. */
const platforms: Record<string, { title: string; columns: readonly Column[] }> = {
  slack: {
    title: 'Slack',
    columns: [
      { title: 'typed', ways: ['typed'] },
      { title: 'button', ways: ['button'] },
      { title: 'form', ways: ['form'] },
      { title: 'mention', ways: ['mention'] },
      { title: 'direct message, shortcut, Home', ways: ['direct', 'shortcut', 'home'] },
    ],
  },
  teams: {
    title: 'Microsoft Teams',
    columns: [
      { title: 'typed', ways: ['typed', 'mention', 'direct'] },
      { title: 'button', ways: ['button'] },
      { title: 'form', ways: ['form'] },
      { title: 'message extension', ways: ['shortcut'] },
    ],
  },
}

const isProof = ({ outcome }: Proof) => outcome !== 'failed' && outcome !== 'errors' && !outcome.startsWith('refused')

const names = (text: string, word: string) => new RegExp(`\\b${word}`, 'i').test(text)

/** In these files people type what is wrong; what comes of the rest is told better elsewhere. */
const mistakes = /^(?:bad-input|trust-input|typed-mistakes)/

/** Which of several tests is shown: one that tells of the word, else one of a file that does, else the first. */
const rank = ({ file, test }: Proof, word: string) => {
  if (mistakes.test(file)) return 3
  return names(test, word) ? 0 : names(file, word) ? 1 : 2
}

const proofFor = (proofs: readonly Proof[], word: string, { ways }: Column): Proof | undefined =>
  proofs
    .filter((one) => one.word === word && ways.includes(one.way) && isProof(one))
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

/** A test of the journeys, and what came of it on each platform. */
export type Run = {
  file: string
  /** File and full name, the same on every platform. */
  key: string
  platform: string
  state: 'passed' | 'failed' | 'skipped' | 'pending'
}

/** The tests that ran on one platform alone: those that say so, and those that do not. */
const ofOnePlatform = (runs: readonly Run[]) => {
  const known = Object.keys(platforms)
  const byTest = Map.groupBy(runs, ({ key }) => key)
  return [...byTest].flatMap(([test, all]) => {
    const passed = known.filter((one) => all.some(({ platform, state }) => platform === one && state !== 'skipped'))
    const isMarked = known.every((one) => all.some(({ platform }) => platform === one))
    return passed.length === known.length || passed.length === 0 ? [] : [{ test, on: passed[0] ?? '', isMarked }]
  })
}

/** Which platform a test is of, by its key, for those that are of one alone. */
export const alonePlatforms = (runs: readonly Run[]): ReadonlyMap<string, string> =>
  new Map(ofOnePlatform(runs).map(({ test, on }) => [test, on]))

const proofsOn = (proofs: readonly Proof[], platform: string) => proofs.filter((one) => one.platform === platform)

/** A sentence for each word that no journey proves where it must be, and for each journey that left a platform out. */
export const findGaps = (
  words: readonly string[],
  offered: Offered,
  proofs: readonly Proof[],
  runs: readonly Run[],
): string[] => [
  ...Object.entries(platforms).flatMap(([platform, { title: name, columns }]) =>
    words.flatMap((word) =>
      columns
        .filter((column) => needs(word, offered, column) && !proofFor(proofsOn(proofs, platform), word, column))
        .map(({ title }) => `No journey proves “${word}” in ${name} by way of “${title}”: write one in test/journeys.`),
    ),
  ),
  ...ofOnePlatform(runs)
    .filter(({ isMarked }) => !isMarked)
    .map(({ test, on }) => `It ran on ${on} alone, and does not say why: ${test}`),
]

const cellOf = (proof: Proof | undefined) =>
  proof ? `[${proof.file}](../test/journeys/${proof.file}.test.ts): ${proof.test.replaceAll('|', '\\|')}` : '–'

const tableOf = (words: readonly string[], proofs: readonly Proof[], columns: readonly Column[]): string[] => [
  `| word | ${columns.map(({ title }) => title).join(' | ')} |`,
  `|---|${columns.map(() => '---|').join('')}`,
  ...words.map((word) =>
    ['', `\`${word}\``, ...columns.map((column) => cellOf(proofFor(proofs, word, column))), ''].join(' | ').trim(),
  ),
]

/** The page: for each platform a table with a row for each word and the test that proves it, for each way in. */
export const drawPage = (
  words: readonly string[],
  offered: Offered,
  proofs: readonly Proof[],
  runs: readonly Run[],
): string => {
  const gaps = findGaps(words, offered, proofs, runs)
  const alone = ofOnePlatform(runs)
  const both = new Set(runs.map(({ key }) => key)).size - alone.length
  return [
    '# Every word, and the journey that proves it',
    '',
    'Printed by the journeys themselves: `npm run journeys`. They are written once and run on every platform. A journey goes through the',
    'real, signed endpoint and reads what a person then sees. A cell names the file and the test in which the word was asked for by that',
    'way and did what it is for; refusals do not count. A dash stands where a word is not offered that way, or needs no proof there of',
    'its own: what is typed, said in a mention or written in a direct message is read by the same code.',
    '',
    `${words.length} words, ${gaps.length === 0 ? 'no gap' : `${gaps.length} gaps`}. ${both} journeys ran on every platform, ${alone.length} on one alone.`,
    ...Object.entries(platforms).flatMap(([platform, { title, columns }]) => [
      '',
      `## ${title}`,
      '',
      ...tableOf(words, proofsOn(proofs, platform), columns),
    ]),
    '',
    '## On one platform alone',
    '',
    'Each says why: the other has no such thing, or has a journey of its own for it.',
    '',
    ...alone.map(({ test, on }) => `- ${platforms[on]?.title}: ${test}`).toSorted(),
    '',
  ].join('\n')
}
