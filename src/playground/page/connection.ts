import type { Act } from '../api.ts'
import { shareParts } from './share.ts'

/** What the page knows of one platform: its people and places, and for each person shown what that person sees. */
export type Known<World, View> = {
  world: World | null
  views: ReadonlyMap<string, View>
  online: boolean
  /** The server does not play this platform. */
  absent: boolean
}

export type Connection<World, View, Request> = {
  start: () => void
  subscribe: (listener: () => void) => () => void
  read: () => Known<World, View>
  /** Keeps one person's view fresh until the returned function is called. */
  watch: (user: string) => () => void
  /** Does what a person does; never rejects: a server that is gone is an act with status 0. */
  act: (user: string, request: Request) => Promise<Act>
}

const gatherMs = 30
const againMs = 2000
// These ask and change nothing, so there is nothing new to see.
const asking = new Set(['suggest', 'search'])
const lost: Act = { status: 0, ms: 0, body: null, error: 'The playground does not answer. Is it still running?' }

/** The server answers, and has no such thing. */
class Absent extends Error {
  override name = 'Absent'
}

const getJson = async <Shape>(path: string): Promise<Shape> => {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (response.status === 404) throw new Absent(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

const postAct = async (base: string, user: string, act: unknown): Promise<Act> => {
  try {
    const response = await fetch(`${base}/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, act }),
    })
    return response.ok ? await response.json() : { ...lost, status: response.status, error: await response.text() }
  } catch {
    return lost
  }
}

/** The page's line to one platform, whose protocol stands under `base`: state by fetch, news of changes by server-sent events. */
export const createConnection = <World, View, Request extends { type: string }>(
  base: string,
): Connection<World, View, Request> => {
  let known: Known<World, View> = { world: null, views: new Map(), online: true, absent: false }
  const listeners = new Set<() => void>()
  const watched = new Map<string, number>()
  const running = new Map<string, Promise<void>>()
  const stale = new Set<string>()
  let gathering = false

  const tell = (change: Partial<Known<World, View>>): void => {
    known = { ...known, ...change }
    for (const listener of listeners) listener()
  }

  const load = async (user: string): Promise<void> => {
    do {
      stale.delete(user)
      const view = await getJson<View>(`${base}/state?user=${encodeURIComponent(user)}`)
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
    const world: World = await getJson(`${base}/world`)
    tell({ world: known.world ? shareParts<World>(known.world, world) : world, online: true })
  }

  const listen = (): void => {
    const events = new EventSource(`${base}/events`)
    const again = (): void => {
      void loadWorld().catch((error: unknown) => {
        if (!(error instanceof Absent)) return tell({ online: false })
        events.close()
        tell({ absent: true })
      })
      refreshSoon()
    }
    events.onopen = again
    events.onmessage = refreshSoon
    events.onerror = () => {
      tell({ online: false })
      // The browser comes back by itself after a lost line, but gives up on an answer that is not a stream.
      if (events.readyState === EventSource.CLOSED && !known.absent) window.setTimeout(listen, againMs)
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
      const act = await postAct(base, user, request)
      if (!asking.has(request.type)) await refresh(user)
      return act
    },
  }
}
