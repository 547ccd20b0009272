import type { Act, Json } from '../../src/playground/api.ts'
import type { TeamsActRequest, TeamsMessage, TeamsSpot, TeamsView } from '../../src/playground/teams-api.ts'
import type { FakeTeams } from '../../src/playground/vendors/teams/teams.ts'
import { castOn, people, strangers, type Who } from './cast.ts'
import type { Control, Driver, Seen, SeenForm, Spot } from './driver.ts'
import { chosenIn, type Input } from './inputs.ts'
import { actionsIn, controlsIn, elementsOf, inputsIn, isInput, textOf } from './seen-teams.ts'

const { idOf } = castOn.teams

type Given = {
  teams: FakeTeams
  view: (who: Who) => TeamsView
  does: (who: Who, spot: Spot, asked: TeamsActRequest) => Promise<Act>
  messageOf: (who: Who, conversation: string, id: string) => TeamsMessage | undefined
}
type Open = { spot: Spot; conversation: string; id: string }

const titleOf = (card: Json) => {
  const [first] = (card.body as Json[] | undefined) ?? []
  return first ? textOf(first) : ''
}
const dataOf = (action: Json) => (action.data ?? {}) as Json
const isOfForm = (action: Json) => dataOf(action).form === true

/** The button that sends a form: the last of those that take along what was entered. */
export const submitIn = (card: Json): Json => {
  const found = actionsIn(card).findLast((one) => isOfForm(one) && dataOf(one).variant !== 'redraw')
  if (!found) throw new Error(`Nothing sends this: ${textOf(card)}`)
  return found
}

/** What the client says at the fields that must not be empty. */
const requiredIn = (card: Json): Record<string, string> =>
  Object.fromEntries(
    elementsOf(card).flatMap((one) =>
      isInput(one) && one.isRequired === true ? [[String(one.id), String(one.errorMessage)]] : [],
    ),
  )

/** An act that went no further than the client. */
const unsent: Act = { status: 0, ms: 0, body: null, error: null }

/** Forms of Teams: a dialog behind a button, a card in the one-to-one chat behind a typed word. */
export const driveForms = ({ teams, view, does, messageOf }: Given) => {
  /** The cards with forms that somebody has not put away, the newest last. */
  const open = new Map<Who, Open[]>()
  /** What was entered in them so far. */
  const entered = new Map<string, Record<string, string>>()
  const spots = new Map<Who, Spot>()
  /** What the client said at the fields of the form that it did not send. */
  const refused = new Map<Who, Record<string, string>>()
  const keyOf = (who: Who, { id }: Open) => `${who} ${id}`
  const openOf = (who: Who) => open.get(who) ?? []

  const topOf = (who: Who) => {
    const { dialog } = view(who)
    const last = openOf(who).at(-1)
    const message = last && messageOf(who, last.conversation, last.id)
    if (dialog)
      return {
        at: 'dialog' as const,
        title: dialog.title,
        card: dialog.card,
        id: dialog.id,
        entered: dialog.entered,
        spot: spots.get(who) ?? 'dach',
      }
    if (!last || !message?.card) return null
    const at: TeamsSpot = { conversation: last.conversation, message: last.id }
    return {
      at,
      title: titleOf(message.card),
      card: message.card,
      id: last.id,
      entered: entered.get(keyOf(who, last)) ?? {},
      spot: last.spot,
    }
  }
  const top = (who: Who) => {
    const found = topOf(who)
    if (!found) throw new Error(`${who} has no form open.`)
    return found
  }
  const inputsOf = (who: Who) => inputsIn(top(who))

  const set = async (who: Who, id: string, value: string): Promise<Act> => {
    const form = top(who)
    const last = openOf(who).at(-1)
    if (form.at === 'dialog') return does(who, form.spot, { type: 'enter', inputs: { [id]: value } })
    if (last) entered.set(keyOf(who, last), { ...form.entered, [id]: value })
    return unsent
  }
  /** Taps a button of the form, which takes along what was entered as far as it is of the form. */
  const tap = async (who: Who, action: Json): Promise<Act> => {
    const form = top(who)
    const last = openOf(who).at(-1)
    refused.delete(who)
    const inputs = action.associatedInputs === 'none' ? {} : form.entered
    const act = await does(who, form.spot, { type: 'action', at: form.at, action, inputs })
    if (act.error?.startsWith('client: ')) throw new Error(act.error)
    if (form.at !== 'dialog' && last) entered.delete(keyOf(who, last))
    return act
  }
  const change = async (who: Who, input: Input, value: string): Promise<Act> => {
    const done = await set(who, input.id, value)
    const redraw = input.redraws && actionsIn(top(who).card).find((one) => dataOf(one).variant === 'redraw')
    return redraw ? tap(who, redraw) : done
  }
  const search = async (who: Who, { id, label }: Input, query: string): Promise<string> => {
    const form = top(who)
    const found = await teams.act(`29:${who}`, { type: 'search', at: form.at, input: id, query })
    const [option] = (found.body as { options?: { value: string }[] } | null)?.options ?? []
    if (!option) throw new Error(`"${label}" offers nothing for "${query}".`)
    return option.value
  }
  const known = [
    ...people.map(([who, name]) => [who, name] as const),
    ...Object.entries(strangers).map(([who, { name }]) => [who as Who, name] as const),
  ]
  const personNamed = (name: string) => {
    const found = known.find((one) => one[1] === name)
    return found ? idOf(found[0]) : name
  }
  const valueFor = async (who: Who, input: Input, text: string): Promise<string> => {
    const chosen = (one: string) => chosenIn(input, one)
    if (input.kind === 'choice') return chosen(text)
    if (input.kind === 'several') return text.split(', ').filter(Boolean).map(chosen).join(',')
    if (input.kind === 'person') return personNamed(text)
    if (input.kind === 'people') return text.split(', ').filter(Boolean).map(personNamed).join(',')
    return input.kind === 'search' || input.kind === 'channel' ? search(who, input, text) : text
  }

  const driver: Pick<Driver, 'modal' | 'hasModal' | 'fillOne' | 'enter' | 'submit' | 'press' | 'closeForm'> = {
    modal: (who) => {
      const { at, title, card, id, entered: values, spot } = top(who)
      const { dialog } = view(who)
      const from = at === 'dialog' ? (dialog?.from ?? 'card') : 'message'
      return {
        id,
        title,
        closing: '',
        card,
        entered: values,
        refused: refused.get(who) ?? {},
        at,
        from,
        spot,
      } satisfies SeenForm
    },
    hasModal: (who) => topOf(who) !== null,
    fillOne: async (who, label, value) => {
      const inputs = inputsOf(who)
      const input = inputs.find((one) => one.label === label)
      if (!input)
        throw new Error(`The form has no field "${label}". It has: ${inputs.map((one) => one.label).join(', ')}`)
      return change(who, input, value === null || value === '' ? '' : await valueFor(who, input, value))
    },
    enter: async (who, id, value) => {
      const input = inputsOf(who).find((one) => one.id === id)
      if (!input) throw new Error(`The form has no field ${id}.`)
      return change(who, input, value)
    },
    submit: async (who) => {
      const { card } = top(who)
      const missing = inputsOf(who).filter(({ id, value }) => value === null && requiredIn(card)[id] !== undefined)
      if (missing.length === 0 || inputsOf(who).length === 0)
        return inputsOf(who).length === 0 ? unsent : tap(who, submitIn(card))
      refused.set(who, Object.fromEntries(missing.map(({ id }) => [id, requiredIn(card)[id] ?? ''])))
      return { ...unsent, error: 'client: something is required' }
    },
    press: async (who, label) => {
      const { card } = top(who)
      const found: Control | undefined = controlsIn(card).find((one) => one.label === label)
      if (!found)
        throw new Error(
          `The form offers no "${label}", but: ${controlsIn(card)
            .map((one) => one.label)
            .join(', ')}`,
        )
      return tap(who, found.target)
    },
    closeForm: async (who) => {
      refused.delete(who)
      if (view(who).dialog) return does(who, top(who).spot, { type: 'close' })
      open.set(who, openOf(who).slice(0, -1))
      return unsent
    },
  }
  return {
    driver,
    /** Takes note of a message that somebody was answered with: where it holds a form, that is open now. */
    offer: (who: Who, spot: Spot, conversation: string, id: string) => {
      const card = messageOf(who, conversation, id)?.card
      const rest = openOf(who).filter((one) => one.id !== id)
      if (card && inputsIn({ card, entered: {} }).length > 0) open.set(who, [...rest, { spot, conversation, id }])
    },
    /** An open dialog that asks nothing: words for this person alone. */
    wordsInDialog: (who: Who, where: Spot): Seen[] => {
      const { dialog } = view(who)
      if (!dialog || (spots.get(who) ?? 'dach') !== where || inputsIn({ card: dialog.card, entered: {} }).length > 0)
        return []
      const id = String(Number.MAX_SAFE_INTEGER)
      const rest = { threadId: null, isForOneAlone: true, isBot: true, text: dialog.title, mentions: [] }
      return [{ card: dialog.card, id, place: 'dialog', ...rest }]
    },
    /** Where somebody opened a dialog. */
    opened: (who: Who, spot: Spot) => void spots.set(who, spot),
  }
}
