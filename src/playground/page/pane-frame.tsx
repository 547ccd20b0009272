import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { NoticePlace, useNotice } from './notice.tsx'
import type { PageAction } from './page-state.ts'
import { type AppName, type PaneState, type Side, sameOn, usersOf, type Worlds } from './place.ts'

/** What stands round a client in its half of the page: who sits there, and how to move. */
export type PaneSeat = {
  app: AppName
  user: string
  people: readonly { id: string; name: string; title: string }[]
  /** The clients that this person has. */
  apps: readonly AppName[]
  become: (user: string) => void
  show: (app: AppName) => void
  openRail: () => void
  closeRail: () => void
  /** Says something to this person alone, at the head of the pane. */
  notify: (text: string | null) => void
}

const SeatContext = createContext<PaneSeat | null>(null)

/** The half of the page that the caller stands in; throws outside of one. */
export const usePaneSeat = (): PaneSeat => {
  const seat = useContext(SeatContext)
  if (!seat) throw new Error('usePaneSeat stands outside of a pane')
  return seat
}

type Props = {
  worlds: Worlds
  pane: PaneState
  side: Side
  dispatch: (action: PageAction) => void
  children: ReactNode
}

const both: readonly AppName[] = ['slack', 'teams']

/** One half of the page: the frame that both clients stand in. */
export const PaneFrame = ({ worlds, pane, side, dispatch, children }: Props) => {
  const { app, user, thread } = pane
  const [railOpen, setRailOpen] = useState(false)
  const [notice, setNotice] = useNotice()
  const people = usersOf(worlds, app)
  const seat = useMemo(
    (): PaneSeat => ({
      ...{ app, user, people, notify: setNotice },
      apps: both.filter((one) => one === app || sameOn(worlds, one, user) !== null),
      become: (next) => dispatch({ type: 'person', side, user: next }),
      show: (next) => dispatch({ type: 'app', side, app: next }),
      openRail: () => setRailOpen(true),
      closeRail: () => setRailOpen(false),
    }),
    [worlds, app, user, people, side, dispatch, setNotice],
  )
  const me = people.find(({ id }) => id === user)?.name ?? 'Nobody'
  const name = side === 0 ? 'left' : 'right'
  return (
    <SeatContext value={seat}>
      <section
        className={`pane ${app === 'teams' ? 'teams-look' : ''} ${railOpen ? 'rail-open' : ''} ${thread ? 'with-thread' : ''}`}
        aria-label={`${me}${app === 'teams' ? ' in Teams' : ''}, ${name} pane`}
        data-testid={`pane-${name}`}
        data-user={user}
        data-app={app}
        onFocusCapture={() => dispatch({ type: 'show', side })}
      >
        {children}
        {railOpen ? (
          <button type="button" className="rail-veil" aria-label="Close the list" onClick={() => setRailOpen(false)} />
        ) : null}
        <NoticePlace notice={notice} say={setNotice} />
      </section>
    </SeatContext>
  )
}
