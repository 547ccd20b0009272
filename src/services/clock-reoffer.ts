import type { Db } from '../../db/client.ts'
import type { Firing } from './clock-firing.ts'
import type { Context } from './context.ts'
import { nextOf } from './offer.ts'
import { offerTo } from './offer-to.ts'

/** Who was offered it did not take it for so long that the next in turn is (domain §6). Where there is nobody, it stays as it is. */
export const reoffer = async (ctx: Context, tx: Db, { clock: { handoff, queue, offered } }: Firing, at: Date) => {
  if (queue === null) return
  const next = await nextOf(ctx, tx, queue, offered?.id ? [offered.id] : [])
  if (next) await offerTo(ctx, tx, handoff, next.id, at)
}
