import { endAbsences } from '../services/away.ts'
import { fireClocks } from '../services/clocks.ts'
import type { Context } from '../services/context.ts'
import { sendDigests } from '../services/digests.ts'
import { queueFridays } from '../services/friday.ts'
import { sendNotices } from '../services/notices.ts'
import { offerWaiting } from '../services/offer-waiting.ts'
import { firePrompts } from '../services/prompts.ts'
import { renewRipe } from '../services/renew.ts'
import { startUnseen } from '../services/unseen.ts'
import { every, type Record } from './every.ts'

/** Does what is due by now: clocks first, so that what they have to say goes out in one message (domain §6). */
export const tickClocks = async (ctx: Context): Promise<number> => {
  let fired = (await endAbsences(ctx)) + (await firePrompts(ctx))
  // What nobody was offered yet goes before what somebody else did not take.
  fired += (await startUnseen(ctx)) + (await offerWaiting(ctx))
  for (let more = -1; more !== 0; fired += more) more = await fireClocks(ctx)
  fired += await renewRipe(ctx)
  fired += (await sendDigests(ctx)) + (await queueFridays(ctx))
  return fired + (await sendNotices(ctx))
}

/** Looks at the clocks every five seconds: the shortest of domain §6 has its first step after two and a half minutes. */
export const startClocks = (ctx: Context, record: Record) =>
  every('*/5 * * * * *', 'clocks', () => tickClocks(ctx), record)
