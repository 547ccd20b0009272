import { writeAmount } from '../domain/money.ts'
import type { OpportunityKnown } from './opportunity.ts'

type Stored = {
  meetingHeldAt: Date | null
  amountMinor: number | null
  currency: string | null
  closeDate: string | null
  nextStep: string | null
  nextStepBy: string | null
}

/** What the form of an opportunity is preset to: what is stored, else today for the meeting and the usual currency. */
export const opportunityKnown = (stored: Stored, currency: string, today: string): OpportunityKnown => ({
  meetingHeldOn: today,
  needsMeeting: stored.meetingHeldAt === null,
  currency: stored.currency ?? currency,
  // Without its currency: that is a field of its own, and may be changed.
  amount: stored.amountMinor === null ? null : writeAmount(stored.amountMinor, stored.currency ?? currency),
  closeDate: stored.closeDate,
  nextStep: stored.nextStep,
  nextStepBy: stored.nextStepBy,
})
