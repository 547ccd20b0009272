import { useEffect, useState } from 'react'

type Renderer = typeof import('./renderer.ts')

let renderer: Renderer | null = null
let loading: Promise<Renderer> | null = null

/** Fetches Microsoft's renderer, once. */
export const loadRenderer = (): Promise<Renderer> => {
  loading ??= import('./renderer.ts').then(
    (module) => {
      renderer = module
      return module
    },
    (error: unknown) => {
      // A load that failed is tried again with the next card.
      loading = null
      throw error
    },
  )
  return loading
}

/** Microsoft's renderer, fetched when the first card is shown; null until it is there. */
export const useRenderer = (): Renderer | null => {
  const [loaded, setLoaded] = useState(renderer)
  useEffect(() => {
    if (!loaded) void loadRenderer().then(setLoaded, () => undefined)
  }, [loaded])
  return loaded
}
