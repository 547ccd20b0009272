import type { PGlite, Results } from '@electric-sql/pglite'
import { createComesAgain } from './comes-again.ts'

type Query = <T>(text: string, params?: unknown[], options?: unknown) => Promise<Results<T>>

const preparable = /^\s*(select|with|insert|update|delete)\b/i

/** A parameter as a literal of SQL; null where only the driver knows how to write it. */
const literalOf = (value: unknown): string | null => {
  if (value === null) return 'null'
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return `'${value}'`
  // A zero byte would end the statement's text in the middle; the driver refuses it in words.
  if (typeof value !== 'string' || value.includes('\0')) return null
  return `'${value.replaceAll("'", "''")}'`
}

/**
 * Runs queries through statements that stay planned: planning is most of the time of a short query here, and the
 * embedded driver plans anew each time. A text is prepared when it comes a second time.
 */
export const keepPlanned = (pg: PGlite): Query => {
  const query = pg.query.bind(pg) as Query
  const comesAgain = createComesAgain()
  const names = new Map<string, string | null>()
  let made = 0

  const prepare = async (text: string): Promise<string | null> => {
    made += 1
    const name = `kept_${made}`
    // Named before it is there: whoever comes next stands behind this one in the driver's queue.
    names.set(text, name)
    try {
      await pg.exec(`prepare ${name} as ${text}`)
      return name
    } catch {
      names.set(text, null)
      return null
    }
  }

  const nameOf = async (text: string): Promise<string | null> => {
    const known = names.get(text)
    if (known !== undefined) return known
    return comesAgain(text) ? prepare(text) : null
  }

  return async (text, params, options) => {
    if (!params || params.length === 0 || !preparable.test(text)) return query(text, params, options)
    const literals = params.map(literalOf)
    const name = literals.includes(null) ? null : await nameOf(text)
    return name === null ? query(text, params, options) : query(`execute ${name}(${literals.join(', ')})`, [], options)
  }
}
