import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HandoffFacts } from '../db/queries/handoff-facts.ts'
import { drawAe } from '../src/cards/ae.ts'
import { drawAlert } from '../src/cards/alert.ts'
import type { Drawing } from '../src/cards/card.ts'
import { drawContact } from '../src/cards/contact.ts'
import { drawHandoff } from '../src/cards/handoff.ts'
import { drawPrompt } from '../src/cards/prompt.ts'
import { drawQuestion } from '../src/cards/question.ts'
import { sampleFacts } from '../src/cards/sample.ts'
import { drawShow } from '../src/cards/show.ts'
import { drawWhy } from '../src/cards/why.ts'
import { nameOf } from '../src/cards/words.ts'
import type { Stage } from '../src/domain/stages.ts'
import type { Standing } from '../src/domain/standing.ts'
import { mentionsOf } from '../src/playground/vendors/slack/mentions.ts'
import { refuseMessage } from '../src/playground/vendors/slack/validate/message.ts'
import { messageOf } from '../src/slack/card.ts'
import { say } from '../src/texts/sentence.ts'
import { said } from './support/seen.ts'

const reader = { language: 'en', zone: 'Europe/Berlin' } as const
const now = new Date('2026-11-20T09:00:00Z')
const stages: Stage[] = ['NEW', 'MQL', 'SAL', 'SQL', 'SQO', 'WON', 'LOST', 'NURTURE', 'DISQUALIFIED', 'MERGED']

const short = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '<https://evil.example|bank>',
    '*_~`',
    ':+1:',
    '{name}',
    '\u202Egnp',
    '\uD800',
    '__proto__',
  ),
)
const long = fc.oneof(
  short,
  fc
    .constantFrom('&', '<', 'W', 'é', '👩‍👩‍👧‍👦', ' ', '\n', '"')
    .chain((one) => fc.constant(one.repeat(Math.floor(2_000 / one.length)))),
)

/** The sample with these texts wherever a person wrote something. */
const factsOf = (stage: Stage, texts: string[], due: Date): HandoffFacts => {
  let i = 0
  const text = () => texts[i++ % texts.length] ?? ''
  const { lead, handoff, lines, qualification, meetings } = sampleFacts
  return {
    ...sampleFacts,
    quote: text(),
    lead: { ...lead, name: text(), company: text(), title: text(), email: text(), phone: text() },
    handoff: {
      ...handoff,
      stage,
      why: text(),
      campaign: text(),
      sourceDetail: text(),
      source: text(),
      nextStep: text(),
      reason: text(),
      override: text(),
    },
    submitter: text(),
    owner: text(),
    ae: text(),
    offered: text(),
    lines: lines.map((one) => ({
      ...one,
      by: text(),
      entered: {
        ...one.entered,
        note: text(),
        why: text(),
        reason: text(),
        changed: { title: { from: text(), to: text() } },
      },
    })),
    due: ['accept', 'first_touch', 'qualify', 'ae_decision'].map((clock) => ({ clock, dueAt: due })),
    qualification: qualification && {
      ...qualification,
      by: text(),
      overrideNote: text(),
      answers: Object.fromEntries(
        Object.keys(qualification.answers).map((key) => [key, { level: 2, evidence: text() }]),
      ),
    },
    meetings: meetings.map((one) => ({ ...one, ae: text(), link: text(), outcome: null })),
  }
}

const standing: Standing = {
  roles: [],
  isOwner: false,
  isAe: true,
  isSubmitter: false,
  isOffered: false,
  isQueueMember: true,
  isQueueManager: true,
}
const names = { queues: new Map([['italy', 'Italy']]), members: new Map() }
const asDrawing = (parts: Drawing['parts'], facts: HandoffFacts): Drawing => ({ parts, summary: nameOf(facts) })

const draws: Record<string, (facts: HandoffFacts) => Drawing> = {
  handoff: (facts) => drawHandoff(facts, { queueId: facts.handoff.queueId }),
  ae: (facts) => drawAe(facts, { memberId: facts.handoff.aeId ?? '', sqoScore: 70, isLatest: true }),
  alert: drawAlert,
  prompt: (facts) => drawPrompt(facts, facts.meetings[0]?.id ?? ''),
  question: (facts) =>
    drawQuestion(facts, {
      id: '1',
      at: now,
      askerId: null,
      asker: facts.owner,
      askedId: null,
      asked: facts.submitter,
      question: facts.handoff.why,
      isTakenBack: false,
      answeredAt: now,
      answeredBy: facts.submitter,
      answer: facts.handoff.nextStep,
    }),
  contact: (facts) => asDrawing(drawContact(facts.handoff.number, nameOf(facts), facts.lead, now), facts),
  show: (facts) => asDrawing(drawShow(facts, { standing, names, now, isHistory: false }), facts),
  history: (facts) => asDrawing(drawShow(facts, { standing, names, now, isHistory: true }), facts),
  why: (facts) => asDrawing(drawWhy(facts, null, names), facts),
}

const elementsIn = (value: unknown, type: string): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap((one) => elementsIn(one, type))
  if (typeof value !== 'object' || value === null) return []
  const one = value as Record<string, unknown>
  return [...(one.type === type ? [one] : []), ...Object.values(one).flatMap((each) => elementsIn(each, type))]
}

describe.each(Object.entries(draws))('the card %s', (_, draw) => {
  it('is one that Slack takes, names its number and pings nobody, whatever people wrote in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.array(long, { minLength: 1, maxLength: 12 }), (stage, texts) => {
        const message = messageOf(draw(factsOf(stage, texts, now)), reader)
        expect(refuseMessage(message)).toBeNull()
        expect(said({ blocks: message.blocks as never, text: message.text })).toContain('#398')
        expect(mentionsOf(message.text, message.blocks)).toEqual([])
        for (const type of ['user', 'usergroup', 'broadcast', 'mrkdwn'])
          expect(elementsIn(message.blocks, type)).toEqual([])
        // The one link there is leads to the message that the hand-off comes from, and was made by us.
        expect(elementsIn(message.blocks, 'link').filter(({ url }) => url !== sampleFacts.message)).toEqual([])
        expect(message.text.split('\n').length).toBeLessThanOrEqual(2)
        expect(JSON.stringify(message)).toBe(JSON.stringify(message).toWellFormed())
      }),
      { numRuns: 60 },
    )
  })
})

describe('facts that stay on the card, whatever else stands there', () => {
  const waits: [stage: Stage, card: keyof typeof draws][] = [
    ['MQL', 'handoff'],
    ['SAL', 'handoff'],
    ['SQL', 'handoff'],
    ['SQL', 'ae'],
  ]
  it.each(waits)('until when somebody is waited for: %s, %s', (stage, card) => {
    fc.assert(
      fc.property(
        fc.array(short, { minLength: 1, maxLength: 12 }),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (texts, due) => {
          const message = messageOf((draws[card] ?? drawAlert)(factsOf(stage, texts, due)), reader)
          const times = elementsIn(message.blocks, 'date').map((one) => one.timestamp)
          expect(times).toContain(Math.floor(due.getTime() / 1_000))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('who it is about, as it was written, where that can be shown', () => {
    const plainText = fc.stringMatching(/^[A-Za-z&<>*_~`:{}|@!#%"'\\/-]{1,60}$/)
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.array(plainText, { minLength: 3, maxLength: 3 }), (stage, texts) => {
        const facts = factsOf(stage, texts, now)
        const shown = said({ blocks: messageOf(drawHandoff(facts, { queueId: null }), reader).blocks as never })
        for (const one of [facts.lead.name, facts.lead.company, facts.lead.title]) expect(shown).toContain(one)
        expect(shown).toContain(stage)
      }),
      { numRuns: 60 },
    )
  })

  it('the longest history is shortened and says so, with its buttons still there', () => {
    const line = sampleFacts.lines[0]
    if (!line) throw new Error('The sample has no line.')
    const lines = Array.from({ length: 60 }, (_, i) => ({ ...line, id: `${i}`, entered: { note: '&'.repeat(2_000) } }))
    const drawing = asDrawing(
      drawShow({ ...sampleFacts, lines }, { standing, names, now, isHistory: true }),
      sampleFacts,
    )
    const { blocks } = messageOf(drawing, reader)
    expect(refuseMessage({ text: 'x', blocks })).toBeNull()
    expect(said({ blocks: blocks as never })).toMatch(/\d+ more|more lines/)
    expect(elementsIn(blocks, 'button').length).toBeGreaterThan(0)
  })

  it('a sentence alone of any length is clipped at its end', () => {
    const drawing = {
      parts: [{ part: 'line' as const, text: say('word.plain', { text: '&'.repeat(50_000) }) }],
      summary: say('word.dash'),
    }
    expect(refuseMessage(messageOf(drawing, reader))).toBeNull()
  })
})
