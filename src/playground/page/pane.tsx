import { useCallback, useMemo, useState } from 'react'
import type { Channel, Hint, UserView, World } from '../api.ts'
import { useUserView } from './connection-context.ts'
import { Conversation } from './conversation.tsx'
import { Home } from './home.tsx'
import { Modal } from './modal.tsx'
import { NoticePlace, useNotice } from './notice.tsx'
import type { PageAction } from './page-state.ts'
import type { PaneState, Side } from './place.ts'
import { PlaceHead } from './place-head.tsx'
import { Rail } from './rail.tsx'
import { type Reader, ReaderContext } from './reader.ts'
import { Thread } from './thread.tsx'

type Props = {
  world: World
  pane: PaneState
  side: Side
  hints: readonly Hint[]
  dispatch: (action: PageAction) => void
}

// 'im' stands for the direct messages before their id is known; a place that the person cannot see falls back to the first one.
const findOpen = (view: UserView | undefined, place: string): Channel | undefined => {
  if (place === 'home') return undefined
  const channels = view?.channels ?? []
  const direct = place === 'im' ? channels.find((channel) => channel.kind === 'im') : undefined
  return channels.find((channel) => channel.id === place) ?? direct ?? channels[0]
}

/** One person's client: rail, conversation, thread, and the modals that are open for that person. */
export const Pane = ({ world, pane, side, hints, dispatch }: Props) => {
  const { user, place, thread } = pane
  const view = useUserView(user)
  const channel = findOpen(view, place)
  const [railOpen, setRailOpen] = useState(false)
  const [notice, setNotice] = useNotice()
  const me = world.users.find((candidate) => candidate.id === user)
  const go = useCallback(
    (to: string) => {
      setRailOpen(false)
      dispatch({ type: 'go', side, place: to })
    },
    [dispatch, side],
  )
  const openThread = useCallback((ts: string) => dispatch({ type: 'thread', side, thread: ts }), [dispatch, side])
  const zone = me?.tz ?? 'UTC'
  const reader = useMemo((): Reader => {
    const users = [...world.users, { id: world.botUserId, name: 'Baton', organisation: null }]
    const isForeign = users.some((one) => one.id === user && one.organisation !== null)
    const organisations = new Set(users.flatMap(({ organisation }) => organisation ?? []))
    const partners = isForeign ? world.team.name : [...organisations].join(', ')
    const shortcuts = isForeign ? [] : world.shortcuts
    const named = { users, channels: world.channels, shortcuts, partners }
    return { user, zone, isForeign, ...named, openChannel: go, notify: setNotice }
  }, [user, zone, world, go, setNotice])
  const top = view?.views.at(-1)
  const name = side === 0 ? 'left' : 'right'
  return (
    <ReaderContext value={reader}>
      <section
        className={`pane ${railOpen ? 'rail-open' : ''} ${thread ? 'with-thread' : ''}`}
        aria-label={`${me?.name ?? 'Nobody'}, ${name} pane`}
        data-testid={`pane-${name}`}
        data-user={user}
        onFocusCapture={() => dispatch({ type: 'show', side })}
      >
        <Rail
          world={world}
          view={view}
          user={user}
          place={channel?.id ?? place}
          become={(next) => dispatch({ type: 'person', side, user: next })}
          open={go}
        />
        {railOpen ? (
          <button type="button" className="rail-veil" aria-label="Close the list" onClick={() => setRailOpen(false)} />
        ) : null}
        <div className="main">
          <PlaceHead channel={channel} open={go} openRail={() => setRailOpen(true)} />
          {place === 'home' ? <Home key={user} home={view?.home ?? null} /> : null}
          {channel ? (
            <Conversation
              key={`${user}/${channel.id}`}
              world={world}
              channel={channel}
              hints={hints}
              openThread={openThread}
            />
          ) : null}
          {!channel && place !== 'home' ? <p className="nothing">{view ? 'No channel to show.' : 'Loading…'}</p> : null}
        </div>
        {thread && channel ? (
          <Thread
            key={`${user}/${thread}`}
            world={world}
            channel={channel}
            thread={thread}
            close={() => dispatch({ type: 'thread', side, thread: null })}
          />
        ) : null}
        {top ? <Modal key={top.id} view={top} under={(view?.views.length ?? 1) - 1} /> : null}
        <NoticePlace notice={notice} say={setNotice} />
      </section>
    </ReaderContext>
  )
}
