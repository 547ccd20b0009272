import type { Drawing } from '../../src/cards/card.ts'
import type { Form } from '../../src/forms/form.ts'
import type { Json } from '../../src/playground/api.ts'
import { mentionsOf } from '../../src/playground/vendors/slack/mentions.ts'
import { refuseMessage } from '../../src/playground/vendors/slack/validate/message.ts'
import { refuseView } from '../../src/playground/vendors/slack/validate/view.ts'
import * as slackCard from '../../src/slack/card.ts'
import * as slackForm from '../../src/slack/form.ts'
import * as teamsCard from '../../src/teams/card.ts'
import { formCard } from '../../src/teams/form.ts'
import type { Reader } from '../../src/texts/reader.ts'
import { refuseCard } from './adaptive-schema.ts'
import { isCall } from './markup.ts'
import { said as saidInBlocks } from './seen.ts'

type Tree = Record<string, unknown>

/** What a drawn message says, whatever platform it is for. */
type Drawn = {
  /** Why the platform would not take it. */
  refused: unknown
  /** All of its text; moments are left out. */
  said: string
  /** The moments that it shows, in milliseconds. */
  moments: number[]
  links: string[]
  /** Whom it calls, as its parts say. */
  calls: string[]
  /** Whom else it pings, and whatever in it is read as markup. */
  live: unknown[]
  buttons: number
  /** The lines of its notification. */
  notice: string
  json: string
}

type Platform = {
  message: (drawing: Drawing | Drawing['parts'], reader: Reader) => Drawn
  /** Why the platform would not take a form. */
  refuseForm: (form: Form, reader: Reader) => unknown
}

const objectsIn = (value: unknown): Tree[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Tree, ...Object.values(value).flatMap(objectsIn)]
}

const ofType = (value: unknown, ...types: string[]) =>
  objectsIn(value).filter(({ type }) => types.includes(String(type)))

const partsOf = (drawing: Drawing | Drawing['parts']) => (Array.isArray(drawing) ? drawing : drawing.parts)

/** The ids of whom the parts call. */
const calledIn = (drawing: Drawing | Drawing['parts']) =>
  partsOf(drawing).flatMap((part) => (part.part === 'mentions' ? part.people.map(({ reach }) => reach) : []))

const onSlack: Platform['message'] = (drawing, reader) => {
  const message = Array.isArray(drawing) ? slackCard.answerOf(drawing, reader) : slackCard.messageOf(drawing, reader)
  const { blocks, text } = message
  const called = calledIn(drawing)
  const users = ofType(blocks, 'user').map(({ user_id }) => String(user_id))
  return {
    refused: refuseMessage(message),
    said: saidInBlocks({ blocks: blocks as unknown as Json[] }),
    moments: ofType(blocks, 'date').map(({ timestamp }) => Number(timestamp) * 1_000),
    links: ofType(blocks, 'link').map(({ url }) => String(url)),
    calls: users,
    live: [
      ...mentionsOf(text, blocks).filter((id) => !called.includes(id)),
      ...ofType(blocks, 'usergroup', 'broadcast', 'mrkdwn'),
    ],
    buttons: ofType(blocks, 'button').length,
    notice: text,
    json: JSON.stringify(message),
  }
}

/** A moment as a card of Teams takes it, alone in its run. */
const token = /^\{\{(?:DATE|TIME)\((?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?:,SHORT)?\)\}\}(?: \{\{TIME\(\k<at>\)\}\})?$/

const textsIn = (card: unknown): string[] =>
  ofType(card, 'RichTextBlock').map(({ inlines }) =>
    ofType(inlines, 'TextRun')
      .map(({ text }) => String(text))
      .filter((text) => !token.test(text))
      .join(''),
  )

const onTeams: Platform['message'] = (drawing, reader) => {
  const activity = Array.isArray(drawing) ? teamsCard.answerOf(drawing, reader) : teamsCard.activityOf(drawing, reader)
  const card = activity.attachments[0]?.content ?? {}
  const runs = ofType(card, 'TextRun').map(({ text }) => String(text))
  const actions = ofType(card, 'Action.Execute', 'Action.Submit')
  const calls = ofType(card, 'TextBlock').filter(isCall)
  return {
    refused: refuseCard(card),
    said: [
      ...textsIn(card),
      ...calls.map(({ text }) => String(text)),
      ...actions.map(({ title }) => String(title)),
    ].join(' '),
    moments: runs.flatMap((run) => token.exec(run)?.groups?.at ?? []).map((at) => Date.parse(at)),
    links: ofType(card, 'Action.OpenUrl').map(({ url }) => String(url)),
    calls: ofType(card, 'mention').map(({ mentioned }) => String((mentioned as Tree).id)),
    live: [
      ...runs.filter((run) => run.includes('{{') && !token.test(run)),
      ...ofType(card, 'TextBlock', 'FactSet', 'Image', 'Media').filter((one) => !isCall(one)),
      ...Object.keys(activity).filter((key) => key === 'text' || key === 'entities'),
    ],
    buttons: actions.length,
    notice: activity.summary,
    json: JSON.stringify(activity),
  }
}

const ways = ['message', 'dialog'] as const

/** Both platforms, as the tests of what is drawn see them. */
export const platforms: [name: string, platform: Platform][] = [
  [
    'Slack',
    {
      message: onSlack,
      refuseForm: (form, reader) => refuseView(slackForm.viewOf(form, reader, 'CDACH'), 'modal'),
    },
  ],
  [
    'Teams',
    {
      message: onTeams,
      refuseForm: (form, reader) =>
        ways.map((way) => refuseCard(formCard(form, reader, { way, place: '19:dach@thread.tacv2' }))).find(Boolean) ??
        null,
    },
  ],
]
