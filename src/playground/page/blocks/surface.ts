import { createContext, useContext } from 'react'
import type { Answer } from './answer.ts'
import type { Element, OptionGroup } from './shapes.ts'

/** A message, a modal or a Home tab, as its elements see it: what is entered where, and how a tap leaves the page. */
export type Surface = {
  read: (blockId: string, element: Element) => Answer
  write: (blockId: string, element: Element, answer: Answer) => Promise<void>
  tap: (blockId: string, element: Element, value?: string) => Promise<void>
  suggest: (blockId: string, element: Element, query: string) => Promise<OptionGroup[]>
  errorOf: (blockId: string) => string | null
}

export const SurfaceContext = createContext<Surface | null>(null)

/** The surface that an element stands on; throws outside of one. */
export const useSurface = (): Surface => {
  const surface = useContext(SurfaceContext)
  if (!surface) throw new Error('useSurface stands outside of a message or a view')
  return surface
}
