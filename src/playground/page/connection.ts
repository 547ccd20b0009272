import type { Act, ActRequest, UserView, World } from '../api.ts'
import { shareParts } from './share.ts'

/** What the page knows of the server: the people and channels, and for each person shown what that person sees. */
export type Known = { world: World | null; views: ReadonlyMap<string, UserView>; online: boolean }

export type Connection = {
  start: () => void
  subscribe: (listener: () => void) => () => void
  read: () => Known
  /** Keeps one person's view fresh until the returned function is called. */
  watch: (user: string) => () => void
  /** Does what a person does; never rejects: a server that is gone is an act with status 0. */
  act: (user: string, request: ActRequest) => Promise<Act>
}

const gatherMs = 30
const againMs = 2000
const lost: Act = { status: 0, ms: 0, body: null, error: 'The playground does not answer. Is it still running?' }

const getJson = async <Shape>(path: string): Promise<Shape> => {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

const postAct = async (user: string, act: ActRequest): Promise<Act> => {
  try {
    const response = await fetch('/playground/api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, act }),
    })
    return response.ok ? await response.json() : { ...lost, status: response.status, error: await response.text() }
  } catch {
    return lost
  }
}

/** The page's one line to the server: state by fetch, news of changes by server-sent events. */
export const createConnection = (): Connection => {
  let known: Known = { world: null, views: new Map(), online: true }
  const listeners = new Set<() => void>()
  const watched = new Map<string, number>()
  const running = new Map<string, Promise<void>>()
  const stale = new Set<string>()
  let gathering = false

  const tell = (change: Partial<Known>): void => {
    known = { ...known, ...change }
    for (const listener of listeners) listener()
  }

  const load = async (user: string): Promise<void> => {
    do {
      stale.delete(user)
      const view = await getJson<UserView>(`/playground/api/state?user=${encodeURIComponent(user)}`)
      const shared = shareParts(known.views.get(user), view)
      if (shared !== known.views.get(user)) tell({ views: new Map(known.views).set(user, shared) })
    } while (stale.has(user))
  }

  // One request a person at a time: an answer that was overtaken by a newer one would show an old state.
  const refresh = (user: string): Promise<void> => {
    const busy = running.get(user)
    if (busy) {
      stale.add(user)
      return busy
    }
    const task = load(user)
      .catch(() => undefined)
      .finally(() => running.delete(user))
    running.set(user, task)
    return task
  }

  const refreshSoon = (): void => {
    if (gathering) return
    gathering = true
    window.setTimeout(() => {
      gathering = false
      for (const user of watched.keys()) void refresh(user)
    }, gatherMs)
  }

  const loadWorld = async (): Promise<void> => {
    const world = await getJson<World>('/playground/api/world')
    tell({ world: shareParts(known.world ?? undefined, world), online: true })
  }

  const listen = (): void => {
    const events = new EventSource('/playground/api/events')
    const again = (): void => {
      void loadWorld().catch(() => tell({ online: false }))
      refreshSoon()
    }
    events.onopen = again
    events.onmessage = refreshSoon
    events.onerror = () => {
      tell({ online: false })
      // The browser comes back by itself after a lost line, but gives up on an answer that is not a stream.
      if (events.readyState === EventSource.CLOSED) window.setTimeout(listen, againMs)
    }
    again()
  }

  return {
    start: listen,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => known,
    watch: (user) => {
      watched.set(user, (watched.get(user) ?? 0) + 1)
      void refresh(user)
      return () => {
        const left = (watched.get(user) ?? 1) - 1
        if (left > 0) watched.set(user, left)
        else watched.delete(user)
      }
    },
    act: async (user, request) => {
      const act = await postAct(user, request)
      if (request.type !== 'suggest') await refresh(user)
      return act
    },
  }
}
