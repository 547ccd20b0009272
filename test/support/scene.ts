import { afterAll } from 'vitest'
import type { Platform } from '../../src/domain/platform.ts'
import { type Given, openChatOn } from './chat.ts'
import { platform } from './platform.ts'
import { type Bindable, tellStory } from './story.ts'

/**
 * What the tests of a file play on: the product as it runs, and its stories; what is named is bound to its channel. It is
 * opened where the file is read, so that each test may use it, and closed after the last.
 */
export const openScene = async ({
  binds = [],
  on = platform,
  ...given
}: Given & { binds?: Bindable[]; on?: Platform } = {}) => {
  const chat = await openChatOn(on, given)
  afterAll(() => chat.close())
  const story = tellStory(chat)
  await story.binds(...binds)
  /** Moves on, or back, to a moment in UTC, and lets the product do what is due by then. Berlin is an hour ahead in winter. */
  const at = async (moment: string) => {
    chat.clock.ms = Date.parse(`${moment}Z`)
    await chat.tick()
    await chat.settled()
  }
  return { chat, story, at }
}
