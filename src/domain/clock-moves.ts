import type { Clock } from './settings.ts'
import type { Stage } from './stages.ts'

/** Which clocks a move ends and which it starts (domain §6). The accept clock starts when its card is visible. */
export const clocksOf = (verb: string, from: Stage, to: Stage): { stop: Clock[]; start: Clock[] } => {
  if (verb === 'touch') return { stop: ['first_touch', ...(from === 'SQO' ? (['next_step'] as const) : [])], start: [] }
  // How a meeting went was told: somebody reached out.
  if (verb === 'outcome') return { stop: ['first_touch'], start: [] }
  if (verb === 'step') return { stop: ['next_step'], start: ['next_step'] }
  if (verb === 'hand') return { stop: ['ae_decision'], start: ['ae_decision'] }
  if ((verb === 'reject' || verb === 'reroute') && to === 'MQL') return { stop: ['accept'], start: ['accept'] }
  if (verb === 'release') return { stop: ['first_touch', 'qualify'], start: ['accept'] }
  if (from === to) return { stop: [], start: [] }
  if (to === 'SAL' && from === 'MQL') return { stop: ['accept'], start: ['first_touch', 'qualify'] }
  if (to === 'SAL') return { stop: ['ae_decision'], start: ['qualify'] }
  if (to === 'SQL') return { stop: ['first_touch', 'qualify', 'next_step'], start: ['ae_decision'] }
  if (to === 'SQO') return { stop: ['first_touch', 'qualify', 'ae_decision'], start: ['next_step'] }
  return { stop: ['accept', 'first_touch', 'qualify', 'ae_decision', 'next_step'], start: [] }
}
