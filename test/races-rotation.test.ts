import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { handoffs, queues } from '../db/schema/index.ts'
import { openTeam } from './support/team.ts'

test('50 hand-offs at once go round a queue in rotation: nobody gets two more than another', async () => {
  const team = await openTeam(7)
  try {
    const processes = team.isServer ? [team.ctx, await team.openContext(), await team.openContext()] : [team.ctx]
    // A process that starts settles the queues by its file, which says nothing of the mode.
    await team.ctx.db.update(queues).set({ mode: 'rotate' }).where(eq(queues.key, 'dach'))
    const asked = Array.from({ length: 50 }, (_, i) =>
      team.handOver(`many${i}@many${i}.example`, processes[i % processes.length]),
    )
    expect((await Promise.all(asked)).filter(({ ok }) => !ok)).toEqual([])
    const rows = await team.ctx.db.select({ to: handoffs.offeredTo }).from(handoffs)
    const counts = [...Map.groupBy(rows, ({ to }) => to).values()].map((all) => all.length)
    expect(counts.toSorted((one, other) => one - other)).toEqual([7, 7, 7, 7, 7, 7, 8])
  } finally {
    await team.close()
  }
})
