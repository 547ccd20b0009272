import type { Act } from '../api.ts'

/** What to tell the person about an act that went wrong; null when all is well. */
export const wordsFor = (act: Act): string | null => {
  if (act.error === null) return null
  if (act.error === 'client: timeout') return 'Baton did not answer in time. The red bar shows the call.'
  if (act.error === 'operation_timeout') return 'Baton did not answer within 3 seconds. The red bar shows the call.'
  if (act.error === 'dispatch_failed')
    return `Baton answered with an error (HTTP ${act.status}). Nothing was changed here.`
  return act.error.replace(/^client: /, '')
}
