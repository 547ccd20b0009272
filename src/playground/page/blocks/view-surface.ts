import { useEffect, useMemo, useState } from 'react'
import type { Act, View } from '../../api.ts'
import { useAct } from '../act.ts'
import { type SlackLine, useLines } from '../connection-context.ts'
import { useReader } from '../reader.ts'
import { type Answer, readAnswer, toEntered } from './answer.ts'
import { checkInput } from './checks.ts'
import { type Element, readBlocks, readGroups } from './shapes.ts'
import type { Surface } from './surface.ts'

const typingMs = 250
const typed = new Set(['plain_text_input', 'email_text_input', 'number_input', 'url_text_input'])

type Change = { blockId: string; element: Element; answer: Answer }
type Settle = (change: Change) => void

const keyOf = ({ blockId, element }: { blockId: string; element: Element }): string => `${blockId} ${element.action_id}`

// Changes leave one after the other: two in flight could arrive in the wrong order and bring back an older text.
const createSender = (line: SlackLine, user: string, view: string, settle: Settle) => {
  const waiting = new Map<string, Change>()
  let queue: Promise<void> = Promise.resolve()
  let timer: number | undefined
  const send = async (change: Change): Promise<void> => {
    const { blockId, element, answer } = change
    const value = toEntered(element, answer)
    const request = { type: 'change', view, blockId, actionId: element.action_id, value } as const
    const act = await line.act(user, request)
    if (act.error === null) settle(change)
  }
  const flush = (): Promise<void> => {
    window.clearTimeout(timer)
    for (const change of waiting.values()) queue = queue.then(() => send(change))
    waiting.clear()
    return queue
  }
  const put = async (change: Change): Promise<void> => {
    waiting.set(keyOf(change), change)
    window.clearTimeout(timer)
    if (!typed.has(change.element.type)) await flush()
    else timer = window.setTimeout(() => void flush(), typingMs)
  }
  return { flush, put }
}

export type ViewForm = {
  surface: Surface
  /** Sends the form, when the client's own checks let it; null when they do not. */
  submit: () => Promise<Act | null>
  close: () => Promise<void>
}

/** The surface of a modal or a Home tab: what is typed is kept by block and action, so that it outlives a redraw. */
export const useViewForm = (view: View): ViewForm => {
  const { slack } = useLines()
  const { user } = useReader()
  const act = useAct()
  const [typedHere, setTyped] = useState<Record<string, Answer>>({})
  const [found, setFound] = useState<Record<string, string>>({})
  const spot = view.type === 'home' ? 'home' : view.id
  const sender = useMemo(() => {
    // What the server holds is the truth again, unless the person has typed on meanwhile.
    const settle = (change: Change): void =>
      setTyped((old) => {
        const { [keyOf(change)]: now, ...others } = old
        return now === change.answer ? others : old
      })
    return createSender(slack, user, spot, settle)
  }, [slack, user, spot])
  // A pane that is put away in the middle of a word must not lose it.
  useEffect(() => () => void sender.flush(), [sender])
  return useMemo((): ViewForm => {
    const read: Surface['read'] = (blockId, element) =>
      typedHere[keyOf({ blockId, element })] ?? readAnswer(view.state, blockId, element)
    const surface: Surface = {
      read,
      write: async (blockId, element, answer) => {
        setTyped((old) => ({ ...old, [keyOf({ blockId, element })]: answer }))
        setFound(({ [blockId]: _mended, ...others }) => others)
        await sender.put({ blockId, element, answer })
      },
      tap: async (blockId, element, value) => {
        await sender.flush()
        const tap = { type: 'tap', blockId, actionId: element.action_id, view: spot } as const
        await act(value === undefined ? tap : { ...tap, value })
      },
      suggest: async (blockId, element, query) => {
        const ask = { type: 'suggest', blockId, actionId: element.action_id, query, view: spot } as const
        return readGroups((await act(ask)).body)
      },
      errorOf: (blockId) => found[blockId] ?? view.errors?.[blockId] ?? null,
    }
    const findErrors = (): Record<string, string> => {
      const errors: Record<string, string> = {}
      for (const block of readBlocks(view.blocks)) {
        if (block.type !== 'input' || !block.element) continue
        const blockId = block.block_id ?? ''
        const error = checkInput(block, read(blockId, block.element))
        if (error) errors[blockId] = error
      }
      return errors
    }
    return {
      surface,
      submit: async () => {
        const errors = findErrors()
        setFound(errors)
        if (Object.keys(errors).length > 0) return null
        await sender.flush()
        return act({ type: 'submit', view: spot })
      },
      close: async () => {
        await sender.flush()
        await act({ type: 'close', view: spot })
      },
    }
  }, [act, view, spot, sender, typedHere, found])
}
