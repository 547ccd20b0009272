/** Somebody whose turn it may be, in the order of the queue. */
export type Candidate = {
  id: string
  name: string
  isAway: boolean
  isAtWork: boolean
  /** SALs that nobody touched yet, and how many of them are enough. */
  untouched: number
  cap: number
  offeredAt: Date | null
}

/** How many SALs that wait for a first touch are enough for one person (domain §5). */
export const usualCap = 10

/**
 * Whose turn it is: of those who are not away and under their cap, who is at work, else anybody of them; among these the
 * one who was offered something least recently (domain §5). Null where nobody is eligible.
 */
export const nextInTurn = (candidates: readonly Candidate[]): Candidate | null => {
  const able = candidates.filter(({ isAway, untouched, cap }) => !isAway && untouched < cap)
  const atWork = able.filter((one) => one.isAtWork)
  const lastOf = ({ offeredAt }: Candidate) => offeredAt?.getTime() ?? 0
  return (atWork.length > 0 ? atWork : able).toSorted((one, other) => lastOf(one) - lastOf(other))[0] ?? null
}
