/** Remembers the newest entries of a map and forgets the oldest. */
export const keepNewest = <Key, Value>(kept: Map<Key, Value>, key: Key, value: Value, atMost: number) => {
  kept.delete(key)
  const [oldest] = kept.keys()
  if (kept.size >= atMost && oldest !== undefined) kept.delete(oldest)
  kept.set(key, value)
}
