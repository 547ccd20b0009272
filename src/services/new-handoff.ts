import type { Priority } from '../domain/settings.ts'

/** A lead as a colleague hands it off (domain §8, `new`). */
export type NewHandoff = {
  name: string | null
  email: string | null
  phone: string | null
  title: string | null
  company: string
  country: string | null
  employees: number | null
  source: string
  sourceDetail: string | null
  campaign: string | null
  why: string
  queue: string | null
  priority: Priority | null
  /** Why it comes again so soon after it was sent away (domain §4, rule 3). */
  again?: string | null
  /** The message that it comes from: its address, and what it says. */
  message?: string | null
  quote?: string | null
}

/** What of it stands in the line of history, beside queue and priority. */
export const enteredOf = ({ source, why, again, message, quote }: NewHandoff) => ({
  source,
  why,
  again: again ?? null,
  ...(message ? { message } : {}),
  // What was taken over word for word is said once.
  ...(quote && quote !== why ? { quote } : {}),
})
