import type { Json } from '../../api.ts'
import { isJson, jsonOf, objectsOf, textOf } from '../json.ts'
import { botId, type Ctx } from './ctx.ts'
import { findPerson } from './places.ts'

type Mentioned = { id: string; name: string }

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const nameable = (ctx: Ctx): Mentioned[] =>
  [{ id: botId(ctx), name: ctx.options.botName }, ...Object.values(ctx.state.users)]
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => b.name.length - a.name.length)

/** What Teams makes of typed text: `@Name` becomes a mention, markup is escaped. */
export const asTyped = (ctx: Ctx, typed: string): { text: string; html: string; entities: Json[]; ids: string[] } => {
  const names = nameable(ctx)
  const wanted = new RegExp(
    `(?<![\\w.+-])@(${names.map(({ name }) => literal(escaped(name))).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  )
  const entities: Json[] = []
  const ids: string[] = []
  let html = ''
  let at = 0
  const plain = escaped(typed)
  const text = plain.replace(wanted, (whole, found: string, offset: number) => {
    const one = names.find(({ name }) => escaped(name).toLowerCase() === found.toLowerCase())
    if (!one) return whole
    const tag = `<at>${escaped(one.name)}</at>`
    entities.push({ type: 'mention', mentioned: { id: one.id, name: one.name }, text: tag })
    html += `${plain.slice(at, offset)}<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${ids.length}">${escaped(one.name)}</span>`
    at = offset + whole.length
    ids.push(one.id)
    return tag
  })
  return { text, html: `<p>${html}${plain.slice(at)}</p>`.replaceAll('\n', '<br>'), entities, ids: [...new Set(ids)] }
}

const mentionEntities = (value: unknown) => objectsOf(value).filter((each) => each.type === 'mention')

/** The texts of a card in which Teams looks for mentions: text blocks and facts, no text runs. */
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isJson(value)) return []
  const own = value.type === 'TextBlock' ? [textOf(value.text)] : []
  const facts = value.type === 'FactSet' ? objectsOf(value.facts).flatMap(Object.values).map(textOf) : []
  return [...own, ...facts, ...Object.values(value).flatMap(textsIn)]
}

/** The mentions that a message declares: those of its text, and those of its card. */
const declared = (activity: Json, card: Json | null) => {
  const { msteams, ...drawn } = card ?? {}
  return [
    { entities: mentionEntities(activity.entities), texts: [textOf(activity.text)] },
    { entities: mentionEntities(jsonOf(msteams).entities), texts: textsIn(drawn) },
  ]
}

/** Whom a message of the app pings. */
export const mentionsOf = (ctx: Ctx, activity: Json, card: Json | null): string[] => {
  const ids = declared(activity, card).flatMap(({ entities, texts }) =>
    entities
      .filter((each) => texts.some((text) => text.includes(textOf(each.text))))
      .map((each) => findPerson(ctx, textOf(jsonOf(each.mentioned).id))?.id ?? ''),
  )
  return [...new Set(ids)].filter(Boolean)
}

/** Says what is wrong with the mentions of a message: a tag without an entity pings nobody, an entity without a tag neither. */
export const mentionFaults = (ctx: Ctx, activity: Json, card: Json | null): string[] =>
  declared(activity, card).flatMap(({ entities, texts }) => {
    const tags = texts.flatMap((text) => text.match(/<at>.*?<\/at>/g) ?? [])
    return [
      ...tags
        .filter((tag) => !entities.some((each) => each.text === tag))
        .map((tag) => `${tag} has no mention entity, so that it pings nobody`),
      ...entities
        .filter((each) => !tags.includes(textOf(each.text)))
        .map((each) => `the text of a mention entity stands nowhere: ${textOf(each.text)}`),
      ...entities
        .filter((each) => !findPerson(ctx, textOf(jsonOf(each.mentioned).id)))
        .map((each) => `a mention entity names somebody unknown: ${textOf(jsonOf(each.mentioned).id)}`),
    ]
  })
