import type { Json } from '../../../api.ts'
import { isJson, objectsOf, textOf } from '../../json.ts'
import { actionsIn, allInputsIn, partsOf } from '../cards.ts'
import { datasetOf, isPeopleSet } from '../inputs.ts'
import { limits } from '../limits.ts'
import { kinds, parts, usualType } from './known.ts'
import { microsoftFaults } from './microsoft.ts'

/** Where a card stands: what may stand in one differs. */
export type CardPlace = 'message' | 'dialog'

const holders = 'body items columns rows cells images inlines facts choices actions'.split(' ')
const single = 'selectAction inlineAction card refresh action msteams choices.data fallback'.split(' ')
const untyped = Object.keys(parts)

const kindOf = (part: Json, key: string) => {
  if (untyped.includes(key)) return parts[key]
  // A column of a table has no type; it holds widths alone.
  if (key === 'columns' && part.type === undefined)
    return { needs: [], may: ['width', 'horizontalCellContentAlignment', 'verticalCellContentAlignment'] }
  return kinds[textOf(part.type) || (usualType[key] ?? '')]
}

const shapeFaults = (part: unknown, key: string, at: string): string[] => {
  if (typeof part === 'string' && (key === 'inlines' || key === 'fallback')) return []
  if (!isJson(part)) return [`${at}: must be an object`]
  const known = kindOf(part, key)
  if (!known) return [`${at}: unknown type: ${textOf(part.type) || 'none'}`]
  const missing = known.needs.filter((name) => part[name] === undefined || part[name] === '')
  const extra = Object.keys(part).filter((name) => name !== 'type' && ![...known.needs, ...known.may].includes(name))
  const inner = Object.entries(part).flatMap(([name, value]) => {
    if (holders.includes(name)) {
      if (!Array.isArray(value)) return [`${at}/${name}: must be an array`]
      return value.flatMap((each: unknown, i) => shapeFaults(each, name, `${at}/${name}/${i}`))
    }
    return single.includes(name) ? shapeFaults(value, name, `${at}/${name}`) : []
  })
  return [
    ...missing.map((name) => `${at}: missing required property: ${name}`),
    ...extra.map((name) => `${at}: unknown property: ${name}`),
    ...inner,
  ]
}

const setFaults = (card: Json): string[] =>
  partsOf(card)
    .map((part) => objectsOf(part.actions))
    .flatMap((set) => {
      const count = set.filter((each) => each.mode !== 'secondary').length
      return [
        ...(count > limits.primaryActions
          ? [`: ${count} actions stand side by side, at most ${limits.primaryActions}`]
          : []),
        ...set.filter((each) => textOf(each.title) === '').map((each) => `: an ${textOf(each.type)} has no title`),
      ]
    })

const doubleIds = (card: Json): string[] => {
  const ids = allInputsIn(card).map((input) => textOf(input.id))
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => `: two inputs have the id ${id}`)
}

const inputFaults = (input: Json): string[] => {
  if (input.type !== 'Input.ChoiceSet') return []
  const values = objectsOf(input.choices).map((each) => textOf(each.value))
  const id = textOf(input.id)
  const preset = input.isMultiSelect === true ? textOf(input.value).split(',') : [textOf(input.value)]
  const lost = isPeopleSet(datasetOf(input)) ? [] : preset.filter((value) => value !== '' && !values.includes(value))
  return [
    ...(new Set(values).size < values.length ? [`: two choices of ${id} have the same value`] : []),
    ...lost.map((value) => `: the preset ${JSON.stringify(value)} is no choice of ${id}`),
    ...(values.length === 0 && datasetOf(input) === '' ? [`: ${id} has no choices`] : []),
    ...(input.isMultiSelect === true && values.some((value) => value.includes(','))
      ? [`: a value of ${id} has a comma, by which the client joins several`]
      : []),
  ]
}

const actionFaults = (card: Json, place: CardPlace): string[] =>
  actionsIn(card).flatMap(({ action }) => {
    const title = textOf(action.title)
    const data = isJson(action.data) ? action.data : {}
    const wanted = isJson(data.msteams) ? textOf(data.msteams.type) : 'task/fetch'
    return [
      ...(place === 'dialog' && action.type === 'Action.Execute'
        ? [`: ${title}: in a dialog an action is Action.Submit`]
        : []),
      ...(wanted === 'task/fetch' ? [] : [`: ${title}: msteams.type ${wanted} is not known here`]),
    ]
  })

const refreshFaults = (card: Json, place: CardPlace): string[] => {
  if (!isJson(card.refresh)) return []
  const { userIds, action } = card.refresh
  const ids = Array.isArray(userIds) ? userIds.map(textOf) : []
  return [
    ...(place === 'dialog' ? ['/refresh: a dialog has none'] : []),
    ...(isJson(action) && action.type === 'Action.Execute' ? [] : ['/refresh/action: must be an Action.Execute']),
    ...(userIds === undefined || Array.isArray(userIds) ? [] : ['/refresh/userIds: must be an array']),
    ...(ids.length > limits.refreshUsers ? [`/refresh/userIds: at most ${limits.refreshUsers}`] : []),
    ...ids
      .filter((id) => !id.startsWith('29:'))
      .map((id) => `/refresh/userIds: ${JSON.stringify(id)} is no id of Teams`),
  ]
}

/** Microsoft's reader wants choices even where a search brings them. */
const withoutSearches = (faults: string[], card: Json): string[] => {
  const hasEmpty = allInputsIn(card).some((input) => datasetOf(input) !== '' && objectsOf(input.choices).length === 0)
  return hasEmpty ? faults.filter((fault) => !/^An Input.ChoiceSet must have at least one choice/.test(fault)) : faults
}

/** The bytes of a card as it goes over the wire. */
export const cardBytes = (card: unknown): number => Buffer.byteLength(JSON.stringify(card) ?? '')

/** Says what Teams would not draw of a card; nothing when all is well. */
export const cardFaults = (card: unknown, place: CardPlace): string[] => {
  if (!isJson(card) || card.type !== 'AdaptiveCard') return [': must be an AdaptiveCard']
  const version = /^1\.([0-5])$/.test(textOf(card.version)) ? [] : ['/version: must be 1.5 or older']
  const size = cardBytes(card) > limits.cardBytes ? [`: has ${cardBytes(card)} bytes, at most ${limits.cardBytes}`] : []
  const empty = objectsOf(card.body).length + objectsOf(card.actions).length === 0 ? [': is empty'] : []
  return [
    ...version,
    ...size,
    ...empty,
    ...shapeFaults(card, '', ''),
    ...setFaults(card),
    ...doubleIds(card),
    ...allInputsIn(card).flatMap(inputFaults),
    ...actionFaults(card, place),
    ...refreshFaults(card, place),
    ...withoutSearches(microsoftFaults(card), card).map((fault) => `: ${fault}`),
  ]
}
