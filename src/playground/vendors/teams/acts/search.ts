import type { Act } from '../../../api.ts'
import type { TeamsSpot } from '../../../teams-api.ts'
import { clientError, type Done, finish, unheard } from '../../delivery.ts'
import { objectsOf, textOf } from '../../json.ts'
import { invokeOf } from '../activity.ts'
import type { Choice } from '../answers.ts'
import { allInputsIn } from '../cards.ts'
import type { Ctx } from '../ctx.ts'
import { datasetOf, isPeopleSet, people } from '../inputs.ts'
import { limits } from '../limits.ts'
import { choicesOf } from '../obey.ts'
import { isIn } from '../places.ts'
import { perform } from '../requests.ts'
import type { FakePerson } from '../state.ts'
import { offerKey, type Scene, sceneOf } from './scene.ts'

const matches = (query: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(query.trim().toLowerCase()))

const peopleFor = (ctx: Ctx, scene: Scene, dataset: string, query: string): Choice[] =>
  people(ctx)
    .filter((person) => matches(query, person.name, person.email))
    .filter((person) => !dataset.endsWith('scope=currentContext') || isIn(ctx, scene.conversation, person))
    .map(({ name, aadObjectId }) => ({ title: name, value: aadObjectId }))
    .slice(0, limits.searchResults)

const ask = (ctx: Ctx, person: FakePerson, scene: Scene, dataset: string, query: string): Promise<Done> => {
  const { conversation, rootId, message } = scene
  const queryOptions = { skip: 0, top: limits.searchResults }
  const value = { queryText: query, queryOptions, dataset, kind: 'search' }
  const at = { conversation, rootId, replyToId: message?.id ?? null }
  return perform(ctx, 'search', () => [invokeOf(ctx, person, at, 'application/search', value)])
}

/** A person types into an input that searches. The people of the tenant the client finds by itself; `body` holds the options. */
export const search = async (
  ctx: Ctx,
  person: FakePerson,
  { at, input: inputId, query }: { at: TeamsSpot; input: string; query: string },
): Promise<Act> => {
  const scene = sceneOf(ctx, person, at)
  if (typeof scene === 'string') return clientError(scene)
  const input = allInputsIn(scene.card).find(({ id }) => id === inputId)
  if (input?.type !== 'Input.ChoiceSet') return clientError(`there is no search ${inputId}`)
  const fixed = objectsOf(input.choices).map(({ title, value }) => ({ title: textOf(title), value: textOf(value) }))
  const standing = fixed.filter(({ title }) => matches(query, title))
  const dataset = datasetOf(input)
  const offer = (found: Choice[]) => {
    ctx.offered.set(offerKey(person, scene, inputId), found)
    return { options: [...standing, ...found.filter(({ value }) => standing.every((each) => each.value !== value))] }
  }
  if (dataset === '') return unheard(ctx, offer([]))
  if (isPeopleSet(dataset)) return unheard(ctx, offer(peopleFor(ctx, scene, dataset, query)))
  const done = await ask(ctx, person, scene, dataset, query)
  return finish(ctx, { ...done, body: offer(choicesOf(ctx, done)) })
}
