import type { Button } from './card.ts'

/** The buttons that stand on more than one card: each word has one label, and either runs at once or asks first. */
export const act = {
  accept: { label: 'button.accept', word: 'accept', does: 'runs' },
  reject: { label: 'button.reject', word: 'reject', does: 'asks' },
  reroute: { label: 'button.reroute', word: 'reroute', does: 'asks' },
  priority: { label: 'button.priority', word: 'priority', does: 'asks' },
  reassign: { label: 'button.reassign', word: 'reassign', does: 'asks' },
  release: { label: 'button.release', word: 'release', does: 'asks' },
  touch: { label: 'button.touch', word: 'touch', does: 'asks' },
  meet: { label: 'button.meet', word: 'meet', does: 'asks' },
  qualify: { label: 'button.qualify', word: 'qualify', does: 'asks' },
  nurture: { label: 'button.nurture', word: 'nurture', does: 'asks' },
  disqualify: { label: 'button.disqualify', word: 'disqualify', does: 'asks' },
  hand: { label: 'button.hand', word: 'hand', does: 'asks' },
  confirm: { label: 'button.confirm', word: 'confirm', does: 'asks' },
  return: { label: 'button.return', word: 'return', does: 'asks' },
  step: { label: 'button.step', word: 'step', does: 'asks' },
  win: { label: 'button.win', word: 'win', does: 'asks' },
  lose: { label: 'button.lose', word: 'lose', does: 'asks' },
  sendback: { label: 'button.sendback', word: 'sendback', does: 'asks' },
  reopen: { label: 'button.reopen', word: 'reopen', does: 'asks' },
  merge: { label: 'button.merge', word: 'merge', does: 'asks' },
  note: { label: 'button.note', word: 'note', does: 'asks' },
  ask: { label: 'button.ask', word: 'ask', does: 'asks' },
  edit: { label: 'button.edit', word: 'edit', does: 'asks' },
  undo: { label: 'button.undo', word: 'undo', does: 'runs' },
  new: { label: 'button.new', word: 'new', does: 'asks' },
  mine: { label: 'button.mine', word: 'mine', does: 'runs' },
  queue: { label: 'button.queue', word: 'queue', does: 'runs' },
  funnel: { label: 'button.funnel', word: 'funnel', does: 'runs' },
  show: { label: 'button.show', word: 'show', does: 'runs' },
  why: { label: 'button.why', word: 'why', does: 'runs' },
  away: { label: 'button.away', word: 'away', does: 'asks' },
  help: { label: 'button.help', word: 'help', does: 'runs' },
  history: { label: 'button.history', word: 'show', does: 'runs', variant: 'history' },
  reached: { label: 'button.reached', word: 'touch', does: 'runs', variant: 'reached' },
  noAnswer: { label: 'button.noAnswer', word: 'touch', does: 'runs', variant: 'no_answer' },
  leftMessage: { label: 'button.leftMessage', word: 'touch', does: 'runs', variant: 'left_message' },
} as const satisfies Record<string, Button>

/** The one that a card is about most. */
export const primary = (button: Button): Button => ({ ...button, tone: 'primary' })
