import type { Platform } from './platform.ts'
import type { Stage } from './stages.ts'

/** Who did what, when: the last act on a hand-off, as a refusal tells it. */
type LastAct = { by: string | null; verb: string; at: Date; stage: Stage }

/** Every way to say no. The keys are also the list of texts: a missing sentence fails a test. */
export type Refusal =
  | { key: 'unknownNumber'; number: number; near: { number: number; name: string } | null }
  | { key: 'numberNeeded'; word: string }
  | { key: 'erased'; number: number }
  | { key: 'nobodyAt'; text: string }
  | { key: 'movedOn'; number: number; last: LastAct }
  | { key: 'notYours'; number: number; verb: string; whose: string[] }
  | { key: 'notInQueue'; queue: string; members: string[]; managers: string[] }
  | { key: 'conversationNeeded'; number: number }
  | { key: 'meetingNeeded'; number: number }
  | { key: 'scoreTooLow'; number: number; score: number; needed: number }
  | { key: 'nothingToUndo' }
  | { key: 'undoTooLate'; number: number; verb: string; at: Date }
  | { key: 'undoFollowed'; number: number; last: LastAct }
  | { key: 'noAe'; number: number }
  | { key: 'withAeAlready'; number: number; ae: string }
  | { key: 'inQueueAlready'; number: number; queue: string }
  | { key: 'priorityAlready'; number: number; priority: string }
  | { key: 'offeredAlready'; number: number; name: string }
  | { key: 'noMeeting'; number: number }
  | { key: 'reopenedAlready'; number: number; as: number }
  | { key: 'leadIsOpen'; number: number; name: string; who: string | null; since: Date }
  | { key: 'mergesItself'; number: number }
  | { key: 'mergeNeedsOpen'; number: number; other: number }
  | { key: 'mergedAlready'; number: number; into: number | null }
  | { key: 'manyFound'; text: string; numbers: string[] }
  | { key: 'noneFound'; text: string }
  | { key: 'sendbackTooLate'; number: number; since: Date }
  | { key: 'nobodyToAsk'; number: number }
  | { key: 'notReachable'; number: number; names: string[] }
  | { key: 'noQuestion'; number: number }
  | { key: 'answeredAlready'; number: number; by: string | null; at: Date }
  | { key: 'unchanged'; number: number }
  | { key: 'editedSince'; number: number; by: string | null; at: Date }
  | { key: 'emailElsewhere'; number: number; name: string }
  | { key: 'phoneElsewhere'; number: number; name: string }
  | { key: 'openAlready'; number: number; name: string; owner: string | null; queue: string | null; since: Date }
  | { key: 'hardDisqualified'; number: number; name: string; reason: string; by: string | null; at: Date }
  | {
      key: 'cameBackLately'
      number: number
      name: string
      stage: Stage
      kind: 'soft' | 'hard' | null
      reason: string | null
      by: string | null
      at: Date
    }
  | { key: 'notMember' }
  | { key: 'managersOnly'; word: string }
  | { key: 'notAway'; name: string; isOwn: boolean }
  | { key: 'adminsOnly'; word: string }
  | { key: 'codeNeeded' }
  | { key: 'wrongCode'; left: number }
  | { key: 'codeLocked' }
  | { key: 'notHere' }
  | { key: 'membersInFile' }
  | { key: 'queuesInFile' }
  | { key: 'notColleague' }
  | { key: 'lastAdmin'; name: string }
  | { key: 'whichQueue'; queues: string[] }
  | { key: 'teamWords' }
  | { key: 'digestWords' }
  | { key: 'nothingHere' }
  | { key: 'notBoundHere'; text: string }
  | { key: 'unknownQueue'; text: string; queues: string[] }
  | { key: 'queueNeeded'; queues: string[] }
  | { key: 'unknownPerson'; text: string }
  | { key: 'unknownAe'; text: string }
  | { key: 'unknownAlerts'; text: string; alerts: string[] }
  | { key: 'unknownPeriod'; text: string }
  | { key: 'notUnderstood'; text: string; word: string; number: number }
  | { key: 'unknownWord'; text: string; near: string | null }
  | { key: 'unknownPlatform'; text: string }
  | { key: 'directAlready'; platform: Platform }
  | { key: 'notConnected'; platform: Platform }
  | { key: 'notOnPlatform'; platform: Platform }
  | { key: 'perPersonOff' }
  | { key: 'storeSlow' }
  | { key: 'storeGone' }
  | { key: 'broken'; ref: string }

/** A value that says no; the other arm of every result of a service. */
export type Refused = { ok: false; refusal: Refusal }

/** Wraps a refusal as a result. */
export const refuse = (refusal: Refusal): Refused => ({ ok: false, refusal })
