import { type KeyboardEvent, useEffect, useId, useState } from 'react'

export type ComboOption = { value: string; title: string; about?: string | undefined }
export type ComboGroup = { title: string; options: readonly ComboOption[] }

const searchMs = 150

type Search = (query: string) => ComboGroup[] | Promise<ComboGroup[]>
type Found = { groups: readonly ComboGroup[]; asking: boolean }

const none: Found = { groups: [], asking: false }

// Asked as a person types; an answer that a newer question has overtaken is dropped.
const useFound = (query: string | null, minimum: number, search: Search): Found => {
  const [found, setFound] = useState<Found>(none)
  useEffect(() => {
    if (query === null || query.length < minimum) return setFound(none)
    let current = true
    setFound((old) => ({ ...old, asking: true }))
    const timer = window.setTimeout(async () => {
      const groups = await search(query)
      if (current) setFound({ groups, asking: false })
    }, searchMs)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [query, minimum, search])
  return found
}

type Props = {
  /** What is chosen now, in words. */
  label: string
  /** Finds what the typed text may mean; must not change from one drawing to the next. */
  search: Search
  choose: (option: ComboOption) => void
  /** The text was emptied. */
  clear: () => void
  minimum?: number
  id?: string | undefined
  placeholder?: string | undefined
  labelledBy?: string | undefined
  describedBy?: string | undefined
  invalid?: boolean | undefined
  autofocus?: boolean | undefined
}

/** A field that searches as one types. */
export const Combo = (props: Props) => {
  const { label, search, choose, clear, minimum = 0, id, placeholder, labelledBy, describedBy, invalid } = props
  const listId = useId()
  const [query, setQuery] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const { groups, asking } = useFound(query, minimum, search)
  const options = groups.flatMap((group) => group.options)
  const take = (option: ComboOption): void => {
    setQuery(null)
    choose(option)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (query === null) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, options.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Escape') setQuery(null)
    else if (event.key === 'Enter') {
      const option = options[at]
      if (option) take(option)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="combo">
      <input
        id={id}
        className="field"
        role="combobox"
        aria-expanded={query !== null}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={query !== null && options[at] ? `${listId}-${at}` : undefined}
        aria-label={labelledBy ? undefined : placeholder}
        aria-labelledby={id ? undefined : labelledBy}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        autoComplete="off"
        placeholder={placeholder ?? 'Type to search'}
        data-autofocus={props.autofocus || undefined}
        value={query ?? label}
        onFocus={(event) => event.target.select()}
        onClick={() => setQuery('')}
        onChange={(event) => {
          setAt(0)
          setQuery(event.target.value)
          if (event.target.value === '') clear()
        }}
        onBlur={() => setQuery(null)}
        onKeyDown={onKeyDown}
      />
      {query !== null ? (
        <div className="combo-list" id={listId} role="listbox">
          {options.length === 0 ? <p className="combo-none">{asking ? 'Searching…' : 'Nothing found'}</p> : null}
          {groups.map((group) => (
            <div key={group.title}>
              {group.title ? <p className="combo-group">{group.title}</p> : null}
              {group.options.map((option) => {
                const index = options.indexOf(option)
                return (
                  // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field, which names the active option
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the text field
                  <div
                    key={option.value}
                    id={`${listId}-${index}`}
                    role="option"
                    aria-selected={index === at}
                    className="combo-option"
                    onPointerDown={(event) => event.preventDefault()}
                    onClick={() => take(option)}
                  >
                    {option.title}
                    {option.about ? <small>{option.about}</small> : null}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}
