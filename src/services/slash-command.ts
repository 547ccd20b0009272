import { eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { readOrganisation } from '../../db/queries/organisation.ts'
import { tenants } from '../../db/schema/index.ts'
import { nameSlashCommand, slashCommand } from '../texts/catalogue.ts'
import type { Context } from './context.ts'

/** From the start on, the texts name the command as it was typed last. */
export const recallSlashCommand = async (db: Db) => nameSlashCommand((await readOrganisation(db))?.slackCommand ?? null)

/** The command as Slack says that somebody typed it: kept, so that what a timer says after a start names it too. */
export const learnSlashCommand = async (ctx: Pick<Context, 'db' | 'tenantId'>, typed: string) => {
  if (typed === slashCommand()) return
  nameSlashCommand(typed)
  await ctx.db.update(tenants).set({ slackCommand: typed }).where(eq(tenants.id, ctx.tenantId))
}
