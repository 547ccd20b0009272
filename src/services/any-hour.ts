import { eq } from 'drizzle-orm'
import { members } from '../../db/schema/index.ts'
import type { Priority } from '../domain/settings.ts'
import type { Context } from './context.ts'

/** Whether what clocks say about a hand-off of that priority reaches somebody at any hour: of a P1, by their own choice (domain §6). */
export const isHeardAlways = (person: { p1Always: boolean | null } | null, priority: Priority): boolean =>
  priority === 1 && person?.p1Always === true

/** Whether a member chose to hear about a P1 at any hour. */
export const readP1Always = async (ctx: Context, memberId: string): Promise<boolean> => {
  const [row] = await ctx.db.select({ p1Always: members.p1Always }).from(members).where(eq(members.id, memberId))
  return row?.p1Always === true
}

/** From here on a member hears of a P1 at any hour, or in working hours alone. What waits already goes on waiting. */
export const chooseP1Always = async (ctx: Context, memberId: string, p1Always: boolean): Promise<void> => {
  await ctx.db.update(members).set({ p1Always }).where(eq(members.id, memberId))
}
