import type { Move, Who } from './moves.ts'
import type { Role } from './settings.ts'
import type { Stage } from './stages.ts'

/** What somebody is to a hand-off, read at each act (domain §8). */
export type Standing = {
  roles: readonly Role[]
  isOwner: boolean
  isAe: boolean
  isSubmitter: boolean
  isOffered: boolean
  isQueueMember: boolean
  isQueueManager: boolean
}

/** Manager of the queue, or admin: "M" in domain §8. */
const isManager = (standing: Standing) => standing.isQueueManager || standing.roles.includes('admin')

const holds: Record<Who, (standing: Standing) => boolean> = {
  anyone: () => true,
  submitter: (one) => one.isSubmitter,
  owner: (one) => one.isOwner,
  ae: (one) => one.isAe,
  queueMember: (one) => one.isQueueMember,
  offered: (one) => one.isOffered,
  manager: isManager,
}

/** Whether somebody of this standing may make the move at that stage (domain §8). */
export const mayMake = (move: Move, standing: Standing, stage: Stage) =>
  (move.whoAt?.[stage] ?? move.who).some((who) => holds[who](standing))

/** Whether somebody sees evidence, notes, the amount and the lead's contact data (product §6, "Who sees what"). */
export const seesPrivate = (standing: Standing) =>
  standing.isSubmitter ||
  standing.isOwner ||
  standing.isAe ||
  standing.isOffered ||
  standing.isQueueMember ||
  isManager(standing)
