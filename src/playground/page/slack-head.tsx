import type { Channel, ChannelChange } from '../api.ts'
import { useAct } from './act.ts'
import { LockIcon, SharedIcon } from './icons.tsx'
import { nameOf } from './place.ts'
import { PlaceHead } from './place-head.tsx'
import { useReader } from './reader.ts'

type Choice = { does: ChannelChange; words: string }

const choicesOf = ({ hasBot, isArchived }: Channel): Choice[] =>
  isArchived
    ? [{ does: 'unarchive', words: 'Unarchive channel' }]
    : [
        hasBot ? { does: 'remove', words: 'Remove Baton' } : { does: 'invite', words: 'Add Baton' },
        { does: 'archive', words: 'Archive channel' },
      ]

/** What is to be known of a channel before one writes in it; null where there is nothing. */
const standingOf = ({ isArchived, isExtShared, hasBot }: Channel, partners: string): string | null => {
  const facts = [
    isExtShared ? `Shared with ${partners}` : '',
    isArchived ? 'Archived' : '',
    hasBot ? '' : 'Baton is not in this channel',
  ]
  return facts.filter(Boolean).join(' · ') || null
}

/** Does something to a channel, and says so where it does not work. */
export const useChannelChange = (channel: string): ((does: ChannelChange) => void) => {
  const act = useAct()
  return (does) => void act({ type: 'channel', channel, does })
}

const AppTabs = ({ isHome, open }: { isHome: boolean; open: (place: string) => void }) => (
  <nav className="app-tabs" aria-label="Baton">
    <button
      type="button"
      aria-current={isHome ? 'page' : undefined}
      data-testid="tab-home"
      onClick={() => open('home')}
    >
      Home
    </button>
    <button
      type="button"
      aria-current={isHome ? undefined : 'page'}
      data-testid="tab-messages"
      onClick={() => open('im')}
    >
      Messages
    </button>
  </nav>
)

const ChannelHead = ({ channel }: { channel: Channel }) => {
  const { partners } = useReader()
  const change = useChannelChange(channel.id)
  const standing = standingOf(channel, partners)
  return (
    <PlaceHead
      name={nameOf(channel)}
      mark={channel.isPrivate ? <LockIcon /> : null}
      about="archive it, add or remove Baton"
      choices={choicesOf(channel).map(({ does, words }) => ({ id: does, words, choose: () => change(does) }))}
      standing={
        standing ? (
          <>
            {channel.isExtShared ? <SharedIcon /> : null}
            {standing}
          </>
        ) : null
      }
    />
  )
}

/** The line over a conversation of the Slack client. */
export const SlackHead = ({ channel, open }: { channel: Channel | undefined; open: (place: string) => void }) =>
  channel?.kind === 'channel' ? (
    <ChannelHead channel={channel} />
  ) : (
    <PlaceHead name="Baton">
      <AppTabs isHome={!channel} open={open} />
    </PlaceHead>
  )
