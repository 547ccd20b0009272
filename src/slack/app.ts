import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Body } from '../chat/body.ts'
import type { Directory } from '../chat/directory.ts'
import type { Dispatch } from '../chat/dispatch.ts'
import { type Edge, PlatformRefused } from '../chat/edge.ts'
import type { Noticed } from '../chat/examine.ts'
import { createFlights } from '../chat/flights.ts'
import { mendPlaces } from '../services/broken-places.ts'
import type { Context } from '../services/context.ts'
import { admit, checkedBy, isOurs } from './admission.ts'
import { clientOptions, faultOf, loggerFor, openClient } from './client.ts'
import { createSlackCheck } from './doctor.ts'
import { createHandlers, type Handler } from './handlers.ts'
import { type Installation, readInstallation, socketSentence } from './installation.ts'
import { limits } from './limits.ts'
import { createMembers } from './members.ts'
import { createMessenger } from './messenger.ts'
import { pacedFetch } from './pace.ts'
import { eventTypes } from './permissions.ts'
import { createTurns } from './turns.ts'
import { createViews } from './views.ts'

type Given = {
  ctx: Context
  dispatch: Dispatch
  botToken: string
  /** Null in Socket Mode, where nothing comes over HTTP. */
  signingSecret: string | null
  /** With it, requests come over a web socket instead. */
  appToken: string | null
  apiUrl: string
  /** Where Slack reaches the product, over HTTP. */
  baseUrl: string
  log: Logger
  now: () => Date
}

export type SlackApp = Edge & {
  /** Asks Slack whose token it is; throws an Error with a sentence for the operator. Until it succeeded, requests get 503. */
  start: () => Promise<void>
  /** Resolves when nothing is under way, what follows an answer included. */
  settled: () => Promise<void>
}

/** What all of Bolt's listeners are given; an event has been answered before they run. */
type Listened = {
  body: object
  context: { [key: string]: unknown }
  ack?: ((answer?: never) => Promise<void>) | undefined
}

/** Bolt types the answer by the kind of request; ours is made by the handler of that kind. */
const acknowledge = ({ ack }: Listened, answer: unknown) => ack?.(answer as never)

/** Bolt's bodies are JSON objects, and nothing in them is believed before it is looked at. */
const bodyOf = ({ body }: Listened) => body as Body

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

const end = (res: ServerResponse, status: number) => {
  if (!res.headersSent) res.writeHead(status, status === 413 ? { connection: 'close' } : {})
  res.end()
}

/** Answers with words, with JSON, or with nothing. */
const give = (res: ServerResponse, answer: unknown) => {
  if (!answer) return end(res, 200)
  const isWords = typeof answer === 'string'
  res.writeHead(200, { 'content-type': isWords ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8' })
  res.end(isWords ? answer : JSON.stringify(answer))
}

/** Over HTTP, `admit` has read and verified a request; a receiver of Bolt's own would do both again. */
const none: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined }

const everything = /^/

/** Bolt acknowledges an event before anybody has read it; over a web socket Slack would then never bring it again. */
const ackingLast = (bolt: App): App =>
  new Proxy(bolt, {
    get: (target, name) => {
      if (name !== 'processEvent') return Reflect.get(target, name)
      return async (event: ReceiverEvent) => {
        if (event.body.type !== 'event_callback') return bolt.processEvent(event)
        await bolt.processEvent({ ...event, ack: async () => undefined })
        await event.ack()
      }
    },
  })

/** Connects the product to one Slack workspace, over HTTP or, with an app token, over a web socket. */
export const createSlackApp = (given: Given): SlackApp => {
  const { ctx, dispatch, botToken, signingSecret, appToken, apiUrl, baseUrl, log, now } = given
  const logger = loggerFor(log)
  const flights = createFlights()
  const client = openClient(botToken, apiUrl, limits.interactiveMs, log)
  let installation: Installation | null = null
  let isStopping = false
  const noticed: Noticed = { takenAt: null, refusedAt: null }

  const installed = (): Installation => {
    if (!installation) throw new Error('Slack was asked before it was started.')
    return installation
  }

  const socket = (token: string) =>
    new SocketModeReceiver({
      appToken: token,
      logger,
      installerOptions: { clientOptions: clientOptions(apiUrl, limits.deliveryMs, log) },
      customPropertiesExtractor: (args: { envelope_id?: unknown }) => ({ requestKey: args.envelope_id }),
    })

  const receiver = appToken === null ? none : socket(appToken)
  const bolt = new App({
    receiver,
    authorize: async () => {
      const { botId, botUserId, teamId } = installed()
      return { botToken, botId, botUserId, teamId }
    },
    deferInitialization: true,
    convoStore: false,
    ignoreSelf: false,
    logger,
    clientOptions: clientOptions(apiUrl, limits.interactiveMs, log),
  })

  const members = createMembers({ ctx, client, workspace: installed })
  const { readerOf, whoIs, searchPeople } = members
  const views = createViews(client)
  const handlers = createHandlers({
    ctx,
    dispatch,
    client,
    views,
    readerOf,
    searchPeople,
    workspace: installed,
    changed: (channel) => messenger.forget(channel),
    opened: (channel) => mendPlaces(ctx, { platform: 'slack', externalIds: [channel] }),
    log,
  })
  const take = createTurns({ flights, log, now })

  /** One listener a kind, dispatching by our own words: Bolt tries every listener on every request. */
  const listen = (handler: Handler) => async (listened: Listened) => {
    const body = bodyOf(listened)
    const isTaken = isOurs(body, installed()) && body.bot_id === undefined
    // Slack signs each attempt to bring an event anew; its own id stays.
    const key = textOrNull(body.event_id) ?? textOrNull(listened.context.requestKey)
    const answer = isTaken ? await take(handler, key, body) : ''
    await acknowledge(listened, answer)
  }
  bolt.command(everything, listen(handlers.command))
  bolt.action(everything, listen(handlers.action))
  bolt.shortcut(everything, listen(handlers.shortcut))
  bolt.view({ callback_id: everything, type: 'view_submission' }, listen(handlers.submission))
  bolt.view({ callback_id: everything, type: 'view_closed' }, listen(handlers.closed))
  bolt.options(everything, listen(handlers.options))
  for (const type of eventTypes) bolt.event(type, listen(handlers.event))

  if (receiver instanceof SocketModeReceiver) receiver.init(ackingLast(bolt))

  /** What Bolt's listeners answer. An event it acknowledges before they run, and that waits for them here. */
  const answerOf = async (body: Body, requestKey: unknown): Promise<unknown> => {
    let answer: unknown = ''
    const ack = async (given: unknown) => {
      answer = given
    }
    try {
      await bolt.processEvent({ body, ack, customProperties: { requestKey } })
    } catch (error) {
      log.error({ from: 'slack', fault: faultOf(error) }, 'Bolt broke')
    }
    return answer
  }

  const receive = async (req: IncomingMessage, res: ServerResponse) => {
    if (!installation || isStopping || signingSecret === null || appToken !== null) {
      req.resume()
      return end(res, 503)
    }
    const admitted = await admit(req, { signingSecret, now, installed: installation })
    if (admitted === 401) noticed.refusedAt = now().getTime()
    if (typeof admitted === 'number') {
      log.info({ from: 'slack', status: admitted }, 'a request was refused')
      return end(res, admitted)
    }
    noticed.takenAt = now().getTime()
    const sent = new Promise<void>((done) => res.once('close', done))
    give(res, checkedBy(admitted) ?? (await answerOf(admitted, req.headers['x-slack-signature'])))
    await sent
  }

  const handle = (req: IncomingMessage, res: ServerResponse) => {
    const broke = (error: unknown) => {
      log.warn({ from: 'slack', fault: faultOf(error) }, 'a request broke')
      end(res, 404)
    }
    flights.track(receive(req, res).catch(broke))
  }

  const start = async () => {
    // Nobody waits for a start as they wait for an answer.
    const found = await readInstallation(openClient(botToken, apiUrl, limits.deliveryMs, log))
    await bolt.init()
    installation = found
    if (receiver instanceof SocketModeReceiver)
      await receiver.start().catch((error: unknown) => {
        throw new PlatformRefused(socketSentence(error))
      })
  }

  const stop = async () => {
    isStopping = true
    if (receiver instanceof SocketModeReceiver && installation) await receiver.stop()
    await flights.drain(limits.drainMs)
  }

  const delivery = openClient(botToken, apiUrl, limits.deliveryMs, log, (call) => pacedFetch(ctx, call))
  const messenger = createMessenger({ ctx, client: delivery, workspace: installed, now })
  const directory: Directory = {
    lookAt: messenger.look,
    colleague: ({ externalId }) => members.colleague(externalId),
  }
  const examine = createSlackCheck({
    client,
    appClient: appToken === null ? null : openClient(appToken, apiUrl, limits.interactiveMs, log),
    baseUrl,
    noticed: () => noticed,
    now: () => now().getTime(),
  })
  return { handle, messenger, directory, whoIs, examine, start, stop, settled: flights.settled }
}
