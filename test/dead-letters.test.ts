import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readDead } from '../db/queries/dead-letters.ts'
import { lanes, members, queuePeople, queues } from '../db/schema/index.ts'
import { VendorError } from '../src/chat/messenger.ts'
import { openReceiver } from './support/receiver.ts'
import { wordsIn } from './support/team.ts'
import { keysOf, openTold, patient, type Told } from './support/told.ts'

let team: Told
beforeEach(async () => {
  team = await openTold()
})
afterEach(() => team.close())

describe('what is given up', () => {
  /** Somebody who manages DACH, and an admin. */
  const staff = async () => {
    const { db } = team.ctx
    const [queue] = await db.select().from(queues).where(eq(queues.key, 'dach'))
    if (!queue) throw new Error('The queue is missing.')
    await db
      .insert(queuePeople)
      .values({ queueId: queue.id, memberId: team.idOf('sdr14'), part: 'manager', position: 0 })
    await db
      .update(members)
      .set({ roles: ['admin'] })
      .where(eq(members.id, team.idOf('sdr15')))
    return { manager: team.idOf('sdr14'), admin: team.idOf('sdr15') }
  }
  const lettersIn = async () => (await team.queued()).filter(({ payload }) => payload.kind === 'letter')
  /** Sends all that is queued, as the twelfth attempt; what goes to some lanes is refused. */
  const send = async (refuses: (lane: string) => boolean, how = {}) => {
    const { arrived, messenger } = openReceiver(async (to) => {
      if (refuses(to.placeId)) throw new VendorError('no answer', how)
    })
    await team.ctx.db.execute(sql`update outbox set attempts = 11 where state = 'queued'`)
    await team.ctx.db.update(lanes).set({ nextAt: sql`now()` })
    const outbox = team.outboxTo(messenger)
    outbox.start()
    await vi.waitFor(async () => {
      outbox.wake()
      expect((await team.queued()).filter(({ state }) => state === 'queued')).toEqual([])
    }, patient)
    await outbox.stop()
    return arrived
  }
  const toFirst = (lane: string) => lane === team.directOf(0)

  it('after twelve attempts comes to the managers of the queue of the hand-off, by name', async () => {
    const { manager } = await staff()
    const { id } = await team.handOverAs(2)
    const key = await team.tell(team.directOf(0), id)
    const arrived = await send(toFirst)
    expect((await team.queued()).find(({ dedupeKey }) => dedupeKey === key)).toMatchObject({
      state: 'dead',
      attempts: 12,
    })
    expect(arrived.map(({ lane }) => lane)).toEqual([manager])
  })

  it('comes to the admins where it is about no queue', async () => {
    const { admin } = await staff()
    await team.tell(team.directOf(0))
    expect((await send(toFirst)).map(({ lane }) => lane)).toEqual([admin])
  })

  it('makes no card about a card: one that does not reach its manager is not told of', async () => {
    await staff()
    await team.tell(team.directOf(0))
    expect(await send(() => true, { isPermanent: true })).toEqual([])
    expect((await lettersIn()).map(({ state }) => state)).toEqual(['dead'])
  })

  it('is noted without a card where somebody is in no chat: doctor names them', async () => {
    await staff()
    const key = await team.tell(team.directOf(0))
    expect(await send(toFirst, { isPermanent: true, isElsewhere: true })).toEqual([])
    expect(await lettersIn()).toEqual([])
    expect(await readDead(team.ctx.db, team.ctx.tenantId)).toMatchObject([{ letter: { why: 'absent' } }])
    expect(await team.stateOf(key)).toBe('dead')
  })

  it('goes back into its lane before what came after it', async () => {
    const { admin } = await staff()
    const lost = await team.tell(team.directOf(0))
    await send(toFirst)
    const later = await team.tell(team.directOf(0))
    const [letter] = await lettersIn()
    await team.ask('sdr15', 'doctor', null, { variant: `retry/${letter?.payload.letter}` })
    expect((await team.queued()).filter(({ state }) => state === 'queued')).toHaveLength(3)
    const arrived = await send(() => false)
    expect(keysOf(arrived.filter(({ lane }) => lane === team.directOf(0)))).toEqual([lost, later])
    expect(arrived.filter(({ lane }) => lane === admin)).toMatchObject([{ how: 'update' }])
  })

  it('is settled by managers of that queue and admins alone, and once', async () => {
    await staff()
    const { id } = await team.handOverAs(3)
    const lost = await team.tell(team.directOf(0), id)
    await send(toFirst)
    const [letter] = await lettersIn()
    const settle = async (who: string, does: string) =>
      wordsIn(await team.ask(who, 'doctor', null, { variant: `${does}/${letter?.payload.letter}` }))
    expect(await settle('sdr1', 'drop')).toContain('Only managers and admins')
    expect(await team.stateOf(lost)).toBe('dead')
    expect(await settle('sdr14', 'drop')).toContain('Person 14 dropped it')
    expect(await settle('sdr15', 'retry')).toContain('Person 14 dropped it')
    expect(await team.stateOf(lost)).toBe('dropped')
  })

  it('is settled once, though a manager and an admin tap at the same moment', async () => {
    const on = team.isServer ? await team.openContext() : team.ctx
    await staff()
    const { id } = await team.handOverAs(3)
    const lost = await team.tell(team.directOf(0), id)
    await send(toFirst)
    const [letter] = await lettersIn()
    const variant = (does: string) => ({ variant: `${does}/${letter?.payload.letter}` })
    const [one, other] = await Promise.all([
      team.ask('sdr14', 'doctor', null, variant('drop')),
      team.ask('sdr15', 'doctor', null, { ...variant('retry'), on }),
    ])
    const won = (await team.stateOf(lost)) === 'dropped' ? 'Person 14 dropped it' : 'Person 15 had it tried again'
    expect(wordsIn(one)).toContain(won)
    expect(wordsIn(other)).toContain(won)
  })
})
