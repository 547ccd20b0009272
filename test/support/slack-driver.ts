import { http } from 'msw'
import type { Entered, Json, Message, View } from '../../src/playground/api.ts'
import { createSlack } from '../../src/playground/vendors/slack/slack.ts'
import { botScopes } from '../../src/slack/permissions.ts'
import { castOn, people, type Stranger, strangers, type Where, type Who } from './cast.ts'
import type { Control, Driver, Mishap, Seen, SeenForm, Spot, Stage } from './driver.ts'
import { chosenIn } from './inputs.ts'
import { controlsOf, offered, said } from './seen.ts'
import { answerIn, controlsIn, fieldOf, labelOf } from './seen-slack.ts'

const { channels, idOf } = castOn.slack

export const signingSecret = 'a-secret-for-journeys'
const botToken = 'xoxb-journey'

const mishaps: Record<Mishap['how'], { status?: number; retryAfter?: number; error?: string; dropAfter?: boolean }> = {
  throttled: { status: 429, retryAfter: 1 },
  broken: { status: 500 },
  'answer lost': { dropAfter: true },
  'not there': { error: 'not_in_channel' },
  'not allowed': { error: 'restricted_action' },
  'token refused': { error: 'invalid_auth' },
  'message gone': { error: 'message_not_found' },
  'not taken': { error: 'invalid_blocks' },
}

const strange: Record<Stranger, object> = {
  Guest: { isRestricted: true },
  Other: { teamId: 'T2' },
  Gone: { deleted: true },
  Bot: { isBot: true },
}

const textOf = (node: unknown) => String((node as Json | null)?.text ?? '')

const seenAs =
  (place: string) =>
  (message: Message): Seen => ({
    blocks: message.blocks,
    id: message.ts,
    place,
    threadId: message.threadTs,
    isForOneAlone: message.ephemeral,
    isBot: message.isBot,
    text: message.text,
    mentions: message.mentions,
  })

const formOf = (view: View): SeenForm => {
  const { callback_id, title, submit, close, private_metadata } = (view.sent.args.view ?? {}) as Json
  return {
    id: view.id,
    title: textOf(view.title),
    closing: textOf(view.close),
    blocks: view.blocks,
    state: view.state,
    errors: view.errors,
    hidden: String(private_metadata),
    head: { callback_id, title, submit, close },
  }
}

/** A fake Slack at the product's HTTP edge: requests are signed, and it refuses what Slack refuses. */
export const driveSlack = ({ now, origin, delivered }: Stage): Driver => {
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
      return fetch(`${origin()}/slack/events`, { method: 'POST', headers: request.headers, body })
    },
    now,
    rates: false,
  })
  for (const [who, name, local] of people)
    slack.addUser({ id: idOf(who), name, email: `${local}@fjordlight.example`, tz: 'Europe/Berlin' })
  for (const [name, id] of Object.entries(channels)) slack.addChannel({ id, name, members: 'all' })

  const view = (who: Who) => slack.see(idOf(who))
  const placeOf = (who: Who, where: Spot) => {
    const found = view(who).channels.find((one) =>
      where === 'direct' ? one.kind === 'im' : one.id === channels[where],
    )
    return { channel: found?.id ?? '', messages: found?.messages ?? [] }
  }
  const see = (who: Who, where: Spot = 'dach'): Seen[] => {
    const { channel, messages } = placeOf(who, where)
    return messages.map(seenAs(channel))
  }
  const top = (who: Who): View => {
    const found = view(who).views.at(-1)
    if (!found) throw new Error(`${who} has no form open.`)
    return found
  }
  const tapControl: Driver['tapControl'] = (who, message, control) =>
    slack.tap(idOf(who), {
      message: { channel: message.place, ts: message.id },
      seen: 'blocks' in message ? [...(message.blocks ?? [])] : [],
      ...(control.target as { blockId: string; actionId: string; value?: string }),
    })
  const find = (what: string, controls: readonly Control[], label: string) => {
    const control = controls.find((one) => one.label === label)
    if (!control) throw new Error(`${what} offers no "${label}", but: ${controls.map((one) => one.label).join(', ')}`)
    return control.target as { blockId: string; actionId: string; value?: string }
  }
  const fillOne: Driver['fillOne'] = async (who, label, value) => {
    const form = top(who)
    const { blockId, element } = fieldOf(form, label)
    const actionId = String(element.action_id)
    if (element.type === 'external_select' && value !== null) {
      const found = await slack.suggest(idOf(who), { view: form.id }, blockId, actionId, value)
      const option = found.options[0]
      if (!option) throw new Error(`"${label}" offers nothing for "${value}".`)
      return slack.change(idOf(who), form.id, blockId, actionId, String(option.value))
    }
    const options = ((element.options as Json[] | undefined) ?? []).map((one) => ({
      label: labelOf(one),
      value: String(one.value),
    }))
    const isOffered = element.type === 'static_select' || element.type === 'checkboxes'
    const chosenBy = (text: string) => (isOffered ? chosenIn({ label, options }, text) : text)
    const { users, channels: known } = slack.world()
    const idNamed = (name: string) => [...users, ...known].find((one) => one.name === name)?.id ?? name
    const picks = /^(?:multi_)?(?:users|conversations)_select$/.test(String(element.type)) ? idNamed : chosenBy
    const takesList = element.type === 'checkboxes' || element.type === 'multi_users_select'
    const entered: Entered =
      value === null ? null : takesList ? value.split(', ').filter(Boolean).map(picks) : picks(value)
    return slack.change(idOf(who), form.id, blockId, actionId, entered)
  }
  const messagesIn = (calls: readonly Json[]) =>
    calls.map(({ method, args }) => ({ method: String(method), args: args as Json }))

  return {
    begin: async () => {},
    env: { slack: { mode: 'http', botToken, signingSecret, apiUrl: 'https://slack.com/api/' } },
    handlers: [
      http.all('https://slack.com/api/*', ({ request }) => slack.handle(request)),
      http.all('https://hooks.slack.com/*', ({ request }) => slack.handle(request)),
    ],
    bot: '<@UBATON>',
    placeOf: (who, where) => placeOf(who, where).channel,
    mentionOf: (id) => `<@${id}>`,
    linkTo: ({ place, id, threadId }) => {
      const link = `https://fjordlight.slack.com/archives/${place}/p${id.replace('.', '')}`
      return threadId === null ? link : `${link}?thread_ts=${threadId}&cid=${place}`
    },
    type: (who, text, where = 'dach') =>
      slack.command(idOf(who), where === 'direct' ? placeOf(who, 'direct').channel : channels[where], text),
    write: (who, text, where = 'dach', thread) =>
      slack.say(idOf(who), placeOf(who, where).channel, text, thread && (thread.threadId ?? thread.id)),
    shortcut: (who, id, where = 'dach', at) =>
      slack.shortcut(idOf(who), id, at && { channel: placeOf(who, where).channel, ts: at.id }),
    see,
    seesAll: (who) => view(who).channels.flatMap(({ id, messages }) => messages.map(seenAs(id))),
    shownTo: (who) => {
      const { views, home, channels: all } = view(who)
      const own = all.flatMap(({ kind, messages }) =>
        messages.filter((one) => (one.ephemeral || kind === 'im') && one.userId === 'UBATON'),
      )
      return [...own, ...views, ...(home ? [home] : [])].map(said)
    },
    newestOf: (who, where = 'dach') => see(who, where).findLast((one) => one.isForOneAlone),
    tap: async (who, where, message, label) => {
      const control = controlsOf(message).find((one) => one.label === label)
      if (!control) throw new Error(`The message offers no "${label}", but: ${offered(message).join(', ')}`)
      return tapControl(who, { ...message, place: placeOf(who, where).channel }, control)
    },
    tapControl,
    modal: (who) => formOf(top(who)),
    hasModal: (who) => view(who).views.length > 0,
    fillOne,
    enter: (who, id, value) => {
      const block = top(who).blocks.find((one) => one.block_id === id)
      return slack.change(idOf(who), top(who).id, id, String((block?.element as Json | undefined)?.action_id), value)
    },
    submit: (who) => slack.submit(idOf(who), top(who).id),
    press: async (who, label) => {
      const form = top(who)
      return slack.tap(idOf(who), { view: form.id, ...find('The form', controlsIn(form.blocks), label) })
    },
    closeForm: (who) => slack.close(idOf(who), top(who).id),
    openHome: (who) => slack.openHome(idOf(who)),
    shownHome: (who) => view(who).home,
    tapHome: async (who, label, number) => {
      await slack.openHome(idOf(who))
      const { home } = view(who)
      const rows = (home?.blocks ?? []).filter((one) => number === undefined || one.block_id === `handoff:${number}`)
      return slack.tap(idOf(who), { view: home?.id ?? '', ...find('The Home tab', controlsIn(rows), label) })
    },
    replay: slack.replay,
    addStranger: (...who) => {
      for (const one of who)
        slack.addUser({
          id: idOf(one),
          name: strangers[one].name,
          email: strangers[one].email,
          tz: 'UTC',
          ...strange[one],
        })
    },
    leaves: async (who) => {
      const known = slack.world().users.find(({ id }) => id === idOf(who))
      if (known) slack.addUser({ ...known, organisation: '', deleted: true })
    },
    changeEmail: (who, email) => {
      const known = slack.world().users.find(({ id }) => id === idOf(who))
      if (known) slack.addUser({ ...known, organisation: '', email })
    },
    setMembers: (where, who) =>
      slack.addChannel({ id: channels[where], name: where, members: who === 'all' ? 'all' : who.map(idOf) }),
    changePlace: (where, does) => slack.changeChannel(idOf('Sofia'), channels[where], does),
    share: async (where: Where, isShared) => {
      if (isShared !== 'pending') return slack.share(channels[where], isShared)
      slack.addChannel({ id: channels[where], name: where, members: 'all', isPendingExtShared: true })
      return undefined
    },
    fail: ({ call, how, times = 1 }) =>
      slack.fail({ method: call === 'post' ? 'chat.postMessage' : 'chat.update', times, ...mishaps[how] }),
    hasMet: (how) => slack.calls().some((one) => one.answer.error === mishaps[how].error),
    sentTo: (where) =>
      slack
        .calls()
        .filter(
          ({ method, args, answer }) =>
            /^chat\.(post|update)/.test(method) && args.channel === channels[where] && answer.ok,
        )
        .map(({ args }) => ({ blocks: args.blocks as Json[] })),
    sent: () => slack.calls(),
    saidIn: (sent) =>
      messagesIn(sent)
        .filter(({ method }) => /^(?:chat\.post|views\.open|response_url)/.test(method))
        .map(({ args }) => answerIn(args).words),
    problems: slack.problems,
    slack,
    teams: null,
  }
}
