import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'

const focusable = 'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), a[href]'

const listFocusable = (root: HTMLElement): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(focusable)].filter((element) => element.offsetParent !== null)

type Trap<Kind> = { ref: RefObject<Kind | null>; onKeyDown: (event: KeyboardEvent) => void; tabIndex: number }

/** Keeps Tab inside a dialog, closes it on Escape, and gives the focus back to where it was. */
export const useFocusTrap = <Kind extends HTMLElement>(onEscape: () => void): Trap<Kind> => {
  const ref = useRef<Kind>(null)
  useEffect(() => {
    const before = document.activeElement
    const root = ref.current
    const stops = root ? listFocusable(root) : []
    const first = stops.find((stop) => stop.matches('[data-autofocus]')) ?? stops.find((stop) => stop.matches('.field'))
    const start = first ?? stops[0] ?? root
    start?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onEscape()
    }
    if (event.key !== 'Tab' || !ref.current) return
    const stops = listFocusable(ref.current)
    const edge = event.shiftKey ? stops[0] : stops.at(-1)
    if (document.activeElement !== edge && document.activeElement !== ref.current) return
    event.preventDefault()
    ;(event.shiftKey ? stops.at(-1) : stops[0])?.focus()
  }
  return { ref, onKeyDown, tabIndex: -1 }
}
