import type { Drawing, Part } from '../cards/card.ts'
import * as cards from '../cards/index.ts'
import type { Form } from '../forms/form.ts'
import * as forms from '../forms/index.ts'
import * as slack from '../slack/card.ts'
import { viewOf } from '../slack/form.ts'
import * as teams from '../teams/card.ts'
import { formCard, formTitle } from '../teams/form.ts'
import { catalogues, type Language, languageOf } from '../texts/catalogue.ts'
import type { Reader } from '../texts/reader.ts'
import type { Drawn, Exhibit, Gallery, Json } from './api.ts'
import { isJson, objectsOf } from './vendors/json.ts'
import { type Refusal, refuseMessage } from './vendors/slack/validate/message.ts'
import { refuseView } from './vendors/slack/validate/view.ts'
import { cardFaults } from './vendors/teams/validate/card.ts'

const place = 'C0GALLERY'

const faultsOf = (refusal: Refusal | null): string[] => (refusal ? [refusal.error, ...refusal.messages] : [])

/** What would go over the wire, as it would go: nothing in it is undefined, and no date is an object. */
const onTheWire = (drawn: object): Json => {
  const sent: unknown = JSON.parse(JSON.stringify(drawn))
  return isJson(sent) ? sent : {}
}

const slackCard = (example: Part[] | Drawing, reader: Reader): Drawn => {
  const drawn = onTheWire(Array.isArray(example) ? slack.answerOf(example, reader) : slack.messageOf(example, reader))
  return { drawn, faults: faultsOf(refuseMessage(drawn)) }
}

const slackForm = (form: Form, reader: Reader): Drawn => {
  const drawn = onTheWire(viewOf(form, reader, place))
  return { drawn, faults: faultsOf(refuseView(drawn, 'modal')) }
}

const teamsCard = (example: Part[] | Drawing, reader: Reader): Drawn => {
  const drawn = onTheWire(Array.isArray(example) ? teams.answerOf(example, reader) : teams.activityOf(example, reader))
  const [attachment] = objectsOf(drawn.attachments)
  return { drawn, faults: cardFaults(attachment?.content, 'message') }
}

// One to one a typed word is answered by the form in a message: there too it must be one that Teams takes.
const teamsForm = (form: Form, reader: Reader): Drawn => {
  const drawn = onTheWire({
    title: formTitle(form, reader),
    card: formCard(form, reader, { way: 'dialog', place: null }),
  })
  const inMessage = onTheWire(formCard(form, reader, { way: 'message', place: null }))
  return { drawn, faults: [...cardFaults(drawn.card, 'dialog'), ...cardFaults(inMessage, 'message')] }
}

const exhibitsOf = <Example>(
  kind: Exhibit['kind'],
  all: Record<string, Record<string, Example>>,
  draw: (example: Example) => Pick<Exhibit, 'slack' | 'teams'>,
): Exhibit[] =>
  Object.entries(all).flatMap(([group, examples]) =>
    Object.entries(examples).map(([name, example]): Exhibit => ({ kind, group, name, ...draw(example) })),
  )

/** Every card and every form with its example data, as Slack and as Teams would get it, with what each would say against it. */
export const drawGallery = (wanted: string | null): Gallery => {
  const language = languageOf(wanted)
  const reader = { language, zone: 'Europe/Berlin' }
  const drawCard = (example: Part[] | Drawing) => ({
    slack: slackCard(example, reader),
    teams: teamsCard(example, reader),
  })
  const drawForm = (form: Form) => ({ slack: slackForm(form, reader), teams: teamsForm(form, reader) })
  return {
    language,
    languages: Object.keys(catalogues) as Language[],
    exhibits: [...exhibitsOf('card', cards, drawCard), ...exhibitsOf('form', forms, drawForm)],
  }
}
