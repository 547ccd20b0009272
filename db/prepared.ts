import type { Db } from './client.ts'

/**
 * Gives a query as it was built for a store, built once: building takes as long as the store needs for a short read. For a
 * transaction it is built each time.
 */
export const prepared = <Query>(build: (db: Db) => Query) => {
  const made = new WeakMap<Db, Query>()
  return (db: Db): Query => {
    const known = made.get(db)
    if (known) return known
    const fresh = build(db)
    made.set(db, fresh)
    return fresh
  }
}
