import { useMemo, useSyncExternalStore } from 'react'
import type { Hint } from '../api.ts'
import { Avatar } from './avatar.tsx'
import { useKnown, useLines } from './connection-context.ts'
import { Header } from './header.tsx'
import { type PageAction, usePageState } from './page-state.ts'
import { Pane } from './pane.tsx'
import { appNames, type PageState, type Side, usersOf, type Worlds } from './place.ts'
import { hasTour, Tour } from './tour.tsx'
import { ViolationBar } from './violations.tsx'

const narrow = window.matchMedia('(max-width: 700px)')

const subscribeToWidth = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

type TabsProps = { worlds: Worlds; page: PageState; dispatch: (action: PageAction) => void }

// Where one pane is shown, the other one is a tap away: a hand-off takes two people.
const PersonTabs = ({ worlds, page, dispatch }: TabsProps) => (
  <nav className="tabs" aria-label="People on this page">
    {([0, 1] as const).map((side) => {
      const { app, user } = page.panes[side]
      const person = usersOf(worlds, app).find(({ id }) => id === user)
      return (
        <button
          key={side}
          type="button"
          className="tab"
          aria-current={page.shown === side ? 'true' : undefined}
          data-testid={side === 0 ? 'tab-left' : 'tab-right'}
          onClick={() => dispatch({ type: 'show', side })}
        >
          <Avatar name={person?.name ?? '?'} size={22} />
          {person?.name ?? 'Nobody'}
          {worlds.teams ? <span className="faint">{appNames[app]}</span> : null}
        </button>
      )
    })}
  </nav>
)

const Page = ({ worlds, hints }: { worlds: Worlds; hints: readonly Hint[] }) => {
  const [page, dispatch] = usePageState(worlds)
  const isNarrow = useSyncExternalStore(subscribeToWidth, () => narrow.matches)
  const both = page.both && !isNarrow
  const sides: Side[] = both ? [0, 1] : [page.shown]
  return (
    <div className="page">
      <Header page={page} dispatch={dispatch} />
      <ViolationBar />
      {hasTour(worlds.slack) ? <Tour worlds={worlds} page={page} dispatch={dispatch} /> : null}
      {both ? null : <PersonTabs worlds={worlds} page={page} dispatch={dispatch} />}
      <main className={both ? 'panes two' : 'panes'}>
        {sides.map((side) => (
          <Pane
            key={`${side} ${page.panes[side].user}`}
            worlds={worlds}
            pane={page.panes[side]}
            side={side}
            hints={hints}
            dispatch={dispatch}
          />
        ))}
      </main>
    </div>
  )
}

/** The playground: who the people are is asked first, then the page as it was left. */
export const App = ({ hints }: { hints: readonly Hint[] }) => {
  const lines = useLines()
  const { world: slack, online } = useKnown(lines.slack)
  const { world: teams, absent } = useKnown(lines.teams)
  const worlds = useMemo(() => (slack && (teams || absent) ? { slack, teams } : null), [slack, teams, absent])
  if (worlds) return <Page worlds={worlds} hints={hints} />
  return (
    <p className="boot">{online ? 'Opening the playground…' : 'The server does not answer. Is it still running?'}</p>
  )
}
