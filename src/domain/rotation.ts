/** Somebody whose turn it may be, in the order of the queue. */
export type Candidate = {
  id: string
  name: string
  isAway: boolean
  isAtWork: boolean
  /** SALs that nobody touched yet, and how many of them are enough. */
  untouched: number
  cap: number
  /** Hand-offs that were offered to them in turn today or that they accepted, and how many of them are enough. */
  today: number
  capPerDay: number | null
  offeredAt: Date | null
}

/** How many SALs that wait for a first touch are enough for one person (domain §5). */
export const usualCap = 10

/** Why somebody is passed over: not there, enough that nobody touched yet, enough for today, or others are at work. */
export const whySkipped = ['away', 'full', 'today', 'hours'] as const

export type Skipped = (typeof whySkipped)[number]

type Somebody = Omit<Candidate, 'id'>

/** Why it cannot be somebody's turn, whoever else there is; null where it can (domain §5). */
export const skippedFor = ({ isAway, untouched, cap, today, capPerDay }: Somebody): Skipped | null => {
  if (isAway) return 'away'
  if (untouched >= cap) return 'full'
  return capPerDay !== null && today >= capPerDay ? 'today' : null
}

/** Who of these is passed over, and why (domain §5). */
export const passedOver = <One extends Somebody>(people: readonly One[]): { one: One; why: Skipped }[] => {
  const isSomebodyAtWork = people.some((one) => one.isAtWork && skippedFor(one) === null)
  return people.flatMap((one) => {
    const why = skippedFor(one) ?? (isSomebodyAtWork && !one.isAtWork ? 'hours' : null)
    return why === null ? [] : [{ one, why }]
  })
}

/**
 * Whose turn it is: of those who are not away and under their caps, who is at work, else anybody of them; among these the
 * one who was offered something least recently (domain §5). Null where nobody is eligible.
 */
export const nextInTurn = (candidates: readonly Candidate[]): Candidate | null => {
  const able = candidates.filter((one) => skippedFor(one) === null)
  const atWork = able.filter((one) => one.isAtWork)
  const lastOf = ({ offeredAt }: Candidate) => offeredAt?.getTime() ?? 0
  return (atWork.length > 0 ? atWork : able).toSorted((one, other) => lastOf(one) - lastOf(other))[0] ?? null
}
