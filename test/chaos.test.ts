import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import { check } from './chaos/checks.ts'
import { runChaos } from './chaos/run.ts'
import { tableOf } from './chaos/table.ts'
import { openGate } from './support/gate.ts'
import { makeTestPlace } from './support/store.ts'

const short = { handoffs: 40, queues: 4, seconds: 12, seed: 6 }

/** What somebody could lose, and the line of the table that has to notice it. */
const losses = [
  [sql`delete from history where verb = 'accept'`, 'acknowledged acts that are lost'],
  [
    sql`update cards set shown_version = shown_version - 1 where card = 'handoff'`,
    'cards that do not show the last state',
  ],
  [sql`update timers set breached_at = null where stopped_at is null`, 'clocks that left something undone'],
  [
    sql`delete from outbox where dedupe_key like 'notices:%' or payload->>'kind' = 'card'`,
    'people not told what was due',
  ],
  [sql`update outbox set state = 'dead' where lane = (select min(lane) from outbox)`, 'messages given up'],
] as const

/** The short form of `npm run chaos`: nothing that was acknowledged is lost, whatever breaks meanwhile. */
describe('processes that are killed, platforms that fail, a store that goes away', () => {
  it('lose nothing, double nothing that has a key, and keep the order of each place; a loss would be seen', async () => {
    const place = await makeTestPlace()
    const gate = await openGate(place.databaseUrl)
    const isServer = place.databaseUrl !== null
    const cut = async () => gate.lose()()
    const given = {
      ...short,
      store: { databaseUrl: gate.databaseUrl, directUrl: place.databaseUrl, dataDir: place.dataDir },
      processes: isServer ? 2 : 1,
      ...(isServer ? { loseStore: cut, losses: 2 } : {}),
    }
    await runChaos(given, async (ended) => {
      const rows = await check(ended)
      expect(
        rows.some(({ isMet }) => isMet === false),
        tableOf(rows),
      ).toBe(false)
      const made = Number(rows.find(({ what }) => what === 'hand-offs made')?.measured)
      expect(made, tableOf(rows)).toBeGreaterThan(short.handoffs / 2)

      for (const [loss, what] of losses) {
        await rowsOf(ended.store.db, loss)
        const after = await check(ended)
        expect(after.find((one) => one.what === what)?.isMet, `${what}\n${tableOf(after)}`).toBe(false)
      }
    })
    await gate.close()
    await place.remove()
  }, 600_000)
})
