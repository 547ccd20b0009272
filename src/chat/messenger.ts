import type { Drawing } from '../cards/card.ts'
import type { ChannelState, PlaceFault } from '../domain/place-fault.ts'
import type { External, Platform } from '../domain/platform.ts'
import type { Language } from '../texts/catalogue.ts'

/** Where something is shown: a channel by its own id, or one member's direct messages. */
export type Address = {
  placeId: string
  /** Where a channel is; for direct messages, where the member wants them. */
  platform: Platform
  externalId: string
  /** Whose direct messages these are; null for a channel. */
  memberId: string | null
  /** A manager allowed lead data there, whoever reads along. */
  isSharedAllowed: boolean
  language: Language
  zone: string
}

/** What the outbox asks of a platform. Each throws `VendorError` when the platform does not take it. */
export type Messenger = {
  /** Posts a message and gives the platform's id of it; `key` marks it, so that a lost answer can be found again. */
  post: (to: Address, drawing: Drawing, key: string, inThreadOf: string | null) => Promise<string>
  update: (to: Address, externalId: string, drawing: Drawing) => Promise<void>
  /** Finds a message by its key, where an earlier attempt got no answer; null when it never arrived. */
  find: (to: Address, key: string, inThreadOf: string | null) => Promise<string | null>
  /** What the platform says of a channel. */
  look: (channel: External) => Promise<ChannelState>
}

/** A platform that did not take a message: when to try again, and whether trying again can help. */
export class VendorError extends Error {
  override name = 'VendorError'
  readonly retryAfterMs: number | null
  readonly isPermanent: boolean
  /** The message may have arrived all the same. */
  readonly isUnknown: boolean
  /** The place itself is closed to us, for every message, until somebody mends it. */
  readonly closesPlace: PlaceFault | null
  /** The platform as a whole is closed to us, until the operator mends it. */
  readonly closesAll: boolean
  /** The member is not on this platform, and may be on another. */
  readonly isElsewhere: boolean
  constructor(
    message: string,
    how: {
      retryAfterMs?: number | null
      isPermanent?: boolean
      isUnknown?: boolean
      closesPlace?: PlaceFault | undefined
      closesAll?: boolean
      isElsewhere?: boolean
    },
  ) {
    super(message)
    this.retryAfterMs = how.retryAfterMs ?? null
    this.isPermanent = how.isPermanent ?? false
    this.isUnknown = how.isUnknown ?? false
    this.closesPlace = how.closesPlace ?? null
    this.closesAll = how.closesAll ?? false
    this.isElsewhere = how.isElsewhere ?? false
  }
}
