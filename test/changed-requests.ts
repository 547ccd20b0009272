import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Platform } from '../src/domain/platform.ts'
import { type Chat, openChatOn } from './support/chat.ts'
import { liveDay } from './support/day.ts'
import { halvesIn } from './support/halves.ts'
import { type Edit, edit } from './support/mutation.ts'

type Recorded = { type: string; body: string }
type Row = { level: number; msg: string; fault?: { name: string; said?: string } }

type Given = {
  on: Platform
  /** How many are changed and sent. */
  count: number
  /** What people do besides the usual day, so that every kind is recorded. */
  record?: (chat: Chat) => Promise<unknown>
  kinds: string[]
  kindOf: (body: string) => string
  /** Sends one that was changed, validly signed; gives the status of its answer and what was sent. */
  send: (chat: Chat, recorded: Recorded, edits: readonly Edit[]) => Promise<{ status: number; body: string }>
  settled?: (chat: Chat) => Promise<unknown>
  /** What of the log is the platform's answer to a changed id, and no fault of ours. */
  isOfPlatform: (row: Row) => boolean
}

const together = 20

/** Records a day, changes its requests in any way, and sends them: all are answered, and nothing is broken by them. */
export const trySendingChanged = (given: Given) => {
  let chat: Chat
  const rejections: unknown[] = []
  const remember = (error: unknown) => rejections.push(error)

  beforeAll(async () => {
    process.on('unhandledRejection', remember)
    chat = await openChatOn(given.on)
    await liveDay(chat)
    await given.record?.(chat)
    await chat.settled()
  }, 120_000)
  afterAll(async () => {
    process.off('unhandledRejection', remember)
    await chat.close()
  })

  it('every kind of request was recorded', () => {
    const kinds = new Set(chat.delivered.map(({ body }) => given.kindOf(body)))
    expect([...kinds]).toEqual(expect.arrayContaining(given.kinds))
  })

  it(`recorded requests that were changed in any way, ${given.count} of them, validly signed, are answered and break nothing`, async () => {
    const recorded = [...chat.delivered]
    const changed = fc.record({
      which: fc.nat({ max: recorded.length - 1 }),
      edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(changed, { minLength: together, maxLength: together }), async (some) => {
        const answers = await Promise.all(
          some.map(async ({ which, edits }) => {
            const one = recorded[which]
            if (!one) throw new Error('Nothing was recorded.')
            return given.send(chat, one, edits)
          }),
        )
        expect(answers.filter(({ status }) => status >= 500)).toEqual([])
        expect(rejections).toEqual([])
      }),
      { numRuns: given.count / together, endOnFailure: true },
    )
    await (given.settled ?? chat.settled)(chat)
    const broken = chat.logged
      .map((row) => JSON.parse(row) as Row)
      .filter((row) => row.level >= 50 && !given.isOfPlatform(row))
    expect(broken).toEqual([])
    expect(await halvesIn(chat)).toEqual({})
    expect(Object.keys(Object.prototype)).toEqual([])
    expect((await fetch(`${chat.url()}/readyz`)).status).toBe(200)
  }, 600_000)
}
