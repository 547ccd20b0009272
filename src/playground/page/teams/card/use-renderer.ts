import { useEffect, useState } from 'react'
import type { drawCard } from './renderer.ts'

export type DrawCard = typeof drawCard

let draw: DrawCard | null = null
let loading: Promise<void> | null = null

/** Fetches Microsoft's renderer, once. */
export const loadRenderer = (): Promise<void> => {
  loading ??= import('./renderer.ts').then(
    (renderer) => {
      draw = renderer.drawCard
    },
    (error: unknown) => {
      // A load that failed is tried again with the next card.
      loading = null
      throw error
    },
  )
  return loading
}

/** What draws a card with Microsoft's renderer, fetched when the first card is shown; null until it is there. */
export const useRenderer = (): DrawCard | null => {
  const [isLoaded, setLoaded] = useState(draw !== null)
  useEffect(() => {
    if (isLoaded) return
    void loadRenderer().then(
      () => setLoaded(true),
      () => undefined,
    )
  }, [isLoaded])
  return isLoaded ? draw : null
}
