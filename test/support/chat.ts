import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { vi } from 'vitest'
import { openStore, type Store } from '../../db/client.ts'
import { type App, startApp } from '../../src/app.ts'
import type { Env } from '../../src/config/env.ts'
import type { Platform } from '../../src/domain/platform.ts'
import type { FakeSlack } from '../../src/playground/vendors/slack/slack.ts'
import { castOn, channels, idOf, type Where, type Who } from './cast.ts'
import type { Driver, Seen, SeenForm, Spot, Stage } from './driver.ts'
import { demoFile, envOn } from './env.ts'
import { openGate } from './gate.ts'
import { onSlack, platform } from './platform.ts'
import { nothingQueued, takenIsNoted } from './queued.ts'
import { inputsOf, said } from './seen.ts'
import { driveSlack } from './slack-driver.ts'
import { makeTestPlace } from './store.ts'
import { driveTeams } from './teams-driver.ts'
import { followWays } from './ways.ts'

export { channels, idOf, onSlack, type Where, type Who }

export type Given = Partial<Env> & { at?: string }

const drives = { slack: driveSlack, teams: driveTeams }

/** What is the same on every platform: the product as it runs, on a store of its own, with what `drive` makes at its HTTP edge. */
export const openProduct = async <Edges extends Pick<Driver, 'env' | 'handlers'>>(
  given: Given,
  drive: (stage: Stage) => Edges,
) => {
  const place = await makeTestPlace()
  const gate = await openGate(place.databaseUrl)
  const clock = { ms: Date.parse(given.at ?? '2026-11-18T09:00:00Z') }
  const logged: string[] = []
  const delivered: { type: string; body: string }[] = []
  let origin = ''
  const driver = drive({ now: () => clock.ms, origin: () => origin, delivered })
  const edge = setupServer(
    ...driver.handlers,
    http.all('http://127.0.0.1*', () => passthrough()),
    http.all('*', () => HttpResponse.error()),
  )
  edge.listen({ onUnhandledFrame: 'error' })
  const log = pino({ level: 'info' }, followWays(logged, delivered))
  const env: Env = {
    ...envOn({ databaseUrl: gate.databaseUrl, dataDir: place.dataDir }),
    configFile: demoFile,
    ...driver.env,
    ...given,
  }
  let store: Store | null = null
  const opened = (): Store => {
    if (store === null) throw new Error('The store is not open.')
    return store
  }
  const open = async (): Promise<App> => {
    const app = await startApp(
      env,
      log,
      { now: () => new Date(clock.ms), newId: v7 },
      { restMs: 0, isTicked: true, openStore: async (where) => (store = await openStore(where)) },
    )
    origin = app.url.replace('localhost', '127.0.0.1')
    return app
  }
  let app = await open()
  const product = {
    clock,
    logged,
    /** Every request that went to the product, as it was sent. */
    delivered,
    url: () => origin,
    /** What the store holds, for what no card says. */
    db: () => opened().db,
    /** Lets the store answer nobody until the function that comes back is called. */
    holdStore: () => gate.hold(opened()),
    /** Takes the store away, where it is a server; `hold`'s sibling. Gives the function that brings it back. */
    loseStore: gate.lose,
    /** Does what is due by the clock of the test. */
    tick: () => app.tick(),
    /** Waits until nothing is left to be sent. */
    settled: () => nothingQueued(opened().db),
    /** Waits until the product knows of what the platform took just now. */
    noted: () => takenIsNoted(opened().db),
    /** Ends the product and starts it again on the same store. */
    restart: async () => {
      await app.stop()
      app = await open()
    },
    close: async () => {
      await app.stop()
      edge.close()
      await gate.close()
      await place.remove()
    },
  }
  return { product, driver }
}

/** What is made of the acts and looks of a driver, the same on every platform. */
export const compose = (driver: Driver, { noted }: { noted: () => Promise<void> }) => ({
  /** The newest thing that only this person sees. */
  whisper: (who: Who, where: Spot = 'dach'): Seen => {
    const found = driver.newestOf(who, where)
    if (!found) throw new Error(`${who} sees nothing of their own in ${where}.`)
    return found
  },
  /** What that says; empty where there is none. */
  whispered: (who: Who, where: Spot = 'dach'): string => {
    const found = driver.newestOf(who, where)
    return found ? said(found) : ''
  },
  /** Waits until a person sees a message in a place that says this, and gives the newest such. */
  sees: async (who: Who, where: Spot, text: string | RegExp): Promise<Seen> => {
    const look = () => {
      const all = driver.see(who, where)
      const one = all.filter((message) => said(message).match(text) !== null).at(-1)
      if (!one) throw new Error(`${who} sees nothing like ${text} in ${where}, but: ${all.map(said).join(' | ')}`)
      return one
    }
    const seen = await vi.waitFor(look, { timeout: 20_000, interval: 20 })
    await noted()
    return seen
  },
  /** Fills the fields of the open form by their labels and sends it. */
  fill: async (who: Who, fields: Record<string, string | null>) => {
    for (const [label, value] of Object.entries(fields)) await driver.fillOne(who, label, value)
    return driver.submit(who)
  },
  /** Whether a form is open that asks for something. */
  hasForm: (who: Who) => driver.hasModal(who) && inputsOf(driver.modal(who)).length > 0,
  /** Closes whatever forms a person has open. */
  dismiss: async (who: Who) => {
    while (driver.hasModal(who)) await driver.closeForm(who)
  },
  /** What shows a person all that is theirs, when they open it. */
  home: async (who: Who) => {
    await driver.openHome(who)
    const home = driver.shownHome(who)
    if (!home) throw new Error(`${who} sees no Home tab.`)
    return home
  },
  /** What was sent to anybody after this, the newest of `sent()` before. */
  sentAfter: (last: object | undefined) => {
    const all = driver.sent()
    return all.slice(last ? (all as object[]).indexOf(last) + 1 : 0)
  },
})

/** The product as it runs, and what people do and see on one platform. */
export const openChatOn = async (on: Platform, given: Given = {}) => {
  const { product, driver } = await openProduct(given, drives[on])
  await driver.begin()
  return { ...driver, ...compose(driver, product), ...product, idOf: castOn[on].idOf }
}

/** The same on the platform that the tests run on. */
export const openChat = (given: Given = {}) => openChatOn(platform, given)

export type Chat = Awaited<ReturnType<typeof openChat>>
export type { Seen, SeenForm }

/** Slack itself, for tests that are of Slack alone. */
export const slackOf = ({ slack }: Chat): FakeSlack => {
  if (!slack) throw new Error('This is not Slack: the test is of Slack alone, and must say so.')
  return slack
}
