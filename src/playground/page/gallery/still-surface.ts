import { useMemo, useState } from 'react'
import { type Answer, readAnswer } from '../blocks/answer.ts'
import { type Element, groupOptions } from '../blocks/shapes.ts'
import type { Surface } from '../blocks/surface.ts'

/** A surface that can be tried and sends nothing: what is entered stays on the page, a tap is told to `tapped`. */
export const useStillSurface = (tapped: (blockId: string, element: Element, value?: string) => void): Surface => {
  const [entered, setEntered] = useState<Record<string, Answer>>({})
  return useMemo(
    (): Surface => ({
      read: (blockId, element) => entered[`${blockId} ${element.action_id}`] ?? readAnswer(null, blockId, element),
      write: async (blockId, element, answer) =>
        setEntered((old) => ({ ...old, [`${blockId} ${element.action_id}`]: answer })),
      tap: async (blockId, element, value) => tapped(blockId, element, value),
      suggest: async (_blockId, element) => groupOptions(element),
      errorOf: () => null,
    }),
    [entered, tapped],
  )
}
