import { useEffect, useState } from 'react'

type Renderer = typeof import('./renderer.ts')

let renderer: Renderer | null = null
let loading: Promise<Renderer> | null = null

const load = (): Promise<Renderer> => {
  // A load that failed is tried again with the next card.
  loading ??= import('./renderer.ts').catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

/** Microsoft's renderer, fetched when the first card is shown; null until it is there. */
export const useRenderer = (): Renderer | null => {
  const [loaded, setLoaded] = useState(renderer)
  useEffect(() => {
    if (loaded) return
    void load().then(
      (module) => {
        renderer = module
        setLoaded(module)
      },
      () => undefined,
    )
  }, [loaded])
  return loaded
}
