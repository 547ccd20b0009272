import type { Address, Messenger } from '../../src/chat/messenger.ts'
import { plain } from '../../src/texts/sentence.ts'

type Arrived = { how: 'post' | 'update'; lane: string; key: string; said: string }

/** A platform that keeps what arrives, in the order in which it arrives; `before` is asked first, and may refuse or wait. */
export const openReceiver = (before: (to: Address, key: string) => Promise<void> = async () => undefined) => {
  const arrived: Arrived[] = []
  const under = new Set<string>()
  const arrive = async (to: Address, one: Arrived) => {
    if (under.has(one.lane)) throw new Error(`Two messages at once in ${one.lane}`)
    under.add(one.lane)
    await before(to, one.key).finally(() => under.delete(one.lane))
    arrived.push(one)
  }
  const messenger: Messenger = {
    post: async (to, { summary }, key) => {
      await arrive(to, { how: 'post', lane: to.placeId, key, said: plain('en', 'UTC', summary) })
      return key
    },
    update: (to, externalId, { summary }) =>
      arrive(to, { how: 'update', lane: to.placeId, key: externalId, said: plain('en', 'UTC', summary) }),
    find: async (to, key) => (arrived.some((one) => one.lane === to.placeId && one.key === key) ? key : null),
    look: async () => ({ name: null, fault: null, isShared: false }),
  }
  return { arrived, messenger }
}
