/**
 * What of a line of history is for everybody, and stays when a lead is forgotten: all else that was entered may hold a
 * note, an amount or contact data (product §6, domain §11).
 */
export const openFields = [
  'reason',
  'source',
  'queue',
  'priority',
  'kind',
  'outcome',
  'verb',
  'other',
  'ae',
  'aeId',
  'owner',
  'offered',
  'startsAt',
  'anew',
  'date',
  'returnsOn',
  'callBackAt',
  'score',
  'verdict',
  'isDraft',
  'askedOf',
  'replyTo',
  'asker',
  'clock',
  'backup',
]
