/** A fetch whose deadline also covers the body: one that stalls after its headers would never end otherwise. */
export const fetchWithin =
  (ms: number): typeof fetch =>
  async (url, init) => {
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), ms)
    try {
      const response = await fetch(url, { ...init, signal: deadline.signal })
      return new Response(response.status === 204 ? null : await response.arrayBuffer(), response)
    } finally {
      clearTimeout(timer)
    }
  }
