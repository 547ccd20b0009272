import { useEffect, useState } from 'react'

const shownMs = 12_000

/** A line said to one person, which goes by itself after a while. */
export const useNotice = (): [string | null, (text: string | null) => void] => {
  const [notice, setNotice] = useState<string | null>(null)
  useEffect(() => {
    if (!notice) return
    const timer = window.setTimeout(() => setNotice(null), shownMs)
    return () => window.clearTimeout(timer)
  }, [notice])
  return [notice, setNotice]
}
