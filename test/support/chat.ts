import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { vi } from 'vitest'
import { openStore, type Store } from '../../db/client.ts'
import { outbox } from '../../db/schema/index.ts'
import { type App, startApp } from '../../src/app.ts'
import type { Env } from '../../src/config/env.ts'
import type { Act, Entered, Json, Message, View } from '../../src/playground/api.ts'
import { createSlack } from '../../src/playground/vendors/slack/slack.ts'
import { botScopes } from '../../src/slack/permissions.ts'
import { channels, people, type Where, type Who } from './cast.ts'
import { openGate } from './gate.ts'
import { controlIn, fieldOf, labelOf, offered, said } from './seen.ts'
import { makeTestPlace } from './store.ts'
import { followWays } from './ways.ts'

const organisation = fileURLToPath(new URL('../../src/playground/demo/organisation.yaml', import.meta.url))
export const signingSecret = 'a-secret-for-journeys'
const botToken = 'xoxb-journey'

export { channels, type Where, type Who }

const idOf = (who: Who) => `U${who.toUpperCase()}`

type Given = Partial<Env> & { at?: string }

/**
 * The product as it runs, with a fake Slack at its HTTP edge: requests are signed and go to the real endpoint; calls to
 * the Web API end at the fake, which refuses what Slack refuses.
 */
export const openChat = async (given: Given = {}) => {
  const place = await makeTestPlace()
  const gate = await openGate(place.databaseUrl)
  const clock = { ms: Date.parse(given.at ?? '2026-11-18T09:00:00Z') }
  const logged: string[] = []
  const delivered: { type: string; body: string }[] = []
  let origin = ''
  const slack = createSlack({
    team: { id: 'T1', name: 'Fjordlight' },
    appId: 'A1',
    botUserId: 'UBATON',
    botToken,
    signingSecret,
    command: '/lead',
    scopes: botScopes,
    baseUrl: 'https://hooks.slack.com',
    deliver: async (request) => {
      const body = await request.text()
      delivered.push({ type: request.headers.get('content-type') ?? '', body })
      return fetch(`${origin}/slack/events`, { method: 'POST', headers: request.headers, body })
    },
    now: () => clock.ms,
    rates: false,
  })
  for (const [who, name, local] of people)
    slack.addUser({ id: idOf(who), name, email: `${local}@fjordlight.example`, tz: 'Europe/Berlin' })
  for (const [name, id] of Object.entries(channels)) slack.addChannel({ id, name, members: 'all' })
  const edge = setupServer(
    http.all('https://slack.com/api/*', ({ request }) => slack.handle(request)),
    http.all('https://hooks.slack.com/*', ({ request }) => slack.handle(request)),
    http.all('http://127.0.0.1*', () => passthrough()),
    http.all('*', () => HttpResponse.error()),
  )
  edge.listen({ onUnhandledFrame: 'error' })
  const log = pino({ level: 'info' }, followWays(logged, delivered))
  const env: Env = {
    port: 0,
    host: '127.0.0.1',
    baseUrl: 'http://127.0.0.1',
    databaseUrl: gate.databaseUrl,
    dataDir: place.dataDir,
    configFile: organisation,
    demo: false,
    playground: false,
    teams: null,
    slack: { mode: 'http', botToken, signingSecret, apiUrl: 'https://slack.com/api/' },
    logLevel: 'info',
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
      { restMs: 0, openStore: async (where) => (store = await openStore(where)) },
    )
    origin = app.url.replace('localhost', '127.0.0.1')
    return app
  }
  let app = await open()

  const view = (who: Who) => slack.see(idOf(who))
  const messages = (who: Who, where: Where | 'direct') => {
    const found = view(who).channels.find((one) =>
      where === 'direct' ? one.kind === 'im' : one.id === channels[where],
    )
    return { channel: found?.id ?? '', messages: found?.messages ?? [] }
  }
  const whisper = (who: Who, where: Where | 'direct') =>
    messages(who, where).messages.findLast((message) => message.ephemeral)
  const modal = (who: Who): View => {
    const top = view(who).views.at(-1)
    if (!top) throw new Error(`${who} has no form open.`)
    return top
  }
  const fillOne = async (who: Who, label: string, value: string | null): Promise<Act> => {
    const form = modal(who)
    const { blockId, element } = fieldOf(form, label)
    const actionId = String(element.action_id)
    if (element.type === 'external_select' && value !== null) {
      const found = await slack.suggest(idOf(who), { view: form.id }, blockId, actionId, value)
      const option = found.options[0]
      if (!option) throw new Error(`"${label}" offers nothing for "${value}".`)
      return slack.change(idOf(who), form.id, blockId, actionId, String(option.value))
    }
    const options = (element.options as Json[] | undefined) ?? []
    const chosenBy = (text: string) => {
      const option = options.find((one) => labelOf(one) === text)
      return option ? String(option.value) : text
    }
    const { users, channels: known } = slack.world()
    const idNamed = (name: string) => [...users, ...known].find((one) => one.name === name)?.id ?? name
    const picks = /^(?:multi_)?(?:users|conversations)_select$/.test(String(element.type)) ? idNamed : chosenBy
    const takesList = element.type === 'checkboxes' || element.type === 'multi_users_select'
    const entered: Entered =
      value === null ? null : takesList ? value.split(', ').filter(Boolean).map(picks) : picks(value)
    return slack.change(idOf(who), form.id, blockId, actionId, entered)
  }

  return {
    slack,
    clock,
    logged,
    /** Every request that went to the product, as it was sent. */
    delivered,
    idOf,
    url: () => origin,
    /** What the store holds, for what no card says. */
    db: () => opened().db,
    /** Lets the store answer nobody until the function that comes back is called. */
    holdStore: () => gate.hold(opened()),
    /** Takes the store away, where it is a server; `hold`'s sibling. Gives the function that brings it back. */
    loseStore: gate.lose,
    /** Types a command in a channel. */
    type: (who: Who, text: string, where: Where | 'direct' = 'dach') =>
      slack.command(idOf(who), where === 'direct' ? messages(who, 'direct').channel : channels[where], text),
    /** Writes a message in a place, or into the thread of one there. */
    write: (who: Who, text: string, where: Where | 'direct' = 'dach', thread?: Message) =>
      slack.say(idOf(who), messages(who, where).channel, text, thread?.threadTs ?? thread?.ts),
    /** Chooses a shortcut at a message, or the one that stands nowhere. */
    shortcut: (who: Who, callbackId: string, where: Where | 'direct' = 'dach', at?: Message) =>
      slack.shortcut(idOf(who), callbackId, at && { channel: messages(who, where).channel, ts: at.ts }),
    /** What a person sees in a place, oldest first. */
    see: (who: Who, where: Where | 'direct' = 'dach'): Message[] => messages(who, where).messages,
    /** The newest thing that only this person sees. */
    whisper: (who: Who, where: Where | 'direct' = 'dach'): Message => {
      const found = whisper(who, where)
      if (!found) throw new Error(`${who} sees nothing of their own in ${where}.`)
      return found
    },
    /** What that says; empty where there is none. */
    whispered: (who: Who, where: Where | 'direct' = 'dach'): string => said(whisper(who, where) ?? { blocks: null }),
    /** Waits until a person sees a message in a place that says this, and gives the newest such. */
    sees: (who: Who, where: Where | 'direct', text: string | RegExp): Promise<Message> =>
      vi.waitFor(
        () => {
          const all = messages(who, where).messages
          const one = all.filter((message) => said(message).match(text) !== null).at(-1)
          if (!one) throw new Error(`${who} sees nothing like ${text} in ${where}, but: ${all.map(said).join(' | ')}`)
          return one
        },
        { timeout: 10_000, interval: 20 },
      ),
    /** Taps a button, or an entry of More…, of a message. */
    tap: async (who: Who, where: Where | 'direct', message: Message, label: string): Promise<Act> => {
      const control = controlIn(message.blocks ?? [], label)
      if (!control) throw new Error(`The message offers no "${label}", but: ${offered(message).join(', ')}`)
      return slack.tap(idOf(who), {
        message: { channel: messages(who, where).channel, ts: message.ts },
        seen: message.blocks ?? [],
        ...control,
      })
    },
    modal,
    /** Whether a form is open. */
    hasModal: (who: Who) => view(who).views.length > 0,
    fillOne,
    /** Fills the fields of the open form by their labels and sends it. */
    fill: async (who: Who, fields: Record<string, string | null>): Promise<Act> => {
      for (const [label, value] of Object.entries(fields)) await fillOne(who, label, value)
      return slack.submit(idOf(who), modal(who).id)
    },
    /** Taps a button inside the open form. */
    press: async (who: Who, label: string): Promise<Act> => {
      const form = modal(who)
      const control = controlIn(form.blocks, label)
      if (!control) throw new Error(`The form offers no "${label}", but: ${offered(form).join(', ')}`)
      return slack.tap(idOf(who), { view: form.id, ...control })
    },
    /** Closes whatever forms a person has open. */
    dismiss: async (who: Who) => {
      for (const form of view(who).views.toReversed()) await slack.close(idOf(who), form.id)
    },
    /** What the Home tab shows a person who opens it. */
    home: async (who: Who): Promise<View> => {
      await slack.openHome(idOf(who))
      const { home } = view(who)
      if (!home) throw new Error(`${who} sees no Home tab.`)
      return home
    },
    /** Does what is due by the clock of the test. */
    tick: () => app.tick(),
    /** Waits until nothing is left to be sent. */
    settled: () =>
      vi.waitFor(
        async () => {
          const left = await opened()
            .db.select({ payload: outbox.payload })
            .from(outbox)
            .where(eq(outbox.state, 'queued'))
          if (left.length > 0) throw new Error(`${left.length} messages are still to be sent.`)
        },
        { timeout: 10_000, interval: 20 },
      ),
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
}

export type Chat = Awaited<ReturnType<typeof openChat>>
