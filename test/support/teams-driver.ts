import type { Json } from '../../src/playground/api.ts'
import type { TeamsConversation, TeamsMessage } from '../../src/playground/teams-api.ts'
import { castOn, people, strangers, type Where, type Who } from './cast.ts'
import type { Control, Driver, Seen, Spot, Stage } from './driver.ts'
import { controlsIn, textOf } from './seen-teams.ts'
import { followDeeds, neutral, standing } from './teams-answers.ts'
import { driveForms } from './teams-forms.ts'
import { keepOwn, seenAs } from './teams-own.ts'
import { openTeamsStage } from './teams-stage.ts'
import { changeWorld, linkTo } from './teams-world.ts'

const { channels, idOf } = castOn.teams

const bot = '@Baton'
const named = [...people, ...Object.entries(strangers).map(([who, { name }]) => [who as Who, name] as const)]
/** Mentions are typed by name; what nobody has for an id is no name either. */
const nameOf = (id: string) => named.find(([who]) => idOf(who) === id)?.[1] ?? id

const changes = { archive: 'delete', unarchive: 'restore', remove: 'uninstall', invite: 'install' } as const

/** What each new message and each answer said, of all that was sent. */
const saidIn = (sent: readonly Json[]) =>
  sent.flatMap(({ method, args }) => {
    const { drawn, attachments, text } = args as {
      drawn?: unknown[]
      attachments?: { content: Json }[]
      text?: string
    }
    if (method === 'answer') return [(drawn ?? []).map(textOf).join(' ')]
    if (!/^(?:POST|PUT) .*activities/.test(String(method)) || text === neutral) return []
    return [(attachments ?? []).map(({ content }) => textOf(content)).join(' ') || (text ?? '')]
  })

/** A fake Teams at the product's HTTP edge: activities are signed, and it refuses what Teams refuses. */
export const driveTeams = (product: Stage): Driver => {
  const stage = openTeamsStage(product)
  const { teams, log } = stage
  const own = keepOwn()
  const homes = new Map<Who, { conversation: string; id: string }>()

  const view = (who: Who) => teams.see(`29:${who}`)
  const personal = (who: Who) => teams.personalOf(`29:${who}`)
  const placeOf = (who: Who, where: Spot) => (where === 'direct' ? personal(who) : channels[where])
  const spotOf = (who: Who, place: string): Spot =>
    place === personal(who)
      ? 'direct'
      : ((Object.keys(channels) as Where[]).find((one) => channels[one] === place) ?? 'dach')
  const messageOf = (who: Who, conversation: string, id: string): TeamsMessage | undefined =>
    view(who)
      .conversations.find((one) => one.id === conversation)
      ?.messages.find((one) => one.id === id)
  const { does: doesAct, tapOld, replay, withoutWords } = followDeeds({ stage, own, personal, messageOf })
  const does: typeof doesAct = async (who, spot, asked) => {
    const act = await doesAct(who, spot, asked)
    if (asked.type === 'extension' || (asked.type === 'action' && asked.at !== 'dialog')) forms.opened(who, spot)
    return act
  }
  const forms = driveForms({ teams, view, does, messageOf })
  stage.onAnswer(({ who, spot, calls }, { conversation, id, text }) => {
    if (text === neutral) return
    const threadOf = () => calls.find((one) => one.conversation !== personal(who))?.root ?? null
    own.note(who, spot, { conversation, id, threadOf })
    if (conversation === personal(who)) forms.offer(who, spot, conversation, id)
  })

  const inPlace = ({ id, kind, messages }: TeamsConversation): Seen[] =>
    messages
      .filter((one) => (one.from.isBot ? one.text !== neutral : !one.text.startsWith('@Baton')))
      .map((one) => (one.card && kind === 'channel' ? { ...one, card: withoutWords(one.card, one.id) } : one))
      .map(seenAs(id))
  const see = (who: Who, where: Spot = 'dach'): Seen[] => {
    const { conversations } = view(who)
    const found = conversations.find(({ id }) => id === placeOf(who, where))
    if (!found) return []
    const rest = inPlace(found).filter(({ id }) => !own.isAnswer(who, id))
    // One to one an answer is an ordinary message.
    const isForOneAlone = where !== 'direct'
    const mine = own.in(who, where, conversations).map((one) => ({ ...one, isForOneAlone }))
    return [...rest, ...mine, ...forms.wordsInDialog(who, where)].toSorted((a, b) => Number(a.id) - Number(b.id))
  }
  const write = (who: Who, text: string, where: Spot, rootId?: string) => {
    const said = { type: 'say' as const, conversation: placeOf(who, where), text }
    return does(who, where, rootId === undefined ? said : { ...said, rootId })
  }
  const pick = (what: string, controls: readonly Control[], label: string) => {
    const found = controls.find((one) => one.label === label)
    if (!found) throw new Error(`${what} offers no "${label}", but: ${controls.map((one) => one.label).join(', ')}`)
    return found
  }
  const openHome = async (who: Who) => {
    const act = await write(who, 'mine', 'direct')
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
    // The app is added to the teams: only so does it know where it may write.
    begin: () =>
      Promise.all(
        (Object.keys(channels) as Where[]).map((where) =>
          does('Sofia', where, { type: 'change', conversation: channels[where], does: 'install' }),
        ),
      ),
    ...forms.driver,
    ...changeWorld(teams),
    env: stage.env,
    handlers: stage.handlers,
    bot,
    placeOf,
    mentionOf: (id) => (id === teams.world().botId ? bot : `@${nameOf(id)}`),
    linkTo,
    type: (who, text, where = 'dach') => write(who, where === 'direct' ? text : `@Baton ${text}`, where),
    write: (who, text, where = 'dach', thread) => write(who, text, where, thread && (thread.threadId ?? thread.id)),
    shortcut: (who, id, where = 'dach', at) => {
      const asked = { type: 'extension' as const, command: id.split('/')[0] ?? id, conversation: placeOf(who, where) }
      return does(who, where, at ? { ...asked, message: at.id } : asked)
    },
    see,
    seesAll: (who) => view(who).conversations.flatMap(({ id, messages }) => messages.map(seenAs(id))),
    shownTo: (who) => {
      const { conversations, dialog, notice } = view(who)
      const spots: Spot[] = ['direct', ...(Object.keys(channels) as Where[])]
      const answers = spots.flatMap((spot) => own.in(who, spot, conversations))
      const direct = conversations.filter(({ kind }) => kind === 'personal').flatMap(inPlace)
      const told = direct.filter((one) => one.isBot && !own.isAnswer(who, one.id))
      const messages = [...told, ...answers].map((one) => ('card' in one && one.card ? textOf(one.card) : one.text))
      return [...messages, ...(dialog ? [textOf(dialog.card)] : []), ...(notice ? [notice] : [])]
    },
    newestOf: (who, where = 'dach') => own.in(who, where, view(who).conversations).at(-1),
    tap: async (who, where, message, label) => {
      const control = pick('The message', controlsIn('card' in message ? (message.card ?? {}) : {}), label)
      const { conversation, message: id } = standing(message)
      const now = message.place === 'dialog' ? view(who).dialog?.card : messageOf(who, conversation, id)?.card
      const wanted = JSON.stringify(control.target)
      // What stands in the hand is tapped as it stood there, though the card has changed meanwhile.
      if (!now || !controlsIn(now).some(({ target }) => JSON.stringify(target) === wanted))
        return tapOld(who, where, message, control)
      const at = message.place === 'dialog' ? 'dialog' : standing(message)
      return does(who, where, { type: 'action', at, action: control.target, inputs: {} })
    },
    tapControl: (who, message, control) => tapOld(who, spotOf(who, standing(message).conversation), message, control),
    openHome,
    shownHome,
    tapHome: async (who, label, number) => {
      await openHome(who)
      const at = homes.get(who)
      const home = shownHome(who)
      if (!at || !home?.card) throw new Error(`${who} sees nothing of their own.`)
      const controls = controlsIn(home.card).filter(({ ids }) => number === undefined || ids.includes(`#${number}`))
      const action = pick('What shows them all that is theirs', controls, label).target
      const spot = { conversation: at.conversation, message: at.id }
      return does(who, 'direct', { type: 'action', at: spot, action, inputs: {} })
    },
    replay,
    changePlace: (where, change) =>
      does('Sofia', where, { type: 'change', conversation: channels[where], does: changes[change] }),
    fail: stage.fail,
    hasMet: stage.hasMet,
    sentTo: stage.sentTo,
    sent: () => log,
    saidIn,
    problems: teams.problems,
    slack: null,
    teams,
  }
}
