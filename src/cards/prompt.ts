import type { HandoffFacts } from '../../db/queries/handoff-facts.ts'
import { endOf } from '../domain/meeting.ts'
import { atTime, say } from '../texts/sentence.ts'
import { wordFor } from '../texts/word-for.ts'
import { act, primary } from './acts.ts'
import { buttons, type Drawing, line, type Part } from './card.ts'
import { sampleAt, sampleFacts } from './sample.ts'
import { leadName, numberOf } from './words.ts'

/** How the meeting went, in one tap. */
export const promptButtons = (number: number, meetingId: string): Part => {
  // Two meetings may wait for their outcomes: each question names its own.
  const of = (outcome: string) => ({ word: 'outcome', variant: `${outcome}/${meetingId}` })
  return buttons(
    number,
    [
      { label: 'button.held', ...of('held'), does: 'runs', tone: 'primary' },
      { label: 'button.noShow', ...of('no_show'), does: 'runs' },
      { label: 'button.rescheduled', ...of('rescheduled'), does: 'asks' },
    ],
    [
      { label: 'button.notQualified', ...of('not_qualified'), does: 'runs' },
      { label: 'button.notYet', ...of('not_yet'), does: 'runs' },
    ],
  )
}

/** The question after a meeting, to its AE (product §6); answered, it says what was said. */
export const drawPrompt = (facts: HandoffFacts, meetingId: string): Drawing => {
  const meeting = facts.meetings.find((one) => one.id === meetingId)
  const summary = say('prompt.summary')
  const isOver = !['SAL', 'SQL', 'SQO'].includes(facts.handoff.stage)
  const name = leadName(facts.lead)
  if (!meeting) return { parts: [line(say('prompt.gone', { number: numberOf(facts), name }))], summary }
  if (meeting.outcome)
    return {
      parts: [
        line(
          say('prompt.answered', {
            number: numberOf(facts),
            name,
            outcome: wordFor('outcome', meeting.outcome),
            at: atTime(meeting.startsAt),
          }),
        ),
        ...(meeting.outcome === 'held' && !isOver && facts.handoff.stage !== 'SQO'
          ? [buttons(facts.handoff.number, [primary(act.qualify)])]
          : []),
      ],
      summary,
    }
  return {
    parts: [
      line(
        say('prompt.ask', {
          number: numberOf(facts),
          name,
          company: facts.lead.company ?? say('word.dash'),
          from: atTime(meeting.startsAt),
          to: atTime(endOf(meeting), 'time'),
        }),
      ),
      ...(isOver ? [] : [promptButtons(facts.handoff.number, meetingId)]),
    ],
    summary,
  }
}

const [held] = sampleFacts.meetings
const awaited = { ...sampleAt('SAL'), meetings: held ? [{ ...held, outcome: null }] : [] }
const meetingId = held?.id ?? ''

export const examples: Record<string, Drawing> = {
  asked: drawPrompt(awaited, meetingId),
  answered: drawPrompt(sampleAt('SAL'), meetingId),
  tooLate: drawPrompt({ ...awaited, handoff: sampleAt('NURTURE').handoff }, meetingId),
  gone: drawPrompt(awaited, 'another'),
}
