import express, { type Router } from 'express'
import { z } from 'zod'
import type { Clock, Due } from './api.ts'
import type { MovableClock } from './clock.ts'

const hourMs = 3_600_000
const move = z.strictObject({ to: z.enum(['hour', 'due', 'now']) })

export type ClockDesk = {
  clock: MovableClock
  /** The organisation's zone, in which the page shows the time. */
  zone: string
  /** What comes next by itself; null where nothing is under way. */
  nextDue: () => Promise<Due | null>
  /** Does at once what is due by the clock. */
  tick: () => Promise<unknown>
}

/** The clock of the playground: `GET /api/clock` reads it, `POST /api/clock` moves it, and what is due then comes before the answer. */
export const clockRoutes = ({ clock, zone, nextDue, tick }: ClockDesk): Router => {
  const router = express.Router()
  const read = (due: Due | null = null): Clock => ({
    at: clock.now().getTime(),
    movedMs: clock.movedMs(),
    zone,
    due,
  })
  const moveTo = async (to: z.infer<typeof move>['to']): Promise<Due | null> => {
    if (to === 'hour') clock.moveBy(hourMs)
    if (to === 'now') clock.reset()
    if (to !== 'due') return null
    // What was begun a moment ago is reckoned first: it may be the next.
    await tick()
    const due = await nextDue()
    if (due) clock.moveTo(new Date(due.at))
    return due
  }
  router.get('/api/clock', (_req, res) => {
    res.json(read())
  })
  router.post('/api/clock', express.json({ limit: '1kb' }), async (req, res) => {
    const asked = move.safeParse(req.body)
    if (!asked.success) return void res.status(400).json({ error: z.prettifyError(asked.error) })
    const due = await moveTo(asked.data.to)
    await tick()
    res.json(read(due))
  })
  return router
}
