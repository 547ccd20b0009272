import type { Platform } from './platform.ts'

/**
 * Why a platform takes nothing for a place: it was archived, Baton is not in it, Baton may not write there; or why
 * Baton gives it nothing: people of another organisation read along, and no manager allowed that.
 */
export type PlaceFault = 'archived' | 'removed' | 'forbidden' | 'shared'

/** What a platform says of a channel now; the name is null where Baton may not know it. */
export type ChannelState = { name: string | null; fault: PlaceFault | null; isShared: boolean }

/** How a fault is named in the texts that say what to do: for some of them that depends on the platform. */
export const faultOn = (platform: Platform, fault: PlaceFault) =>
  platform === 'teams' && (fault === 'removed' || fault === 'forbidden') ? (`${fault}OnTeams` as const) : fault
