import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment, kept to the microsecond and read as a `Date`. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** The key of a row; made by the application as UUIDv7, so that it sorts by time on every store. */
export const key = () => uuid('id').primaryKey()
