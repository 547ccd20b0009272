import type { Logger } from 'pino'
import { type Body, firstOf, isBody, objectOf, textOf } from '../chat/body.ts'
import type { Dispatch } from '../chat/dispatch.ts'
import type { Intent } from '../chat/intent.ts'
import { refused } from '../chat/refusal.ts'
import type { Reply, Whisper } from '../chat/reply.ts'
import type { Option } from '../forms/form.ts'
import { searchOptions } from '../forms/search.ts'
import type { Context } from '../services/context.ts'
import { learnSlashCommand } from '../services/slash-command.ts'
import type { Reader } from '../texts/reader.ts'
import type { Kind } from './body.ts'
import { type Client, faultOf, vendorErrorOf } from './client.ts'
import {
  intentOfAction,
  intentOfCommand,
  intentOfHome,
  intentOfSubmission,
  isInForm,
  metadataOf,
  openedChannel,
  searchOf,
} from './intent.ts'
import { limits } from './limits.ts'
import { commandForm } from './manifest.ts'
import type { Workspace } from './members.ts'
import {
  type Answer,
  answerCommand,
  answerForm,
  answerTap,
  homeOf,
  viewAfterTap,
  whisperByModal,
  wordsFor,
  wordsInView,
} from './reply.ts'
import { intentOfShortcut } from './shortcut-intent.ts'
import { createTalk } from './talk.ts'
import { sayPlain } from './text.ts'
import type { Views } from './views.ts'
import { respond, whisperByMessage, whisperDirectly } from './whisper.ts'

type Given = {
  ctx: Context
  dispatch: Dispatch
  client: Client
  views: Views
  readerOf: (externalId: string) => Reader
  /** Colleagues by what was typed of their names; nobody for who is none. */
  searchPeople: (externalId: string, query: string) => Promise<Option[]>
  workspace: () => Workspace
  /** A channel is not as it was seen any more. */
  changed: (channel: string) => void
  /** Somebody let the app into a channel again. */
  opened: (channel: string) => Promise<void>
  log: Logger
}

/** What one kind of request does, and what is answered should it take too long or break. */
export type Handler = {
  run: (body: Body) => Promise<Answer>
  late: (body: Body) => unknown
  broken: (body: Body) => unknown
  /** Where an answer can go that came too late. */
  tellLater?: (body: Body, answer: unknown) => Promise<void>
}

const slow = refused({ key: 'storeSlow' })

const userOf = (body: Body) => textOf(body.user_id) || textOf(objectOf(body.user).id)

/** The end of a request's own id: what `dispatch` logs it under, too. */
const refOf = ({ delivery }: Intent) => delivery.slice(-8)

/** Makes what happens on each kind of request; each ends in one word run by `dispatch` and one answer. */
export const createHandlers = (given: Given) => {
  const { ctx, dispatch, client, views, readerOf, searchPeople, workspace, changed, opened, log } = given
  /** In shared channels people of other organisations can press buttons; with an enterprise, `users.info` decides. */
  const isStranger = (body: Body) => {
    const { teamId, enterpriseId } = workspace()
    const event = objectOf(body.event)
    const team = textOf(objectOf(body.user).team_id) || textOf(event.user_team) || textOf(event.source_team)
    return enterpriseId === null && team !== '' && team !== teamId
  }

  const ask = (body: Body, intent: Intent): Promise<Reply> =>
    isStranger(body) ? Promise.resolve(refused({ key: 'notMember' })) : dispatch(intent)

  const openingOf = (body: Body, intent: Intent) => ({
    triggerId: textOf(body.trigger_id),
    place: intent.place?.externalId ?? null,
    reader: readerOf(userOf(body)),
    views,
    failed: (error: unknown) => {
      log.error(
        { from: 'slack', ref: refOf(intent), fault: faultOf(vendorErrorOf('views.open', error)) },
        'a form did not open',
      )
      return refused({ key: 'broken', ref: refOf(intent) }).parts
    },
  })

  const shownOf = (body: Body) => {
    const view = objectOf(body.view)
    return { view, reader: readerOf(userOf(body)), place: metadataOf(view).place }
  }

  const publishHome = (user: string, delivery: string) =>
    views.publish(user, async () => homeOf(await dispatch(intentOfHome(user, delivery)), readerOf(user)))

  /** No answer waits for it, and none fails by it. */
  const learnCommand = (typed: string) => {
    if (!commandForm.test(typed)) return
    learnSlashCommand(ctx, typed).catch((error: unknown) =>
      log.warn({ from: 'slack', fault: faultOf(error) }, 'the name of the command was not kept'),
    )
  }

  const runCommand = async (body: Body) => {
    learnCommand(textOf(body.command))
    const intent = intentOfCommand(body)
    const reply = await ask(body, intent)
    return answerCommand(reply, openingOf(body, intent))
  }

  const tapOnMessage = async (body: Body, intent: Intent) => {
    const reply = await ask(body, intent)
    const opening = openingOf(body, intent)
    return answerTap(reply, { ...opening, whisper: whisperByMessage(client, body, opening.reader) })
  }

  /** Where nothing else is for one person alone: words come in a modal, or, where that may not open any more, directly. */
  const alone = (body: Body, intent: Intent) => {
    const opening = openingOf(body, intent)
    return { ...opening, whisper: whisperByModal(opening, whisperDirectly(client, userOf(body), opening.reader)) }
  }

  /** What was done from the Home tab, and nowhere else, has changed the list that stands there. */
  const thenHome = (body: Body, answer: Answer, { place, delivery }: Intent): Answer => {
    if (place !== null) return answer
    const after = async () => {
      await answer.after?.()
      await publishHome(userOf(body), delivery)
    }
    return { body: answer.body, after }
  }

  const tapOnHome = async (body: Body, intent: Intent): Promise<Answer> => {
    const reply = await ask(body, intent)
    return thenHome(body, await answerTap(reply, alone(body, intent)), intent)
  }

  const tapInModal = async (body: Body, intent: Intent): Promise<Answer> => {
    const view = objectOf(body.view)
    const inForm = isInForm(body)
    const reply = await ask(body, intent)
    const { variant } = metadataOf(view)
    const isRedrawn = intent.variant === 'redraw' && reply.kind === 'form' && variant !== null
    const kept: Reply = isRedrawn ? { kind: 'form', form: { variant, ...reply.form } } : reply
    const shown = { id: textOf(view.id), hash: textOf(view.hash), at: textOf(firstOf(body.actions).action_ts) }
    await views.update(shown, viewAfterTap(kept, shownOf(body), inForm))
    return reply.kind === 'form' ? { body: '' } : thenHome(body, { body: '' }, intent)
  }

  const runAction = (body: Body) => {
    const intent = intentOfAction(body)
    const { type } = objectOf(body.view)
    if (type === 'modal') return tapInModal(body, intent)
    return type === 'home' ? tapOnHome(body, intent) : tapOnMessage(body, intent)
  }

  const runShortcut = async (body: Body): Promise<Answer> => {
    const intent = intentOfShortcut(body, workspace().home)
    if (intent.place !== null) return tapOnMessage(body, intent)
    const reply = await ask(body, intent)
    return answerTap(reply, alone(body, intent))
  }

  const runSubmission = async (body: Body) => {
    const intent = intentOfSubmission(body)
    const reply = await ask(body, intent)
    const answer = answerForm(reply, shownOf(body))
    return reply.kind === 'form' || reply.kind === 'errors' ? answer : thenHome(body, answer, intent)
  }

  const runSearch = async (body: Body): Promise<Answer> => {
    const { about, query } = searchOf(body)
    const reader = readerOf(userOf(body))
    const isOfPeople = about === 'member' && !isStranger(body)
    const people = isOfPeople ? await searchPeople(userOf(body), query) : []
    const found = about === 'country' || about === 'currency' ? searchOptions(about, query, reader.language) : people
    const options = found.map(({ value, label }) => ({ text: sayPlain(label, reader, limits.optionText), value }))
    return { body: { options } }
  }

  const runTalk = createTalk({ ctx, client, ask, readerOf, workspace })

  const runEvent = async (body: Body): Promise<Answer> => {
    const event = objectOf(body.event)
    if (event.type === 'app_mention' || event.type === 'message') return runTalk(body)
    const isHome = event.type === 'app_home_opened' && event.tab !== 'messages' && event.bot_id === undefined
    if (isHome) await publishHome(textOf(event.user), textOf(body.event_id))
    if (event.type === 'channel_shared' || event.type === 'channel_unshared') changed(textOf(event.channel))
    const channel = openedChannel(event, workspace().botUserId)
    if (channel !== null) await opened(channel)
    return { body: '' }
  }

  const inView = (reply: Whisper) => (body: Body) => wordsInView(reply, shownOf(body))
  const inAnswer = (reply: Whisper) => (body: Body) => wordsFor(reply.parts, readerOf(userOf(body)))
  const silent = () => ''
  const broken = (body: Body) => refused({ key: 'broken', ref: textOf(body.trigger_id).slice(-8) })

  const handlers: Record<Kind, Handler> = {
    command: {
      run: runCommand,
      late: inAnswer(slow),
      broken: (body: Body) => inAnswer(broken(body))(body),
      tellLater: async (body: Body, answer: unknown) => {
        if (isBody(answer)) await respond(textOf(body.response_url), answer)
      },
    },
    action: { run: runAction, late: silent, broken: silent },
    shortcut: { run: runShortcut, late: silent, broken: silent },
    submission: { run: runSubmission, late: inView(slow), broken: (body: Body) => inView(broken(body))(body) },
    closed: { run: async () => ({ body: '' }), late: silent, broken: silent },
    options: { run: runSearch, late: () => ({ options: [] }), broken: () => ({ options: [] }) },
    event: { run: runEvent, late: silent, broken: silent },
  }
  return handlers
}
