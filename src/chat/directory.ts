import type { ChannelState } from '../domain/place-fault.ts'
import type { External } from '../domain/platform.ts'
import type { Intent } from './intent.ts'

/** What a word may ask of the platform that it was asked on. Each throws `VendorError` when the platform does not answer. */
export type Directory = {
  /** Looks at a channel as it is at this moment. */
  lookAt: (place: External) => Promise<ChannelState>
  /** The member behind a platform's id, joined at first sight; null for guests, bots, deactivated and foreign people (product §6). */
  colleague: (who: Intent['actor']) => Promise<string | null>
}
