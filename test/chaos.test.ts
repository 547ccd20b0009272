import { describe, expect, it } from 'vitest'
import { runChaos } from './chaos/run.ts'
import { tableOf } from './chaos/table.ts'
import { openGate } from './support/gate.ts'
import { makeTestPlace } from './support/store.ts'

const short = { handoffs: 40, queues: 4, seconds: 12, seed: 6 }

/** The short form of `npm run chaos`: nothing that was acknowledged is lost, whatever breaks meanwhile. */
describe('processes that are killed, platforms that fail, a store that goes away', () => {
  it('lose nothing, double nothing that has a key, and keep the order of each place', async () => {
    const place = await makeTestPlace()
    const gate = await openGate(place.databaseUrl)
    const isServer = place.databaseUrl !== null
    const cut = async () => gate.lose()()
    const rows = await runChaos({
      ...short,
      store: { databaseUrl: gate.databaseUrl, directUrl: place.databaseUrl, dataDir: place.dataDir },
      processes: isServer ? 2 : 1,
      ...(isServer ? { loseStore: cut, losses: 2 } : {}),
    })
    await gate.close()
    await place.remove()
    expect(
      rows.some(({ isMet }) => isMet === false),
      tableOf(rows),
    ).toBe(false)
    const made = Number(rows.find(({ what }) => what === 'hand-offs made')?.measured)
    expect(made, tableOf(rows)).toBeGreaterThan(short.handoffs / 2)
  }, 600_000)
})
