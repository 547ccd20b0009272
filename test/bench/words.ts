import { commands } from '../../commands/index.ts'
import type { Numbers } from './crowd.ts'
import { crowdSize } from './crowd.ts'
import { type Measured, measureAtRate, sendProved, slackProof } from './load.ts'
import { command, home } from './requests.ts'

const perSecond = 50
const seconds = 60
const passes = 40
const warmUp = 8
const slack = slackProof('bench')

/** The stage that the hand-off of a word should have, so that the word does its work. */
const stageFor: Record<string, string> = {
  accept: 'MQL',
  reject: 'MQL',
  reroute: 'MQL',
  priority: 'MQL',
  release: 'SAL',
  reassign: 'SAL',
  touch: 'SAL',
  meet: 'SAL',
  qualify: 'SAL',
  outcome: 'SQL',
  hand: 'SQL',
  confirm: 'SQL',
  return: 'SQL',
  step: 'SQO',
  win: 'SQO',
  lose: 'SQO',
  sendback: 'SQO',
  reopen: 'DISQUALIFIED',
}

const withoutNumber = [
  'mine',
  'queue',
  'help',
  'funnel',
  'digest',
  'team',
  'criteria',
  'here',
  'doctor',
  'setup',
  'new',
  'merge',
  'dm',
]

const searches = ['müller', 'SolarWorks 1', 'ines peters', 'nobody like this', '99', 'an', 'elif.weber']

/** What a person types, one word of the product after the other. */
const typed = (word: string, nth: number, numbers: Numbers): string => {
  if (word === 'find') return `find ${searches[nth % searches.length]}`
  if (word === 'funnel') return ['funnel', 'funnel last month', 'funnel by queue', 'funnel by source'][nth % 4] ?? ''
  if (word === 'nurture' && nth % 2 === 0) return word
  if (word === 'unhere' || word === 'erase' || withoutNumber.includes(word)) return word
  const of = numbers[stageFor[word] ?? 'SAL'] ?? []
  return `${word} ${of[nth % of.length] ?? 1}`
}

export type Words = { all: Measured; slowest: { word: string } & Measured }

/** Every word that can be typed, fifty a second at fixed times, whatever became of those before. */
export const measureWords = async (url: string, sink: string, numbers: Numbers): Promise<Words> => {
  const words = Object.keys(commands)
  const planned = Array.from({ length: perSecond * seconds }, (_, nth) => {
    const word = words[nth % words.length] ?? ''
    const round = Math.floor(nth / words.length)
    const body = command(typed(word, round, numbers), nth, sink, (nth * 7) % crowdSize)
    return { what: word, body }
  })
  const { all, each } = await measureAtRate(`${url}/slack/events`, slack, planned, perSecond)
  const [[word, slowest] = ['', all]] = [...each].sort(([, one], [, other]) => other.p99Ms - one.p99Ms)
  return { all, slowest: { word, ...slowest } }
}

/** Half of the answers of each list come within so many milliseconds. */
export const measureLists = async (url: string, sink: string, numbers: Numbers): Promise<Map<string, number>> => {
  const own = numbers.own ?? []
  const lists: Record<string, (nth: number) => string> = {
    mine: (nth) => command('mine', nth, sink),
    queue: (nth) => command('queue', nth, sink),
    show: (nth) => command(`show ${own[nth % own.length]}`, nth, sink),
    find: (nth) => command(`find ${searches[nth % 4]}`, nth, sink),
    home: (nth) => home(nth),
  }
  const medians = new Map<string, number>()
  for (const [list, body] of Object.entries(lists)) {
    const times: number[] = []
    for (let nth = 0; nth < passes + warmUp; nth++) {
      const { status, ms, answer } = await sendProved(`${url}/slack/events`, slack, body(nth))
      if (status !== 200 || (list !== 'home' && !answer.includes('blocks')))
        throw new Error(`${list} was not answered: ${status} ${answer.slice(0, 200)}`)
      if (nth >= warmUp) times.push(ms)
    }
    times.sort((one, other) => one - other)
    medians.set(list, times[times.length >> 1] ?? 0)
  }
  return medians
}
