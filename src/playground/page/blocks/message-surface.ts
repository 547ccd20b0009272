import { useMemo, useState } from 'react'
import { useAct } from '../act.ts'
import { type Answer, readAnswer, toEntered } from './answer.ts'
import { readGroups } from './shapes.ts'
import type { Surface } from './surface.ts'

/** The surface of a message: each choice leaves as a tap at once, as in Slack. */
export const useMessageSurface = (channel: string, ts: string): Surface => {
  const act = useAct()
  const [chosen, setChosen] = useState<Record<string, Answer>>({})
  return useMemo((): Surface => {
    const spot = { message: { channel, ts } }
    const send: Surface['tap'] = async (blockId, element, value) => {
      const tap = { type: 'tap', blockId, actionId: element.action_id, ...spot } as const
      await act(value === undefined ? tap : { ...tap, value })
    }
    return {
      read: (blockId, element) => chosen[`${blockId} ${element.action_id}`] ?? readAnswer(null, blockId, element),
      write: async (blockId, element, answer) => {
        setChosen((old) => ({ ...old, [`${blockId} ${element.action_id}`]: answer }))
        const value = toEntered(element, answer)
        const tap = { type: 'tap', blockId, actionId: element.action_id, value, ...spot } as const
        await act(tap)
      },
      tap: send,
      suggest: async (blockId, element, query) => {
        const ask = { type: 'suggest', blockId, actionId: element.action_id, query, ...spot } as const
        return readGroups((await act(ask)).body)
      },
      errorOf: () => null,
    }
  }, [act, channel, ts, chosen])
}
