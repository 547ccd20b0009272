import type { Channel, ChannelChange } from '../api.ts'
import { wordsFor } from './act-words.ts'
import { useConnection } from './connection-context.ts'
import { ChevronIcon, LockIcon, MenuIcon, SharedIcon } from './icons.tsx'
import { useMenu } from './menu.ts'
import { nameOf } from './place.ts'
import { useReader } from './reader.ts'

type Choice = { change: ChannelChange; words: string }

const choicesOf = ({ hasBot, isArchived }: Channel): Choice[] =>
  isArchived
    ? [{ change: 'unarchive', words: 'Unarchive channel' }]
    : [
        hasBot ? { change: 'remove', words: 'Remove Baton' } : { change: 'invite', words: 'Add Baton' },
        { change: 'archive', words: 'Archive channel' },
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
export const useChannelChange = (channel: string): ((change: ChannelChange) => Promise<void>) => {
  const connection = useConnection()
  const { user, notify } = useReader()
  return async (change) => {
    const words = wordsFor(await connection.act(user, { type: 'channel', channel, does: change }))
    if (words) notify(words)
  }
}

const ChannelName = ({ channel }: { channel: Channel }) => {
  const menu = useMenu()
  const change = useChannelChange(channel.id)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu are heard here, on behalf of its items
    <div className="menu-root" ref={menu.root} onKeyDown={menu.onKeyDown}>
      <button
        type="button"
        className="place-menu"
        aria-haspopup="menu"
        aria-expanded={menu.open}
        aria-label={`${nameOf(channel)}: archive it, add or remove Baton`}
        data-testid="channel-menu"
        onClick={menu.toggle}
      >
        <h2 data-testid="place-title">{nameOf(channel)}</h2>
        {channel.isPrivate ? <LockIcon /> : null}
        <ChevronIcon />
      </button>
      {menu.open ? (
        <div className="menu" role="menu">
          {choicesOf(channel).map((choice) => (
            <button
              key={choice.change}
              type="button"
              role="menuitem"
              className="menu-item"
              data-item
              tabIndex={-1}
              onClick={() => {
                menu.close()
                void change(choice.change)
              }}
            >
              {choice.words}
            </button>
          ))}
        </div>
      ) : null}
    </div>
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
