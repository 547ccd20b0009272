import { type AppName, firstPlace, type PageState, type PaneState, type Side, usersOf, type Worlds } from './place.ts'

const key = 'baton.playground'

/** A pane as the address carries it, `teams/PERSON/PLACE/THREAD`; the client is left out where it is Slack. */
export const printPane = ({ app, user, place, thread }: PaneState): string =>
  [app === 'teams' ? app : '', user, place, thread].filter(Boolean).join('/')

/** What `printPane` wrote; null where it is no pane. */
export const parsePane = (text: string | null): PaneState | null => {
  const parts = (text ?? '').split('/')
  const app = parts[0] === 'teams' ? 'teams' : 'slack'
  const [user, place, thread] = app === 'teams' ? parts.slice(1) : parts
  return user && place ? { app, user, place, thread: thread || null } : null
}

// The person of that first name, else the one at that place in the list.
const findPerson = (worlds: Worlds, app: AppName, firstName: string, index: number): string => {
  const users = usersOf(worlds, app)
  return (users.find(({ name }) => name === firstName || name.startsWith(`${firstName} `)) ?? users[index])?.id ?? ''
}

/** The first visit: the marketer in Slack, and beside them the SDR in Teams, both at the same queue. */
export const firstState = (worlds: Worlds, isWide: boolean): PageState => {
  const paneOf = (app: AppName, name: string, index: number): PaneState => {
    const user = findPerson(worlds, app, name, index)
    return { app, user, place: firstPlace(worlds, app, user), thread: null }
  }
  return {
    panes: [paneOf('slack', 'Felix', 0), paneOf(worlds.teams ? 'teams' : 'slack', 'Lena', 1)],
    both: isWide,
    shown: 0,
    places: {},
    tour: { open: true, step: 0, since: Date.now(), done: [] },
  }
}

const readStored = (): Partial<PageState> => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    // Only this file writes the key; a broken entry falls back to the first state below.
    return typeof stored === 'object' && stored !== null ? (stored as Partial<PageState>) : {}
  } catch {
    return {}
  }
}

const isPersonOf = (worlds: Worlds, pane: PaneState | null | undefined): pane is PaneState =>
  pane?.app !== undefined && usersOf(worlds, pane.app).some(({ id }) => id === pane.user)

/** The page as it was left: what the address says, else what this browser remembers, else the first visit. */
export const restorePage = (worlds: Worlds): PageState => {
  const first = firstState(worlds, window.innerWidth > 1100)
  const stored = readStored()
  const hash = new URLSearchParams(location.hash.slice(1))
  const paneAt = (side: Side, name: string): PaneState =>
    [parsePane(hash.get(name)), stored.panes?.[side]].find((pane) => isPersonOf(worlds, pane)) ?? first.panes[side]
  const both = hash.get('both')
  const tour = { ...first.tour, ...stored.tour }
  const step = Number(hash.get('tour') ?? Number.NaN)
  return {
    panes: [paneAt(0, 'left'), paneAt(1, 'right')],
    both: both ? both === '1' : (stored.both ?? first.both),
    shown: (hash.get('shown') ?? String(stored.shown ?? 0)) === '1' ? 1 : 0,
    places: stored.places ?? {},
    tour: step >= 1 && step <= 5 ? { ...tour, open: true, step: step - 1 } : tour,
  }
}

/** Writes the page's state where a reload and a copied address find it. */
export const rememberPage = (page: PageState): void => {
  const hash = new URLSearchParams({
    left: printPane(page.panes[0]),
    right: printPane(page.panes[1]),
    both: page.both ? '1' : '0',
    shown: String(page.shown),
  })
  if (page.tour.open) hash.set('tour', String(page.tour.step + 1))
  const text = hash.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@')
  history.replaceState(null, '', `#${text}`)
  try {
    localStorage.setItem(key, JSON.stringify(page))
  } catch {
    // A browser that stores nothing still has the address.
  }
}
