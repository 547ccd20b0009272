const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shareRecord = (old: Record<string, unknown>, next: Record<string, unknown>): unknown => {
  const keys = Object.keys(next)
  let same = keys.length === Object.keys(old).length
  const shared: Record<string, unknown> = {}
  for (const key of keys) {
    shared[key] = shareUnknown(old[key], next[key])
    if (shared[key] !== old[key]) same = false
  }
  return same ? old : shared
}

const shareUnknown = (old: unknown, next: unknown): unknown => {
  if (Array.isArray(old) && Array.isArray(next)) {
    const shared = next.map((item, index) => shareUnknown(old[index], item))
    return old.length === shared.length && shared.every((item, index) => item === old[index]) ? old : shared
  }
  return isRecord(old) && isRecord(next) ? shareRecord(old, next) : next
}

/** The value of `next` built from the parts of `old` that did not change, so that what did not change is not drawn again. */
export const shareParts = <Shape>(old: Shape | undefined, next: Shape): Shape =>
  // What comes back equals `next` in every part, so it has the shape of `next`.
  shareUnknown(old, next) as Shape
