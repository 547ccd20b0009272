import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useReader } from '../reader.ts'
import { type Answer, answerOf, noAnswer } from './answer.ts'
import type { FieldProps } from './element.tsx'
import { type OptionGroup, plain } from './shapes.ts'
import { type Surface, useSurface } from './surface.ts'

const searchMs = 150

type Found = { groups: OptionGroup[]; asking: boolean }

// The product is asked as a person types; an answer that a newer question has overtaken is dropped.
const useFound = (props: FieldProps, query: string | null): Found => {
  const { element, blockId } = props
  const { users } = useReader()
  const surface = useRef<Surface>(useSurface())
  const [found, setFound] = useState<Found>({ groups: [], asking: false })
  useEffect(() => {
    if (query === null || query.length < (element.min_query_length ?? 0)) {
      setFound({ groups: [], asking: false })
      return
    }
    if (element.type === 'users_select') {
      const near = users.filter((user) => user.name.toLowerCase().includes(query.toLowerCase()))
      const options = near.map((user) => ({ text: plain(user.name), value: user.id }))
      setFound({ groups: [{ label: plain(''), options }], asking: false })
      return
    }
    let current = true
    setFound((old) => ({ ...old, asking: true }))
    const timer = window.setTimeout(async () => {
      const groups = await surface.current.suggest(blockId, element, query)
      if (current) setFound({ groups, asking: false })
    }, searchMs)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [query, blockId, element, users])
  return found
}

const labelOf = (answer: Answer, users: readonly { id: string; name: string }[]): string =>
  users.find((user) => user.id === answer.value)?.name ?? answer.label

/** A field that searches as one types: the options come from the product, or are the people here. */
export const SearchSelect = (props: FieldProps) => {
  const { element, blockId, id, labelledBy, describedBy, invalid } = props
  const surface = useSurface()
  const { users } = useReader()
  const listId = useId()
  const [query, setQuery] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const { groups, asking } = useFound(props, query)
  const options = groups.flatMap((group) => group.options)
  const answer = surface.read(blockId, element)
  const choose = (next: Answer): void => {
    setQuery(null)
    void surface.write(blockId, element, next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (query === null) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, options.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Escape') setQuery(null)
    else if (event.key === 'Enter') {
      const option = options[at]
      if (option) choose(answerOf(option.value, option.text.text))
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
        aria-label={labelledBy ? undefined : element.placeholder?.text}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        autoComplete="off"
        placeholder={element.placeholder?.text ?? 'Type to search'}
        data-autofocus={element.focus_on_load || undefined}
        value={query ?? labelOf(answer, users)}
        onFocus={(event) => event.target.select()}
        onClick={() => setQuery('')}
        onChange={(event) => {
          setAt(0)
          setQuery(event.target.value)
          if (event.target.value === '') void surface.write(blockId, element, noAnswer)
        }}
        onBlur={() => setQuery(null)}
        onKeyDown={onKeyDown}
      />
      {query !== null ? (
        <div className="combo-list" id={listId} role="listbox">
          {options.length === 0 ? <p className="combo-none">{asking ? 'Searching…' : 'Nothing found'}</p> : null}
          {groups.map((group) => (
            <div key={group.label.text}>
              {group.label.text ? <p className="combo-group">{group.label.text}</p> : null}
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
                    onClick={() => choose(answerOf(option.value, option.text.text))}
                  >
                    {option.text.text}
                    {option.description ? <small>{option.description.text}</small> : null}
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
