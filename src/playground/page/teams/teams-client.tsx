import { useCallback, useMemo } from 'react'
import type { Hint } from '../../api.ts'
import type { TeamsConversation, TeamsView, TeamsWorld } from '../../teams-api.ts'
import { useLines, useUserView } from '../connection-context.ts'
import type { PageAction } from '../page-state.ts'
import { usePaneSeat } from '../pane-frame.tsx'
import type { PaneState, Side } from '../place.ts'
import { type Reader, ReaderContext } from '../reader.ts'
import { ChannelPosts } from './channel-posts.tsx'
import { Chat } from './chat.tsx'
import { TaskDialog } from './task-dialog.tsx'
import { TeamsContext, type TeamsKnown } from './teams-context.ts'
import { TeamsHead } from './teams-head.tsx'
import { TeamsRail } from './teams-rail.tsx'

type Props = {
  world: TeamsWorld
  pane: PaneState
  side: Side
  hints: readonly Hint[]
  dispatch: (action: PageAction) => void
}

// 'personal' stands for the chat with the app before its id is known; a place that the person cannot see falls back to the first channel.
const findOpen = (view: TeamsView | undefined, place: string): TeamsConversation | undefined => {
  const all = view?.conversations ?? []
  return (
    all.find(({ id }) => id === place) ??
    all.find(({ kind }) => kind === place) ??
    all.find(({ kind, isDeleted }) => kind === 'channel' && !isDeleted) ??
    all[0]
  )
}

const useTeamsReader = (world: TeamsWorld, user: string, go: (place: string) => void): Reader => {
  const { notify } = usePaneSeat()
  return useMemo((): Reader => {
    const me = world.users.find(({ id }) => id === user)
    const users = [...world.users, { id: world.botId, name: world.botName, organisation: null }]
    const isForeign = (me?.organisation ?? null) !== null
    const organisations = new Set(world.users.flatMap(({ organisation }) => organisation ?? []))
    const partners = isForeign ? '' : [...organisations].join(', ')
    const named = { users, channels: [], shortcuts: [], partners }
    return { user, zone: me?.tz ?? 'UTC', isForeign, ...named, openChannel: go, notify }
  }, [user, world, go, notify])
}

/** One person's Teams: chats, teams with their channels, and the dialog that is open for that person. */
export const TeamsClient = ({ world, pane, side, hints, dispatch }: Props) => {
  const { user, place, thread } = pane
  const { closeRail } = usePaneSeat()
  const view = useUserView(useLines().teams, user)
  const open = findOpen(view, place)
  const go = useCallback(
    (to: string) => {
      closeRail()
      dispatch({ type: 'go', side, place: to })
    },
    [dispatch, side, closeRail],
  )
  const openThread = useCallback(
    (id: string | null) => dispatch({ type: 'thread', side, thread: id }),
    [dispatch, side],
  )
  const reader = useTeamsReader(world, user, go)
  const known = useMemo(
    (): TeamsKnown => ({ world, hints, extensions: reader.isForeign ? [] : world.extensions }),
    [world, hints, reader.isForeign],
  )
  const key = `${user}/${open?.id}`
  return (
    <ReaderContext value={reader}>
      <TeamsContext value={known}>
        <TeamsRail view={view} place={open?.id ?? place} open={go} />
        <div className="main">
          {open ? <TeamsHead conversation={open} /> : null}
          {open?.kind === 'channel' ? (
            <ChannelPosts key={key} conversation={open} thread={thread} openThread={openThread} />
          ) : null}
          {open && open.kind !== 'channel' ? <Chat key={key} conversation={open} /> : null}
          {open ? null : <p className="nothing">{view ? 'No conversation to show.' : 'Loading…'}</p>}
        </div>
        {view?.dialog ? <TaskDialog key={view.dialog.id} dialog={view.dialog} /> : null}
      </TeamsContext>
    </ReaderContext>
  )
}
