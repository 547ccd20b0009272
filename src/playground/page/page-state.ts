import { useCallback, useEffect, useReducer } from 'react'
import type { World } from '../api.ts'
import { type PageState, type PaneState, rememberPage, restorePage, type Side, type TourState } from './place.ts'

export type PageAction =
  | { type: 'person'; side: Side; user: string }
  | { type: 'go'; side: Side; place: string }
  | { type: 'visit'; side: Side; user: string; place: string | null }
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

const placeOf = (page: PageState, world: World, user: string): string => {
  const before = page.places[user]
  const own = world.channels.filter((channel) => channel.members.includes(user))
  return before ?? own[0]?.id ?? 'home'
}

const reduce = (world: World, page: PageState, action: PageAction): PageState => {
  switch (action.type) {
    case 'person':
      return withPane(page, action.side, {
        user: action.user,
        place: placeOf(page, world, action.user),
        thread: null,
      })
    case 'visit':
      return withPane(page, action.side, {
        user: action.user,
        place: action.place ?? placeOf(page, world, action.user),
        thread: null,
      })
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
export const usePageState = (world: World): [PageState, (action: PageAction) => void] => {
  const step = useCallback((page: PageState, action: PageAction) => reduce(world, page, action), [world])
  const [page, dispatch] = useReducer(step, world, restorePage)
  useEffect(() => rememberPage(page), [page])
  return [page, dispatch]
}
