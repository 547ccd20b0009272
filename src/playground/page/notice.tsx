import { useEffect, useState } from 'react'
import { CloseIcon } from './icons.tsx'

const shownMs = 12_000

type Say = (text: string | null) => void

/** A line said to one person, which goes by itself after a while. */
export const useNotice = (): [string | null, Say] => {
  const [notice, setNotice] = useState<string | null>(null)
  useEffect(() => {
    if (!notice) return
    const timer = window.setTimeout(() => setNotice(null), shownMs)
    return () => window.clearTimeout(timer)
  }, [notice])
  return [notice, setNotice]
}

/** Where such a line stands; it is read out when it comes. */
export const NoticePlace = ({
  notice,
  say,
  className = '',
}: {
  notice: string | null
  say: Say
  className?: string
}) => (
  <div className={`notice-place ${className}`} role="status">
    {notice ? (
      <p className="notice" data-testid="notice">
        {notice}
        <button type="button" className="icon-button" aria-label="Close this notice" onClick={() => say(null)}>
          <CloseIcon />
        </button>
      </p>
    ) : null}
  </div>
)
