/** The stages of a hand-off, in the order of the funnel, then the detours (domain §2). */
export const stages = ['NEW', 'MQL', 'SAL', 'SQL', 'SQO', 'WON', 'LOST', 'NURTURE', 'DISQUALIFIED', 'MERGED'] as const
export type Stage = (typeof stages)[number]

/** The icon that stands beside a stage's name; it never stands alone (domain §2). */
export const stageIcon: Record<Stage, string> = {
  NEW: '🌱',
  MQL: '🍏',
  SAL: '🍐',
  SQL: '🍎',
  SQO: '🎯',
  WON: '🏆',
  LOST: '✖️',
  NURTURE: '🌿',
  DISQUALIFIED: '⛔',
  MERGED: '🔗',
}

/** The stages of a hand-off that is in sales (domain §4, rule 1). */
export const openStages = ['MQL', 'SAL', 'SQL', 'SQO'] as const satisfies Stage[]

/** Whether a hand-off of this stage is in sales (domain §4, rule 1). */
export const isOpen = (stage: Stage) => openStages.some((one) => one === stage)
