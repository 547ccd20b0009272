import { useCallback, useMemo } from 'react'
import type { Channel, Hint, UserView, World } from '../api.ts'
import { useLines, useUserView } from './connection-context.ts'
import { Conversation } from './conversation.tsx'
import { Home } from './home.tsx'
import { Modal } from './modal.tsx'
import type { PageAction } from './page-state.ts'
import { usePaneSeat } from './pane-frame.tsx'
import type { PaneState, Side } from './place.ts'
import { type Reader, ReaderContext } from './reader.ts'
import { SlackHead } from './slack-head.tsx'
import { SlackRail } from './slack-rail.tsx'
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

const useSlackReader = (world: World, user: string, go: (place: string) => void): Reader => {
  const { notify } = usePaneSeat()
  const zone = world.users.find((candidate) => candidate.id === user)?.tz ?? 'UTC'
  return useMemo((): Reader => {
    const users = [...world.users, { id: world.botUserId, name: 'Baton', organisation: null }]
    const isForeign = users.some((one) => one.id === user && one.organisation !== null)
    const organisations = new Set(users.flatMap(({ organisation }) => organisation ?? []))
    const partners = isForeign ? world.team.name : [...organisations].join(', ')
    const shortcuts = isForeign ? [] : world.shortcuts
    const named = { users, channels: world.channels, shortcuts, partners }
    return { user, zone, isForeign, ...named, openChannel: go, notify }
  }, [user, zone, world, go, notify])
}

/** One person's Slack: rail, conversation, thread, and the modals that are open for that person. */
export const SlackClient = ({ world, pane, side, hints, dispatch }: Props) => {
  const { user, place, thread } = pane
  const { closeRail } = usePaneSeat()
  const view = useUserView(useLines().slack, user)
  const channel = findOpen(view, place)
  const go = useCallback(
    (to: string) => {
      closeRail()
      dispatch({ type: 'go', side, place: to })
    },
    [dispatch, side, closeRail],
  )
  const openThread = useCallback((ts: string) => dispatch({ type: 'thread', side, thread: ts }), [dispatch, side])
  const reader = useSlackReader(world, user, go)
  const top = view?.views.at(-1)
  return (
    <ReaderContext value={reader}>
      <SlackRail view={view} place={channel?.id ?? place} open={go} />
      <div className="main">
        <SlackHead channel={channel} open={go} />
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
    </ReaderContext>
  )
}
