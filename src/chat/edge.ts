import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PlatformCheck } from '../services/doctor.ts'
import type { Actor } from './command.ts'
import type { Directory } from './directory.ts'
import type { Intent } from './intent.ts'
import type { Messenger } from './messenger.ts'

/** What every chat platform offers to the product. */
export type Edge = {
  /** Answers what the platform sends; nothing may have read the body before. */
  handle: (req: IncomingMessage, res: ServerResponse) => void
  messenger: Messenger
  directory: Directory
  /** Who that is, joined on first sight; null for guests, bots and people of other organisations. */
  whoIs: (who: Intent['actor']) => Promise<Actor | null>
  /** The self-check of the connection. */
  examine: PlatformCheck
  /** Takes no new work and waits at most 10 s for what is under way. */
  stop: () => Promise<void>
}

/** A platform lets nobody in with what was set; the message says what to do. */
export class PlatformRefused extends Error {
  override name = 'PlatformRefused'
}
