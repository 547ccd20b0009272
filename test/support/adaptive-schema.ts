import { createRequire } from 'node:module'

type Json = Record<string, unknown>
type Property = { name: string; targetVersion: { major: number; minor: number } }
type Schema = { getCount: () => number; getItemAt: (index: number) => Property }
type Instance = { getSchema: () => Schema }
type Registry = { findByName: (name: string) => { objectType: new () => Instance } | undefined }
type Context = { eventCount: number; getEventAt: (index: number) => { message: string } }
type CardInstance = Instance & {
  hostConfig: unknown
  parse: (card: unknown, context: Context) => void
  validateProperties: () => { validationEvents: { message: string }[] }
}
/** What is used here of Microsoft's own reader of cards; only this file of the package loads in Node. */
type Reader = {
  AdaptiveCard: new () => CardInstance
  Choice: new () => Instance
  ChoiceSetInputDataQuery: new () => Instance
  RefreshDefinition: new () => Instance
  TextRun: new () => Instance
  GlobalRegistry: { elements: Registry; actions: Registry }
  HostConfig: new (config: unknown) => unknown
  SerializationContext: new (version: unknown) => Context
  Versions: { v1_6: unknown }
}

const reader = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Reader

const mostBytes = 28 * 1_024
const mostActions = 6

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const propertiesOf = (instance: Instance): Property[] => {
  const schema = instance.getSchema()
  return Array.from({ length: schema.getCount() }, (_, i) => schema.getItemAt(i))
}

/** Parts of an element that the package reads by itself, and not from its table of properties. */
const inside: Record<string, string[]> = {
  AdaptiveCard: ['body'],
  Container: ['items'],
  RichTextBlock: ['inlines'],
  ActionSet: ['actions'],
}
/** Newer than 1.5 or of Teams alone; Microsoft's pages for Teams name them. */
const alsoTaken: Record<string, string[]> = { AdaptiveCard: ['msteams'], 'Input.ChoiceSet': ['choices.data'] }

const instanceOf = (type: string): Instance | null => {
  if (type === 'AdaptiveCard') return new reader.AdaptiveCard()
  if (type === 'TextRun') return new reader.TextRun()
  const { elements, actions } = reader.GlobalRegistry
  const found = elements.findByName(type) ?? actions.findByName(type)
  return found ? new found.objectType() : null
}

const strays = (one: Json, instance: Instance, type: string, at: string): string[] => {
  const newest = type === 'Data.Query' ? 6 : 5
  const known = propertiesOf(instance).filter(({ targetVersion }) => targetVersion.minor <= newest)
  const names = new Set([...known.map(({ name }) => name), ...(inside[type] ?? []), ...(alsoTaken[type] ?? [])])
  return Object.keys(one)
    .filter((name) => !names.has(name))
    .map((name) => `${at}: ${type || 'it'} has no ${name}`)
}

const untyped: Record<string, () => Instance> = {
  choices: () => new reader.Choice(),
  'choices.data': () => new reader.ChoiceSetInputDataQuery(),
  refresh: () => new reader.RefreshDefinition(),
}

/** What no schema speaks of: it goes back to us as it is, or is read by Teams alone. */
const isOpaque = (key: string) => key === 'data' || key === 'msteams'

const complaintsIn = (value: unknown, key: string, at: string): string[] => {
  if (Array.isArray(value)) return value.flatMap((one, i) => complaintsIn(one, key, `${at}[${i}]`))
  if (!isObject(value) || isOpaque(key)) return []
  const type = typeof value.type === 'string' ? value.type : ''
  const instance = untyped[key]?.() ?? instanceOf(type)
  return [
    ...(instance ? strays(value, instance, type, at) : [`${at}: Teams knows no ${type || key}`]),
    ...Object.entries(value).flatMap(([name, one]) => complaintsIn(one, name, `${at}.${name}`)),
  ]
}

const objectsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : []
}

const actionComplaints = (card: unknown): string[] =>
  objectsIn(card)
    .filter(({ type }) => type === 'ActionSet')
    .map(({ actions }) => (Array.isArray(actions) ? actions.filter(isObject) : []))
    .flatMap((actions) => [
      ...(actions.length === 0 ? ['a set of actions is empty'] : []),
      ...(actions.filter(({ mode }) => mode !== 'secondary').length > mostActions
        ? ['more actions than are shown']
        : []),
    ])

const idComplaints = (card: unknown): string[] => {
  const ids = objectsIn(card).flatMap(({ type, id }) => (String(type).startsWith('Input.') ? [String(id)] : []))
  return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two inputs are called ${id}`)
}

const inputComplaints = (card: unknown): string[] =>
  objectsIn(card).flatMap((one) => {
    if (!String(one.type).startsWith('Input.')) return []
    const choices = Array.isArray(one.choices) ? one.choices.filter(isObject).map(({ value }) => value) : null
    const values = typeof one.value !== 'string' ? [] : one.isMultiSelect === true ? one.value.split(',') : [one.value]
    return [
      ...(one.id && one.label ? [] : [`${String(one.type)} needs an id and a label`]),
      ...(choices && values.some((value) => !choices.includes(value))
        ? [`${String(one.id)} is preset to no choice`]
        : []),
      ...(typeof one.maxLength === 'number' && String(one.value ?? '').length > one.maxLength ? ['too long'] : []),
    ]
  })

/** All that Microsoft's own reader finds wrong with a card, and all that Teams would not take of it. */
const heard = (card: Json): string[] => {
  const context = new reader.SerializationContext(reader.Versions.v1_6)
  const parsed = new reader.AdaptiveCard()
  // What stands in the overflow menu is not counted by Teams, but is by the package.
  parsed.hostConfig = new reader.HostConfig({ actions: { maxActions: 1_000 } })
  // Microsoft's own examples of lists that are searched hold no choice; the package knows none that is searched.
  const isSearched = (one: Json) =>
    Array.isArray(one.choices) && one.choices.length === 0 && isObject(one['choices.data'])
  const filled = objectsIn(structuredClone(card))
  for (const one of filled) if (isSearched(one)) one.choices = [{ title: 'found', value: 'found' }]
  parsed.parse(filled[0], context)
  return [
    ...Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message),
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
  ]
}

/** Why Teams would not take a card; null where it does. */
export const refuseCard = (card: Json): string | null => {
  const bytes = Buffer.byteLength(JSON.stringify(card))
  const all = [
    ...(card.version === '1.5' ? [] : ['the version is not 1.5']),
    ...(bytes > mostBytes ? [`${bytes} bytes are more than ${mostBytes}`] : []),
    ...heard(card),
    ...complaintsIn(card, '', 'card'),
    ...actionComplaints(card),
    ...idComplaints(card),
    ...inputComplaints(card),
  ]
  return all.length === 0 ? null : all.slice(0, 5).join('; ')
}
