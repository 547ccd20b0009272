import type { Channel, World } from '../api.ts'

/** One half of the page: who it is, what is open (a channel's id, 'im' for the direct messages, or 'home'), and the thread beside it. */
export type PaneState = { user: string; place: string; thread: string | null }
export type Side = 0 | 1
export type TourState = { open: boolean; step: number; since: number; done: number[] }
export type PageState = {
  panes: [PaneState, PaneState]
  both: boolean
  /** The pane that was used last: the one that is shown when there is room for one. */
  shown: Side
  /** Where each person was last. */
  places: Record<string, string>
  tour: TourState
}

/** The words for a channel or a direct message: "#leads-dach", "Baton". */
export const nameOf = (channel: Channel): string => (channel.kind === 'im' ? channel.name : `#${channel.name}`)

const key = 'baton.playground'

const parsePane = (text: string | null): PaneState | null => {
  const [user, place, thread] = (text ?? '').split('/')
  return user && place ? { user, place, thread: thread || null } : null
}

const printPane = (pane: PaneState): string => [pane.user, pane.place, pane.thread].filter(Boolean).join('/')

// The person of that first name, else the one at that place in the list.
const findPerson = (world: World, firstName: string, index: number): string =>
  (world.users.find((user) => user.name.startsWith(`${firstName} `) || user.name === firstName) ?? world.users[index])
    ?.id ?? ''

/** The first channel whose name begins with a prefix, of those that the person is in. */
export const findChannel = (world: World, user: string, prefix: string): string | null =>
  world.channels.find((channel) => channel.name.startsWith(prefix) && channel.members.includes(user))?.id ?? null

const firstState = (world: World): PageState => {
  const paneOf = (name: string, index: number): PaneState => {
    const user = findPerson(world, name, index)
    const own = world.channels.find((channel) => channel.members.includes(user))?.id
    return { user, place: findChannel(world, user, 'leads-dach') ?? own ?? 'home', thread: null }
  }
  return {
    panes: [paneOf('Felix', 0), paneOf('Lena', 1)],
    both: window.innerWidth > 1100,
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

const isPersonOf = (world: World, pane: PaneState | null | undefined): pane is PaneState =>
  world.users.some((user) => user.id === pane?.user)

/** The page as it was left: what the address says, else what this browser remembers, else the first visit. */
export const restorePage = (world: World): PageState => {
  const first = firstState(world)
  const stored = readStored()
  const hash = new URLSearchParams(location.hash.slice(1))
  const paneAt = (side: Side, name: string): PaneState =>
    [parsePane(hash.get(name)), stored.panes?.[side]].find((pane) => isPersonOf(world, pane)) ?? first.panes[side]
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
  history.replaceState(null, '', `#${hash.toString().replaceAll('%2F', '/')}`)
  try {
    localStorage.setItem(key, JSON.stringify(page))
  } catch {
    // A browser that stores nothing still has the address.
  }
}
