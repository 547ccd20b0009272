import type { Timed } from './settings.ts'
import type { Stage } from './stages.ts'

/**
 * Which clocks a move ends and which it starts (domain §6). The accept clock starts when its card is visible; the silence
 * of an SAL begins anew with each touch.
 */
export const clocksOf = (verb: string, from: Stage, to: Stage): { stop: Timed[]; start: Timed[] } => {
  // How a meeting went was told: somebody reached out.
  if ((verb === 'touch' || verb === 'outcome') && from === 'SAL')
    return { stop: ['first_touch', 'idle'], start: ['idle'] }
  if (verb === 'touch') return { stop: ['first_touch', ...(from === 'SQO' ? (['next_step'] as const) : [])], start: [] }
  if (verb === 'outcome') return { stop: ['first_touch'], start: [] }
  if (verb === 'step') return { stop: ['next_step'], start: ['next_step'] }
  if (verb === 'hand') return { stop: ['ae_decision'], start: ['ae_decision'] }
  if ((verb === 'reject' || verb === 'reroute') && to === 'MQL') return { stop: ['accept'], start: ['accept'] }
  if (verb === 'release') return { stop: ['first_touch', 'idle', 'qualify'], start: ['accept'] }
  if (from === to) return { stop: [], start: [] }
  if (to === 'SAL' && from === 'MQL') return { stop: ['accept'], start: ['first_touch', 'qualify'] }
  if (to === 'SAL') return { stop: ['ae_decision'], start: ['qualify', 'idle'] }
  if (to === 'SQL') return { stop: ['first_touch', 'idle', 'qualify', 'next_step'], start: ['ae_decision'] }
  if (to === 'SQO') return { stop: ['first_touch', 'idle', 'qualify', 'ae_decision'], start: ['next_step'] }
  return { stop: ['accept', 'first_touch', 'idle', 'qualify', 'ae_decision', 'next_step'], start: [] }
}
