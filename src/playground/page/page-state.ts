import { useCallback, useEffect, useReducer } from 'react'
import {
  type AppName,
  firstPlace,
  type PageState,
  type PaneState,
  type Side,
  sameOn,
  type TourState,
  type Worlds,
} from './place.ts'
import { rememberPage, restorePage } from './remember.ts'

export type PageAction =
  | { type: 'person'; side: Side; user: string }
  /** Shows the other client, for the same person where they are there too. */
  | { type: 'app'; side: Side; app: AppName }
  | { type: 'go'; side: Side; place: string }
  | { type: 'visit'; side: Side; app: AppName; user: string; place: string | null }
  | { type: 'thread'; side: Side; thread: string | null }
  | { type: 'both'; on: boolean }
  | { type: 'show'; side: Side }
  | { type: 'tour'; change: Partial<TourState> }

const withPane = (page: PageState, side: Side, pane: PaneState): PageState => ({
  ...page,
  panes: side === 0 ? [pane, page.panes[1]] : [page.panes[0], pane],
  shown: side,
  places: { ...page.places, [pane.user]: pane.place },
})

/** What an act on the page's own controls makes of its state. */
export const reducePage = (worlds: Worlds, page: PageState, action: PageAction): PageState => {
  const enter = (side: Side, app: AppName, user: string, place: string | null = null): PageState => {
    const there = place ?? page.places[user] ?? firstPlace(worlds, app, user)
    return withPane(page, side, { app, user, place: there, thread: null })
  }
  switch (action.type) {
    case 'person':
      return enter(action.side, page.panes[action.side].app, action.user)
    case 'app': {
      const before = page.panes[action.side]
      const user = sameOn(worlds, action.app, before.user)
      if (before.app === action.app || user === null) return page
      return enter(action.side, action.app, user)
    }
    case 'visit':
      return enter(action.side, action.app, action.user, action.place)
    case 'go':
      return withPane(page, action.side, { ...page.panes[action.side], place: action.place, thread: null })
    case 'thread':
      return withPane(page, action.side, { ...page.panes[action.side], thread: action.thread })
    case 'both':
      return { ...page, both: action.on }
    case 'show':
      return page.shown === action.side ? page : { ...page, shown: action.side }
    case 'tour':
      return { ...page, tour: { ...page.tour, ...action.change } }
  }
}

/** What is open where, kept over a reload. */
export const usePageState = (worlds: Worlds): [PageState, (action: PageAction) => void] => {
  const step = useCallback((page: PageState, action: PageAction) => reducePage(worlds, page, action), [worlds])
  const [page, dispatch] = useReducer(step, worlds, restorePage)
  useEffect(() => rememberPage(page), [page])
  return [page, dispatch]
}
