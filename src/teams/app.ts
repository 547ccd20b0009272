import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { type Body, textOf } from '../chat/body.ts'
import type { Directory } from '../chat/directory.ts'
import type { Dispatch } from '../chat/dispatch.ts'
import type { Edge } from '../chat/edge.ts'
import { createFlights } from '../chat/flights.ts'
import { inTime } from '../chat/in-time.ts'
import { createOnce } from '../chat/once.ts'
import { refused } from '../chat/refusal.ts'
import type { TeamsEnv } from '../config/platform-env.ts'
import type { Context } from '../services/context.ts'
import { say } from '../texts/sentence.ts'
import { kindOf, personOf } from './activity.ts'
import { admit, end } from './admission.ts'
import { createAsking } from './asking.ts'
import { createConnector } from './connector.ts'
import { createDialog } from './dialog.ts'
import { createTeamsCheck } from './doctor.ts'
import { faultOf } from './fault.ts'
import { createHearing } from './hearing.ts'
import { keyOf } from './intent.ts'
import { limits } from './limits.ts'
import { createMembers } from './members.ts'
import { createMessenger } from './messenger.ts'
import { createPersonalChats } from './personal-chats.ts'
import { type Answer, dialogWords, toast } from './reply.ts'
import { createRoster } from './roster.ts'
import { createSearch } from './search.ts'
import { createSender } from './sender.ts'
import { createTalk } from './talk.ts'
import { createTap } from './tap.ts'
import { createTitles } from './titles.ts'
import { createTrust } from './trust.ts'

type Given = { ctx: Context; dispatch: Dispatch; env: TeamsEnv; baseUrl: string; log: Logger; now: () => Date }

/** What a kind of request is answered with when it took too long or broke. */
type Excuse = 'dialog' | 'toast' | 'nothing'
type Handler = { run: (body: Body) => Promise<Answer>; excuse: Excuse }

/** Connects the product to Microsoft Teams: answers what Teams sends, and sends what lasts (product §5, `POST /api/messages`). */
export const createTeamsApp = ({ ctx, dispatch, env, baseUrl, log, now }: Given): Edge => {
  const tenantId = env.isAnonymous ? null : env.tenantId
  const botId = env.isAnonymous ? 'bot' : `28:${env.appId}`
  const milliseconds = () => now().getTime()
  const trust = createTrust(env)
  const soon = createConnector(env, milliseconds, limits.interactiveMs)
  const delivery = createConnector(env, milliseconds)
  const roster = createRoster({ ctx, call: soon, tenantId, now })
  const members = createMembers({ ctx, roster })
  const { whoIs, readerOf } = members
  const personal = createPersonalChats({ ctx, call: soon, roster, members, botId, tenantId })
  const sender = createSender(soon)
  const messenger = createMessenger({ ctx, call: delivery, roster, personal })
  const flights = createFlights()
  // As texts, which take far less room than the cards that they are read from.
  const once = createOnce<string | undefined>(limits.repeatMs, milliseconds)
  const noticed = { takenAt: null as number | null, refusedAt: null as number | null }
  let isStopping = false

  const failed = (error: unknown, what: string) => log.error({ from: 'teams', fault: faultOf(error) }, what)

  const ask = createAsking(dispatch, createTitles({ ctx, roster }))
  const hearing = createHearing(ctx, roster)
  const talk = createTalk({ ctx, ask, sender, personal, readerOf })
  const tap = createTap({ ctx, ask, sender, personal, whoIs, readerOf })
  const dialog = createDialog({ ask, readerOf })
  const search = createSearch({ ctx, members, roster })

  const nothing = async (): Promise<Answer> => ({})
  const invokes: Record<string, Handler> = {
    'adaptiveCard/action': { run: tap, excuse: 'toast' },
    'task/fetch': { run: dialog.act, excuse: 'dialog' },
    'task/submit': { run: dialog.act, excuse: 'dialog' },
    'composeExtension/fetchTask': { run: dialog.extend, excuse: 'dialog' },
    'composeExtension/submitAction': { run: dialog.act, excuse: 'dialog' },
    'application/search': { run: async (body) => ({ body: await search(body) }), excuse: 'nothing' },
  }
  const unanswered = (work: (body: Body) => Promise<unknown>): Handler => ({
    run: async (body) => {
      await work(body)
      return {}
    },
    excuse: 'nothing',
  })
  const kinds: Record<string, Handler> = {
    message: unanswered(talk),
    conversationUpdate: unanswered(hearing.happened),
    installationUpdate: unanswered(async (body) => {
      await hearing.happened(body)
      // Who just added the app reads what it can do.
      if (kindOf(body) === 'personal' && textOf(body.action) === 'add') await talk({ ...body, text: 'help' })
    }),
  }

  const handlerOf = (body: Body): Handler => {
    const [table, name] = body.type === 'invoke' ? [invokes, textOf(body.name)] : [kinds, textOf(body.type)]
    return (Object.hasOwn(table, name) ? table[name] : undefined) ?? { run: nothing, excuse: 'nothing' }
  }

  const readerFor = (body: Body) => readerOf(personOf(body).id)

  const excuseWith = (body: Body, excuse: Excuse, key: 'storeSlow' | 'broken'): unknown => {
    const refusal = key === 'broken' ? { key, ref: keyOf(body).slice(-8) } : { key }
    if (excuse === 'dialog') return dialogWords(refused(refusal), { reader: readerFor(body), place: null })
    return excuse === 'toast'
      ? toast(say(`refusal.${key}`, { ref: keyOf(body).slice(-8) }), readerFor(body))
      : undefined
  }

  const follow = async (after: () => Promise<void>) =>
    after().catch((error: unknown) => failed(error, 'what follows an answer was not sent'))

  /** A store that is slow holds up no answer: what it did not note now, the next request notes. */
  const heardInTime = async (body: Body) => {
    const heard = flights.track(
      hearing.heard(body).then(
        () => undefined,
        (error: unknown) => failed(error, 'where a request came from was not noted'),
      ),
    )
    await inTime(heard, limits.hearMs)
  }

  const work = async (body: Body, { run, excuse }: Handler): Promise<unknown> => {
    try {
      members.sighted(body)
      await heardInTime(body)
      const answer = await run(body)
      if (answer.after) flights.track(follow(answer.after))
      return answer.body
    } catch (error) {
      failed(error, 'a request of Teams broke')
      return excuseWith(body, excuse, 'broken')
    }
  }

  const answerInTime = async (body: Body): Promise<unknown> => {
    const handler = handlerOf(body)
    const working = flights.track(work(body, handler))
    if (body.type !== 'invoke') return working
    const done = working.then((answer) => ({ answer }))
    const inLimit = await inTime(done, limits.answerMs)
    return inLimit ? inLimit.answer : excuseWith(body, handler.excuse, 'storeSlow')
  }

  const receive = async (req: IncomingMessage, res: ServerResponse) => {
    if (isStopping) {
      req.resume()
      return end(res, 503)
    }
    const admitted = await admit(req, env, trust)
    if ('status' in admitted) {
      if (admitted.status === 401) noticed.refusedAt = milliseconds()
      log.info({ from: 'teams', status: admitted.status }, 'a request was refused')
      return end(res, admitted.status)
    }
    noticed.takenAt = milliseconds()
    const { body } = admitted
    end(res, 200, await once(keyOf(body), async () => JSON.stringify(await answerInTime(body))))
  }

  const handle = (req: IncomingMessage, res: ServerResponse) => {
    const broke = (error: unknown) => {
      log.warn({ from: 'teams', fault: faultOf(error) }, 'a request broke')
      end(res, 500)
    }
    flights.track(receive(req, res).catch(broke))
  }

  const directory: Directory = {
    lookAt: messenger.look,
    colleague: ({ externalId }) => members.colleague(externalId),
  }

  const stop = async () => {
    isStopping = true
    await flights.drain(limits.drainMs)
  }

  const examine = createTeamsCheck({ call: soon, roster, env, baseUrl, noticed: () => noticed, now: milliseconds })
  return { handle, messenger, directory, whoIs, examine, stop }
}
