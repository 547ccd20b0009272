import { type ComponentProps, type KeyboardEvent, useEffect, useRef, useState } from 'react'

const listItems = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[data-item]') ?? []),
]

const useMenu = () => {
  const [open, setOpen] = useState(false)
  const [up, setUp] = useState(false)
  const root = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!open) return
    const here = root.current
    const items = listItems(here)
    const chosen = items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0]
    chosen?.focus()
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !here?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [open])

  const close = (): void => {
    setOpen(false)
    root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
  }
  const toggle = (): void => {
    const box = root.current?.getBoundingClientRect()
    setUp(box !== undefined && box.bottom > window.innerHeight - 260)
    setOpen(!open)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return
    const list = listItems(root.current)
    const at = list.indexOf(document.activeElement as HTMLElement)
    const target = {
      ArrowDown: (at + 1) % list.length,
      ArrowUp: (at + list.length - 1) % list.length,
      Home: 0,
      End: list.length - 1,
    }[event.key]
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') setOpen(false)
    else if (target !== undefined) {
      event.preventDefault()
      list[target]?.focus()
    }
  }
  return { open, up, root, toggle, close, onKeyDown }
}

type ButtonProps = Omit<ComponentProps<'button'>, 'type' | 'onClick'> & { [data: `data-${string}`]: string | undefined }
/** One entry of a menu; `id` tells it from the others. */
type Entry = ButtonProps & { id: string; choose: () => void }

type Props = {
  button: ButtonProps
  entries: readonly Entry[]
  /** What is chosen from, for who hears the page. */
  label?: string
  /** The class of the box with the entries. */
  box?: string
  className?: string
}

/** A menu on a button: arrows move, Escape and a click elsewhere close, the focus comes back to the button. */
export const Menu = ({ button, entries, label, box = '', className = '' }: Props) => {
  const { open, up, root, toggle, close, onKeyDown } = useMenu()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu are heard here, on behalf of its items
    <div className={`menu-root ${className}`} ref={root} onKeyDown={onKeyDown}>
      <button {...button} type="button" aria-haspopup="menu" aria-expanded={open} onClick={toggle} />
      {open ? (
        <div className={`menu ${box} ${up ? 'up' : ''}`} role="menu" aria-label={label}>
          {entries.map(({ id, choose, className: own = '', ...entry }) => (
            <button
              key={id}
              role="menuitem"
              {...entry}
              type="button"
              className={`menu-item ${own}`}
              data-item
              tabIndex={-1}
              onClick={() => {
                close()
                choose()
              }}
            />
          ))}
        </div>
      ) : null}
    </div>
  )
}
