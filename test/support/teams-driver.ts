import type { Act, Json } from '../../src/playground/api.ts'
import type { TeamsActRequest, TeamsConversation, TeamsMessage } from '../../src/playground/teams-api.ts'
import { castOn, type Where, type Who } from './cast.ts'
import type { Control, Driver, Seen, Spot, Stage } from './driver.ts'
import { controlsIn, drawnIn, isAnswer, textOf } from './seen-teams.ts'
import { driveForms } from './teams-forms.ts'
import { keepOwn, type Shown, seenAs } from './teams-own.ts'
import { openTeamsStage, type TeamsDeed } from './teams-stage.ts'
import { changeWorld, linkTo } from './teams-world.ts'

const { channels } = castOn.teams

const userId = (who: Who) => `29:${who}`

const changes = { archive: 'delete', unarchive: 'restore', remove: 'uninstall', invite: 'install' } as const

/** What a channel is told when somebody asked in it, and was answered one to one. */
const isNeutral = (message: TeamsMessage) => message.from.isBot && message.card === null && !/#\d|@/.test(message.text)

/** The cards and words with which the product answered a tap, a dialog or a search. */
const drawnOf = ({ body }: Act) =>
  body !== null && typeof body === 'object' && isAnswer(body as Json) ? drawnIn(body as Json) : []

/** A fake Teams at the product's HTTP edge: activities are signed, and it refuses what Teams refuses. */
export const driveTeams = (product: Stage): Driver => {
  const stage = openTeamsStage(product)
  const { teams, log } = stage
  const own = keepOwn()
  const originals = new WeakMap<Act, Act>()
  const homes = new Map<Who, { conversation: string; id: string }>()

  const view = (who: Who) => teams.see(userId(who))
  const personal = (who: Who) => teams.personalOf(userId(who))
  const newestId = () => String(Math.max(0, ...log.flatMap(({ id }) => (id ? [Number(id)] : []))))
  const placeOf = (who: Who, where: Spot) => (where === 'direct' ? personal(who) : channels[where])
  const messageOf = (who: Who, conversation: string, id: string): TeamsMessage | undefined =>
    view(who)
      .conversations.find((one) => one.id === conversation)
      ?.messages.find((one) => one.id === id)

  /** Notes what an act was answered with, and gives it back with those words as its body. */
  const answered = (who: Who, deed: TeamsDeed, done: Act, shown: Shown | null): Act => {
    own.note(deed, personal(who), shown)
    const written = deed.calls
      .filter(({ conversation }) => conversation === personal(who))
      .flatMap(({ id }) => messageOf(who, personal(who), id) ?? [])
    for (const { id } of written) forms.offer(who, deed.spot, personal(who), id)
    const drawn = drawnOf(done)
    if (drawn.length > 0) log.push({ method: 'answer', args: { drawn } })
    const act: Act = { ...done, body: { drawn: [...drawn, ...written.map((one) => one.card ?? one.text)] } }
    originals.set(act, done)
    return act
  }
  /** Carries out an act of somebody in a place. */
  const does = async (who: Who, spot: Spot, asked: TeamsActRequest): Promise<Act> => {
    const at = asked.type === 'action' && asked.at !== 'dialog' ? asked.at : null
    const before = at && JSON.stringify(messageOf(who, at.conversation, at.message)?.card)
    const { done, deed } = await stage.within(who, spot, () => teams.act(userId(who), asked))
    const after = at && messageOf(who, at.conversation, at.message)
    const shown =
      at && after?.toast ? { text: after.toast, card: null, conversation: at.conversation, after: newestId() } : null
    if (asked.type === 'extension' || at) forms.opened(who, spot)
    if (at && JSON.stringify(after?.card) !== before) own.touch(who, at.conversation, at.message)
    return answered(who, deed, done, shown)
  }
  /** Taps a button as it stood in the hand, though the card has changed or is another by now. */
  const tapOld = async (who: Who, spot: Spot, { place, id }: Seen, { target }: Control): Promise<Act> => {
    const { title, verb, data } = target
    const isFetch = target.type === 'Action.Submit'
    const value = isFetch ? { data } : { action: { type: target.type, title, verb, data }, trigger: 'manual' }
    const name = isFetch ? 'task/fetch' : 'adaptiveCard/action'
    const activity = teams.activity(userId(who), place, { type: 'invoke', name, replyToId: id, value })
    const { done: response, deed } = await stage.within(who, spot, () => teams.send(activity))
    const text = await response.text()
    const body: unknown = text === '' ? null : JSON.parse(text)
    const done: Act = { status: response.status, ms: 0, body, error: response.ok ? null : 'dispatch_failed' }
    const [first] = drawnOf(done)
    const shown =
      first === undefined ? null : typeof first === 'string' ? { text: first, card: null } : { text: '', card: first }
    return answered(who, deed, done, shown && { ...shown, conversation: place, after: newestId() })
  }
  const forms = driveForms({ teams, view, does, messageOf })

  const inPlace = ({ id, messages }: TeamsConversation): Seen[] =>
    messages.filter((one) => (one.from.isBot ? !isNeutral(one) : !one.text.startsWith('@Baton'))).map(seenAs(id))
  const see = (who: Who, where: Spot = 'dach'): Seen[] => {
    const { conversations } = view(who)
    const found = conversations.find(({ id }) => id === placeOf(who, where))
    if (!found) return []
    const answers = own.in(who, where, conversations)
    const rest = inPlace(found).filter(
      ({ id }) => where !== 'direct' || (!own.isAnsweredElsewhere(who, id) && !answers.some((one) => one.id === id)),
    )
    // One to one an answer is an ordinary message.
    const mine = [...answers, ...forms.wordsInDialog(who, where)].map((one) => ({
      ...one,
      isForOneAlone: where !== 'direct',
    }))
    return [...rest, ...mine].toSorted((a, b) => Number(a.id) - Number(b.id))
  }
  const say = (who: Who, text: string, where: Spot, rootId?: string) =>
    does(who, where, {
      type: 'say',
      conversation: placeOf(who, where),
      text,
      ...(rootId === undefined ? {} : { rootId }),
    })
  const tapControl = (who: Who, where: Spot, message: Seen, control: Control) =>
    does(who, where, {
      type: 'action',
      at: message.place === 'dialog' ? 'dialog' : { conversation: message.place, message: message.id },
      action: control.target,
      inputs: {},
    })
  const pick = (what: string, controls: readonly Control[], label: string) => {
    const found = controls.find((one) => one.label === label)
    if (!found) throw new Error(`${what} offers no "${label}", but: ${controls.map((one) => one.label).join(', ')}`)
    return found
  }
  const spotOf = (who: Who, place: string): Spot =>
    (Object.keys(channels) as Where[]).find((one) => channels[one] === place) ??
    (place === personal(who) ? 'direct' : 'dach')
  const openHome = async (who: Who) => {
    const act = await say(who, 'mine', 'direct')
    const newest = own.in(who, 'direct', view(who).conversations).at(-1)
    if (newest) homes.set(who, { conversation: newest.place, id: newest.id })
    return act
  }
  const shownHome = (who: Who) => {
    const at = homes.get(who)
    const found = at && messageOf(who, at.conversation, at.id)
    return found ? { card: found.card } : null
  }

  return {
    ...forms.driver,
    env: stage.env,
    handlers: stage.handlers,
    bot: '@Baton',
    placeOf,
    mentionOf: (id) => `<at>${id}</at>`,
    linkTo,
    type: (who, text, where = 'dach') => say(who, where === 'direct' ? text : `@Baton ${text}`, where),
    write: (who, text, where = 'dach', thread) => say(who, text, where, thread && (thread.threadId ?? thread.id)),
    shortcut: (who, id, where = 'dach', at) =>
      does(who, where, {
        type: 'extension',
        command: id.split('/')[0] ?? id,
        conversation: placeOf(who, where),
        ...(at ? { message: at.id } : {}),
      }),
    see,
    seesAll: (who) => view(who).conversations.flatMap(({ id, messages }) => messages.map(seenAs(id))),
    shownTo: (who) => {
      const { conversations, dialog, notice } = view(who)
      const messages = conversations.flatMap(({ kind, messages: all }) =>
        all.flatMap((one) => [
          ...(kind === 'personal' && one.from.isBot ? [one.card ? textOf(one.card) : one.text] : []),
          ...(one.toast ? [one.toast] : []),
        ]),
      )
      return [...messages, ...(dialog ? [textOf(dialog.card)] : []), ...(notice ? [notice] : [])]
    },
    newestOf: (who, where = 'dach') => own.in(who, where, view(who).conversations).at(-1),
    tap: async (who, where, message, label) => {
      const control = pick('The message', controlsIn('card' in message ? (message.card ?? {}) : {}), label)
      const now = messageOf(who, message.place, message.id)
      // What stands in the hand is tapped as it stood there, though the card has changed meanwhile.
      const isThere =
        now?.card && controlsIn(now.card).some((one) => JSON.stringify(one.target) === JSON.stringify(control.target))
      return isThere || message.place === 'dialog'
        ? tapControl(who, where, message, control)
        : tapOld(who, where, message, control)
    },
    tapControl: (who, message, control) => tapOld(who, spotOf(who, message.place), message, control),
    openHome,
    shownHome,
    tapHome: async (who, label, number) => {
      await openHome(who)
      const at = homes.get(who)
      const home = shownHome(who)
      if (!at || !home?.card) throw new Error(`${who} sees nothing of their own.`)
      const controls = controlsIn(home.card).filter(({ ids }) => number === undefined || ids.includes(`#${number}`))
      const action = pick('What shows them all that is theirs', controls, label).target
      return does(who, 'direct', {
        type: 'action',
        at: { conversation: at.conversation, message: at.id },
        action,
        inputs: {},
      })
    },
    replay: async (act) => {
      const again = await teams.replay(originals.get(act) ?? act)
      return { ...again, body: { drawn: drawnOf(again) } }
    },
    ...changeWorld(teams),
    changePlace: (where, change) =>
      does('Sofia', where, { type: 'change', conversation: channels[where], does: changes[change] }),
    fail: stage.fail,
    hasMet: stage.hasMet,
    sentTo: stage.sentTo,
    sent: () => log,
    saidIn: (sent) =>
      sent.flatMap(({ method, args }) => {
        const { drawn, attachments, text } = args as {
          drawn?: unknown[]
          attachments?: { content: Json }[]
          text?: string
        }
        if (method === 'answer') return [(drawn ?? []).map(textOf).join(' ')]
        if (!String(method).startsWith('POST') || !(attachments || text)) return []
        return [(attachments ?? []).map(({ content }) => textOf(content)).join(' ') || (text ?? '')]
      }),
    problems: teams.problems,
    slack: null,
    teams,
  }
}
