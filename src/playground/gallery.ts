import type { Drawing, Part } from '../cards/card.ts'
import * as cards from '../cards/index.ts'
import type { Form } from '../forms/form.ts'
import * as forms from '../forms/index.ts'
import { answerOf, messageOf } from '../slack/card.ts'
import { viewOf } from '../slack/form.ts'
import { catalogues, type Language, languageOf } from '../texts/catalogue.ts'
import type { Exhibit, Gallery, Json } from './api.ts'
import { isJson } from './vendors/json.ts'
import { type Refusal, refuseMessage } from './vendors/slack/validate/message.ts'
import { refuseView } from './vendors/slack/validate/view.ts'

const place = 'C0GALLERY'

const faultsOf = (refusal: Refusal | null): string[] => (refusal ? [refusal.error, ...refusal.messages] : [])

/** What would go over the wire, as it would go: nothing in it is undefined, and no date is an object. */
const onTheWire = (drawn: object): Json => {
  const sent: unknown = JSON.parse(JSON.stringify(drawn))
  return isJson(sent) ? sent : {}
}

const exhibitsOf = <Example>(
  kind: Exhibit['kind'],
  all: Record<string, Record<string, Example>>,
  draw: (example: Example) => Json,
): Exhibit[] =>
  Object.entries(all).flatMap(([group, examples]) =>
    Object.entries(examples).map(([name, example]): Exhibit => {
      const drawn = draw(example)
      const faults = faultsOf(kind === 'card' ? refuseMessage(drawn) : refuseView(drawn, 'modal'))
      return { kind, group, name, drawn, faults }
    }),
  )

/** Every card and every form with its example data, as Slack would get it, with what Slack would say against it. */
export const drawGallery = (wanted: string | null): Gallery => {
  const language = languageOf(wanted)
  const reader = { language, zone: 'Europe/Berlin' }
  const drawCard = (example: Part[] | Drawing) =>
    onTheWire(Array.isArray(example) ? answerOf(example, reader) : messageOf(example, reader))
  const drawForm = (form: Form) => onTheWire(viewOf(form, reader, place))
  return {
    language,
    languages: Object.keys(catalogues) as Language[],
    exhibits: [...exhibitsOf('card', cards, drawCard), ...exhibitsOf('form', forms, drawForm)],
  }
}
