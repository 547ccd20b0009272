import { type Platform, platformOfMessage } from '../domain/platform.ts'
import { type Address, type Messenger, VendorError } from './messenger.ts'

type Given = {
  messengers: Partial<Record<Platform, Messenger>>
  /** A member was reached on another platform than the one where their messages went so far. */
  moved: (memberId: string, platform: Platform) => Promise<void>
}

const absent = (platform: Platform) => new VendorError(`${platform} is not configured.`, { closesAll: true })

/**
 * Makes one messenger of those of all platforms: a channel is where it is, a message stays where it stands, and a member
 * is reached on the platform that they joined first, else where they are found (product §6, "Cards").
 */
export const joinMessengers = ({ messengers, moved }: Given): Messenger => {
  const on = (platform: Platform): Messenger => {
    const found = messengers[platform]
    if (!found) throw absent(platform)
    return found
  }

  const standing = (to: Address, message: string) => on(to.memberId === null ? to.platform : platformOfMessage(message))

  /** The platforms that run, the one that is asked for first. */
  const inOrder = (first: Platform): Platform[] => {
    const running = Object.keys(messengers) as Platform[]
    return running.toSorted((one, other) => Number(other === first) - Number(one === first))
  }

  /** Tries one platform after the other, as long as the member is found on none. */
  const onAny = async <T>(to: Address, work: (messenger: Messenger) => Promise<T>): Promise<[Platform, T]> => {
    let failed: unknown = absent(to.platform)
    for (const platform of inOrder(to.platform)) {
      try {
        return [platform, await work(on(platform))]
      } catch (error) {
        if (!(error instanceof VendorError && error.isElsewhere)) throw error
        failed = error
      }
    }
    throw failed
  }

  return {
    post: async (to, drawing, key, inThreadOf) => {
      if (inThreadOf !== null) return standing(to, inThreadOf).post(to, drawing, key, inThreadOf)
      if (to.memberId === null) return on(to.platform).post(to, drawing, key, null)
      const [platform, posted] = await onAny(to, (messenger) => messenger.post(to, drawing, key, null))
      if (platform !== to.platform) await moved(to.memberId, platform)
      return posted
    },
    update: async (to, externalId, drawing) => standing(to, externalId).update(to, externalId, drawing),
    find: async (to, key, inThreadOf) => {
      if (inThreadOf !== null) return standing(to, inThreadOf).find(to, key, inThreadOf)
      if (to.memberId === null) return on(to.platform).find(to, key, null)
      return (await onAny(to, (messenger) => messenger.find(to, key, null)))[1]
    },
    look: async (channel) => on(channel.platform).look(channel),
  }
}
