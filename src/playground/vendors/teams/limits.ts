/** Every size, time and rate of Teams that the fake enforces. Times are milliseconds. */
export const limits = {
  /** Of a card, in bytes of JSON. */
  cardBytes: 28 * 1024,
  /** Of a whole activity. */
  activityBytes: 100 * 1024,
  primaryActions: 6,
  refreshUsers: 60,
  invokeMs: 5_000,
  messageMs: 15_000,
  searchResults: 15,
  members: { page: 200, most: 500 },
  tokenMs: 3_600_000,
} as const

/** So many calls in so many milliseconds. */
type Rate = readonly [calls: number, ms: number]

/** Of the app in its tenant, whatever the calls are for. */
export const appRates: readonly Rate[] = [[50, 1_000]]

/** Of one conversation: sending to it, and reading who is in it. */
export const sendRates: readonly Rate[] = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
]

export const memberRates: readonly Rate[] = [
  [14, 1_000],
  [16, 2_000],
  [120, 30_000],
  [3_600, 3_600_000],
]
