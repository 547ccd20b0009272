/** The p-th percentile (0 to 100) by linear interpolation, null of nothing; the values come sorted upwards (domain §10). */
export const percentile = (sorted: readonly number[], p: number): number | null => {
  const reach = p * (sorted.length - 1)
  const below = sorted[Math.floor(reach / 100)]
  if (below === undefined) return null
  const above = sorted[Math.ceil(reach / 100)] ?? below
  // Multiplied before it is divided, so that halves stay exact and round as they should.
  return below + ((above - below) * (reach % 100)) / 100
}

/** Milliseconds as hours with two decimals, rounded half up. */
export const hoursOf = (ms: number | null) => (ms === null ? null : Math.floor(ms / 36_000 + 0.5) / 100)
