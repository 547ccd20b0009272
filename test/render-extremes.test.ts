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
import { say } from '../src/texts/sentence.ts'
import { platforms } from './support/drawn.ts'

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
    '{{DATE(2026-11-18T09:00:00Z,SHORT)}}',
    '[bank](https://evil.example)',
    '<at>Lena</at>',
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
    due: ['accept', 'first_touch', 'qualify', 'ae_decision'].map((clock) => ({
      id: clock,
      clock,
      startedAt: due,
      dueAt: due,
      breachedAt: null,
    })),
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

const shapes = platforms.flatMap(([platform, { message }]) =>
  Object.entries(draws).map(([card, draw]) => ({ platform, message, card, draw })),
)

describe.each(shapes)('the card $card', ({ platform, message, draw }) => {
  it(`is one that ${platform} takes, names its number and pings nobody, whatever people wrote in it`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.array(long, { minLength: 1, maxLength: 12 }), (stage, texts) => {
        const drawn = message(draw(factsOf(stage, texts, now)), reader)
        expect(drawn).toMatchObject({ refused: null, live: [] })
        expect(drawn.said).toContain('#398')
        // The one link there is leads to the message that the hand-off comes from, and was made by us.
        expect(drawn.links.filter((url) => url !== sampleFacts.message)).toEqual([])
        expect(drawn.notice.split('\n').length).toBeLessThanOrEqual(2)
        expect(drawn.json).toBe(drawn.json.toWellFormed())
      }),
      { numRuns: 60 },
    )
  })
})

describe.each(platforms)('facts that stay on the card on %s, whatever else stands there', (platform, { message }) => {
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
          const { moments } = message((draws[card] ?? drawAlert)(factsOf(stage, texts, due)), reader)
          expect(moments, `${platform} lost the due time`).toContain(Math.floor(due.getTime() / 1_000) * 1_000)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('who it is about, as it was written, where that can be shown', () => {
    // Two opening braces in a row are the start of a moment on Teams, and are shown with something unseen between them.
    const plainText = fc.stringMatching(/^[A-Za-z&<>*_~`:{}|@!#%"'\\/-]{1,60}$/).filter((one) => !one.includes('{{'))
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.array(plainText, { minLength: 3, maxLength: 3 }), (stage, texts) => {
        const facts = factsOf(stage, texts, now)
        const shown = message(drawHandoff(facts, { queueId: null }), reader).said
        for (const one of [facts.lead.name, facts.lead.company, facts.lead.title])
          expect(shown, `${platform} lost the lead`).toContain(one)
        expect(shown, `${platform} lost the stage`).toContain(stage)
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
    const drawn = message(drawing, reader)
    expect(drawn.refused).toBeNull()
    expect(drawn.said).toMatch(/\d+ more|more lines/)
    expect(drawn.buttons, `${platform} lost the buttons`).toBeGreaterThan(0)
  })

  it('a sentence alone of any length is clipped at its end', () => {
    const parts = [{ part: 'line' as const, text: say('word.plain', { text: '&'.repeat(50_000) }) }]
    expect(message({ parts, summary: say('word.dash') }, reader).refused).toBeNull()
  })
})
