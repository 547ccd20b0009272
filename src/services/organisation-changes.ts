import type { Db } from '../../db/client.ts'
import { readOrganisation, readRoster } from '../../db/queries/organisation.ts'
import { unroutedQueue } from '../domain/routing.ts'
import type { Settings } from '../domain/settings.ts'

/** Members by e-mail address and queues by key that a file would add to the store or take from it. */
export type OrganisationChanges = Record<'membersAdded' | 'membersRemoved' | 'queuesAdded' | 'queuesEmptied', string[]>

const without = (some: readonly string[], others: readonly string[]) => some.filter((one) => !others.includes(one))

/** What the next start would change in the organisation, without changing it. */
export const readOrganisationChanges = async (db: Db, settings: Settings): Promise<OrganisationChanges> => {
  const organisation = await readOrganisation(db)
  const roster = organisation ? await readRoster(db, organisation.id) : { members: [], queues: [] }
  const active = roster.members.filter(({ isActive }) => isActive)
  const named = settings.members?.map(({ email }) => email)
  const kept = settings.queues?.map(({ key }) => key)
  const emailOf = ({ email }: { email: string | null }) => email ?? []
  const keys = roster.queues.map(({ key }) => key).filter((key) => key !== unroutedQueue)
  return {
    membersAdded: without(named ?? [], active.flatMap(emailOf)),
    membersRemoved: named ? without(active.filter(({ roles }) => roles.length > 0).flatMap(emailOf), named) : [],
    queuesAdded: without(kept ?? [], [...keys, unroutedQueue]),
    queuesEmptied: kept ? without(keys, kept) : [],
  }
}
