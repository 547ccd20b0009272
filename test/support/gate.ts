import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Store } from '../../db/client.ts'

type Pair = { near: Socket; far: Socket }

/** Stands between the product and a server: it can keep what passes, or cut every connection. */
const openProxy = async (url: URL) => {
  const pairs = new Set<Pair>()
  let isHeld = false
  let isLost = false
  const server = createServer((near) => {
    if (isLost) return void near.destroy()
    const far = connect(Number(url.port || 5432), url.hostname)
    const pair = { near, far }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    near.pipe(far)
    far.pipe(near)
    if (isHeld) far.pause()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = new URL(url)
  address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: address.href,
    hold: () => {
      isHeld = true
      for (const { far } of pairs) far.pause()
      return async () => {
        isHeld = false
        for (const { far } of pairs) far.resume()
      }
    },
    lose: () => {
      isLost = true
      for (const { near, far } of pairs) [near, far].map((socket) => socket.destroy())
      return () => {
        isLost = false
      }
    },
    close: () => {
      for (const { near } of pairs) near.destroy()
      server.close()
    },
  }
}

/** Keeps the embedded store's one connection busy: everybody else waits. */
const holdEmbedded = async (store: Store) => {
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  let taken = () => {}
  const isTaken = new Promise<void>((done) => {
    taken = done
  })
  const held = store.db.transaction(async () => {
    taken()
    await released
  })
  await isTaken
  return async () => {
    release()
    await held
  }
}

/** What makes a store slow or takes it away: a proxy before a server, a long transaction on the embedded one. */
export const openGate = async (databaseUrl: string | null) => {
  const proxy = databaseUrl === null ? null : await openProxy(new URL(databaseUrl))
  return {
    databaseUrl: proxy?.url ?? null,
    /** Nobody gets an answer of the store until the function that comes back is called. */
    hold: async (store: Store) => (proxy ? proxy.hold() : holdEmbedded(store)),
    lose: () => {
      if (!proxy) throw new Error('Only a server can be lost.')
      return proxy.lose()
    },
    close: async () => proxy?.close(),
  }
}
