import { type Stage, stages } from './stages.ts'

/** Who may make a move (domain §8); the manager of the queue and an admin count as `manager`. */
export type Who = 'anyone' | 'submitter' | 'owner' | 'ae' | 'queueMember' | 'offered' | 'manager'

/** Who may use a word that is no move: also who made the last one, or who has the code that the product printed. */
export type Right = Who | 'admin' | 'actor' | 'codeHolder'

/** Who hears of a move, the actor excepted (domain §8). */
type Audience = 'submitter' | 'owner' | 'ae' | 'alerts' | 'thread' | 'managers' | 'queue' | 'both' | 'asked' | 'asker'

export type Move = {
  from: readonly Stage[]
  /** Where it may lead; empty when the stage stays. */
  to: readonly Stage[]
  who: readonly Who[]
  /** Who may where that differs by stage. */
  whoAt?: Partial<Record<Stage, readonly Who[]>>
  tells: readonly Audience[]
}

const owned: readonly Stage[] = ['SAL', 'SQL', 'SQO']
const unmerged: readonly Stage[] = stages.filter((stage) => stage !== 'MERGED')
const closing: readonly Who[] = ['ae', 'manager']
const ownerAeManager: readonly Who[] = ['owner', 'ae', 'manager']

/** The law of domain §8, a row a verb. */
export const moves = {
  new: { from: [], to: ['MQL'], who: ['anyone'], tells: [] },
  accept: { from: ['MQL'], to: ['SAL'], who: ['queueMember', 'offered', 'manager'], tells: ['submitter'] },
  reject: {
    from: ['MQL'],
    to: ['NURTURE', 'DISQUALIFIED', 'MQL'],
    who: ['queueMember', 'manager'],
    tells: ['submitter'],
  },
  release: { from: ['SAL'], to: ['MQL'], who: ['owner', 'manager'], tells: ['queue', 'owner'] },
  reassign: {
    from: ['MQL', ...owned],
    to: [],
    who: ownerAeManager,
    whoAt: { MQL: ['manager'] },
    tells: ['both'],
  },
  reroute: { from: ['MQL'], to: [], who: ['queueMember', 'manager'], tells: ['queue'] },
  priority: { from: ['MQL', 'SAL'], to: [], who: ['queueMember', 'manager'], tells: [] },
  touch: { from: owned, to: [], who: ownerAeManager, tells: [] },
  meet: { from: owned, to: [], who: ownerAeManager, tells: ['ae'] },
  outcome: { from: owned, to: [], who: ['ae', 'owner'], tells: ['owner'] },
  step: { from: ['SQO'], to: [], who: closing, tells: [] },
  qualify: {
    from: ['SAL', 'SQL'],
    to: ['SQL', 'SQO'],
    who: ownerAeManager,
    tells: ['ae', 'thread', 'submitter'],
  },
  hand: { from: ['SQL'], to: [], who: ['owner', 'manager'], tells: ['ae'] },
  confirm: { from: ['SQL'], to: ['SQO'], who: ['ae', 'manager'], tells: ['alerts', 'owner', 'submitter'] },
  return: { from: ['SQL'], to: ['SAL'], who: ['ae', 'manager'], tells: ['owner', 'ae'] },
  sendback: { from: ['SQO'], to: ['SQL'], who: ['manager'], tells: ['ae'] },
  win: { from: ['SQO'], to: ['WON'], who: closing, tells: ['alerts', 'owner', 'submitter'] },
  lose: { from: ['SQO'], to: ['LOST'], who: closing, tells: ['owner', 'submitter', 'managers'] },
  nurture: { from: ['MQL', 'SAL', 'SQL'], to: ['NURTURE'], who: ownerAeManager, tells: ['submitter'] },
  disqualify: { from: ['MQL', 'SAL', 'SQL'], to: ['DISQUALIFIED'], who: ownerAeManager, tells: ['submitter'] },
  note: { from: stages, to: [], who: ['anyone'], tells: ['thread'] },
  ask: { from: stages, to: [], who: ['anyone'], tells: ['asked'] },
  // The answer to a question of `ask`; whom it was asked is seen by its line alone.
  reply: { from: stages, to: [], who: ['anyone'], tells: ['thread', 'asker'] },
  edit: {
    from: ['NEW', 'MQL', 'SAL', 'SQL', 'SQO'],
    to: [],
    who: ['owner', 'submitter', 'manager'],
    tells: [],
  },
  reopen: { from: ['NURTURE', 'DISQUALIFIED', 'LOST'], to: [], who: ['anyone'], tells: [] },
  merge: { from: unmerged, to: ['MERGED'], who: ['owner', 'manager'], tells: ['owner'] },
} satisfies Record<string, Move>

/** A word that changes a hand-off. `undo` has no row: it may do what its actor did last (domain §8). */
export type Verb = keyof typeof moves
