import type { Channel, ChannelChange } from '../api.ts'
import { useAct } from './act.ts'
import { ChevronIcon, LockIcon, MenuIcon, SharedIcon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { nameOf } from './place.ts'
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

const ChannelName = ({ channel }: { channel: Channel }) => {
  const change = useChannelChange(channel.id)
  return (
    <Menu
      button={{
        className: 'place-menu',
        'aria-label': `${nameOf(channel)}: archive it, add or remove Baton`,
        'data-testid': 'channel-menu',
        children: (
          <>
            <h2 data-testid="place-title">{nameOf(channel)}</h2>
            {channel.isPrivate ? <LockIcon /> : null}
            <ChevronIcon />
          </>
        ),
      }}
      entries={choicesOf(channel).map(({ does, words }) => ({
        id: does,
        choose: () => change(does),
        children: words,
      }))}
    />
  )
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

type Props = { channel: Channel | undefined; open: (place: string) => void; openRail: () => void }

/** The line over a conversation: where one is, who else is there, and what may be done to the channel. */
export const PlaceHead = ({ channel, open, openRail }: Props) => {
  const { partners } = useReader()
  const standing = channel ? standingOf(channel, partners) : null
  const isChannel = channel?.kind === 'channel'
  return (
    <header className="place-head">
      <button type="button" className="icon-button rail-button" aria-label="Channels and people" onClick={openRail}>
        <MenuIcon />
      </button>
      <div>
        {isChannel ? <ChannelName channel={channel} /> : <h2 data-testid="place-title">Baton</h2>}
        {standing ? (
          <p className="place-standing" data-testid="place-standing">
            {channel?.isExtShared ? <SharedIcon /> : null}
            {standing}
          </p>
        ) : null}
      </div>
      {isChannel ? null : <AppTabs isHome={!channel} open={open} />}
    </header>
  )
}
