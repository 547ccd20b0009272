import {
  AdaptiveCard,
  GlobalRegistry,
  GlobalSettings,
  HostConfig,
  type Input,
  OpenUrlAction,
  Table,
} from 'adaptivecards'
import type { Json } from '../../../api.ts'
import { teamsHost } from './host-config.ts'

const host = new HostConfig(teamsHost)
GlobalSettings.setTabIndexAtCardRoot = false
GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false
GlobalSettings.allowMarkForTextHighlighting = false
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true
// A part of the package that nobody names is left out of the bundle, and with it the line that makes it known.
if (!GlobalRegistry.elements.findByName('Table')) GlobalRegistry.elements.register('Table', Table)

/** One input of a drawn card: its element on the page, and how to enter something from elsewhere. */
type DrawnInput = { id: string; control: HTMLElement; value: () => string }

export type Drawn = {
  element: HTMLElement
  inputs: DrawnInput[]
  /** All that is entered now, as strings; what is empty is there too. */
  read: () => Record<string, string>
}

type DrawnEvents = {
  /** An action was tapped that the client has nothing against: its place among the actions, and what goes with it. */
  tap: (action: number, inputs: Record<string, string>) => void
  change: () => void
  /** Makes safe HTML of Markdown. */
  markdown: (text: string) => string
}

const entryOf = (input: Input): string => (input.value === undefined || input.value === null ? '' : String(input.value))

// As Teams does, what is empty is left out.
const filled = (inputs: readonly Input[]): Record<string, string> =>
  Object.fromEntries(inputs.flatMap((input) => (input.id && input.isSet() ? [[input.id, entryOf(input)]] : [])))

/** Draws a prepared card with Microsoft's own renderer. */
export const drawCard = (json: Json, on: DrawnEvents): Drawn => {
  // The package knows one reader of Markdown for all cards.
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = on.markdown(text)
    result.didProcess = true
  }
  const card = new AdaptiveCard()
  card.hostConfig = host
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) return void window.open(action.url, '_blank', 'noreferrer')
    on.tap(Number(action.id), filled(Object.values(action.getReferencedInputs() ?? {})))
  }
  card.onInputValueChanged = () => on.change()
  card.parse(json)
  const element = card.render() ?? document.createElement('div')
  const inputs = card.getAllInputs()
  return {
    element,
    inputs: inputs.flatMap((input) => {
      const control = input.renderedElement?.querySelector<HTMLElement>('.ac-input')
      return input.id && control ? [{ id: input.id, control, value: () => entryOf(input) }] : []
    }),
    read: () => Object.fromEntries(inputs.flatMap((input) => (input.id ? [[input.id, entryOf(input)]] : []))),
  }
}
