import type { types } from '@slack/bolt'
import { line, type Part } from '../cards/card.ts'
import { type Body, objectOf, textOf } from '../chat/body.ts'
import { doneParts, listed, partsOf, type Reply, type Whisper } from '../chat/reply.ts'
import type { Reader } from '../texts/reader.ts'
import { plain, say } from '../texts/sentence.ts'
import { answerOf, blocksOf } from './card.ts'
import { slackError } from './client.ts'
import { homeView, resultView, viewOf } from './form.ts'
import { limits } from './limits.ts'
import type { Views } from './views.ts'

/** What Slack is answered with, and what is sent right after without holding the answer up. */
export type Answer = { body: unknown; after?: () => Promise<void> }

const nothing: Answer = { body: '' }

/** Words for the person alone, as the answer to a slash command. */
export const wordsFor = (parts: readonly Part[], reader: Reader) => ({
  response_type: 'ephemeral',
  ...answerOf(parts, reader),
})

const lateParts: Part[] = [line(say('form.late'))]

type Opening = {
  triggerId: string
  place: string | null
  reader: Reader
  views: Views
  failed: (error: unknown) => Part[]
}

/** Opens a modal for a tap or a command; gives the words to say instead where the trigger was too old. */
const openModal = async (view: types.ModalView, { triggerId, views, failed }: Opening): Promise<Part[] | null> => {
  try {
    await views.open(triggerId, view)
    return null
  } catch (error) {
    return /trigger_id$/.test(slackError(error) ?? '') ? lateParts : failed(error)
  }
}

/** Answers a slash command: words come in the answer itself, a form opens by the trigger. */
export const answerCommand = async (reply: Reply, opening: Opening): Promise<Answer> => {
  const { reader, place } = opening
  if (reply.kind === 'done') return nothing
  if (reply.kind !== 'form') return { body: wordsFor(partsOf(reply), reader) }
  const words = await openModal(viewOf(reply.form, reader, place), opening)
  return words ? { body: wordsFor(words, reader) } : nothing
}

type Tapped = Opening & { whisper: (parts: readonly Part[]) => Promise<void> }

/** Answers a tap on a message or the Home tab: words follow the answer, so that it waits for nothing but the commit. */
export const answerTap = async (reply: Reply, tapped: Tapped): Promise<Answer> => {
  const later = (parts: readonly Part[]): Answer => ({ body: '', after: () => tapped.whisper(parts) })
  if (reply.kind === 'done') return nothing
  if (reply.kind !== 'form') return later(partsOf(reply))
  const words = await openModal(viewOf(reply.form, tapped.reader, tapped.place), tapped)
  return words ? later(words) : nothing
}

/** Gives words in a small modal; `otherwise` says them where none opens. */
export const whisperByModal =
  (opening: Opening, otherwise: (parts: readonly Part[]) => Promise<void>) => async (parts: readonly Part[]) => {
    const closed = await openModal(resultView(say('form.answer'), parts, opening.reader, null), opening)
    if (closed) await otherwise(parts)
  }

type InView = { view: Body; reader: Reader; place: string | null }

const titleOf = (view: Body) => textOf(objectOf(view.title).text)

const inputsOf = (view: Body): string[] =>
  Array.isArray(view.blocks)
    ? view.blocks.flatMap((block) => (objectOf(block).type === 'input' ? [textOf(objectOf(block).block_id)] : []))
    : []

const saidId = 'said'

/** The form as it stands, what was typed included, with words above its fields. */
const withWords = ({ view, reader }: InView, parts: readonly Part[]): types.ModalView => {
  const kept = (Array.isArray(view.blocks) ? view.blocks : []).filter(
    (block) => !textOf(objectOf(block).block_id).startsWith(saidId),
  ) as types.KnownBlock[]
  const said = blocksOf(parts, reader).map((block, i) => ({ ...block, block_id: `${saidId}#${i}` }))
  return {
    type: 'modal',
    callback_id: textOf(view.callback_id),
    private_metadata: textOf(view.private_metadata),
    title: view.title as types.PlainTextElement,
    ...(view.close ? { close: view.close as types.PlainTextElement } : {}),
    ...(view.submit ? { submit: view.submit as types.PlainTextElement } : {}),
    blocks: [...said, ...kept].slice(0, limits.viewBlocks),
  }
}

/** Words in the stead of a form; a refusal lies on top of it, so that nothing typed is lost. */
export const wordsInView = ({ parts, refusal }: Whisper, shown: InView) => ({
  response_action: refusal === undefined ? 'update' : 'push',
  view: resultView(titleOf(shown.view), parts, shown.reader, shown.place),
})

/** Answers a form that was sent: errors at their fields, else what came of it in its stead. */
export const answerForm = (reply: Reply, shown: InView): Answer => {
  const { view, reader, place } = shown
  switch (reply.kind) {
    case 'whisper':
      return { body: wordsInView(reply, shown) }
    case 'result':
      return {
        body: { response_action: 'update', view: resultView(reply.title, reply.parts, reader, place, reply.close) },
      }
    case 'errors': {
      const inputs = inputsOf(view)
      const entries = Object.entries(reply.fields)
      if (entries.length === 0 || entries.some(([field]) => !inputs.includes(field)))
        return { body: { response_action: 'update', view: withWords(shown, listed(reply)) } }
      const said = entries.map(([field, text]) => [field, plain(reader.language, reader.zone, text)])
      return { body: { response_action: 'errors', errors: Object.fromEntries(said) } }
    }
    case 'form':
      return { body: { response_action: 'update', view: viewOf(reply.form, reader, place) } }
    case 'done':
      return { body: { response_action: 'clear' } }
    default:
      return reply satisfies never
  }
}

/** What a modal shows after a tap inside it, where Slack lets us update it but not close it. */
export const viewAfterTap = (reply: Reply, shown: InView, isInForm: boolean): types.ModalView => {
  const { view, reader, place } = shown
  switch (reply.kind) {
    case 'whisper':
      return isInForm && reply.refusal !== undefined
        ? withWords(shown, reply.parts)
        : resultView(titleOf(view), reply.parts, reader, place)
    case 'result':
      return resultView(reply.title, reply.parts, reader, place, reply.close)
    case 'errors':
      return withWords(shown, listed(reply))
    case 'form':
      return viewOf(reply.form, reader, place)
    case 'done':
      return resultView(titleOf(view), doneParts, reader, place)
    default:
      return reply satisfies never
  }
}

/** What the Home tab shows; null where there is nothing to show. */
export const homeOf = (reply: Reply, reader: Reader): types.HomeView | null =>
  reply.kind === 'form' || reply.kind === 'done' ? null : homeView(partsOf(reply), reader)
