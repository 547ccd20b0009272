import { useCallback, useEffect } from 'react'
import { Combo, type ComboGroup, type ComboOption } from '../../combo.tsx'
import { CloseIcon } from '../../icons.tsx'
import type { Pick } from './prepare.ts'
import { keepTitle, titleOf } from './titles.ts'

type Props = {
  pick: Pick
  id: string
  labelledBy: string | undefined
  value: string
  write: (value: string) => void
  /** Asks the product, or the directory, what the typed text may mean. */
  search: (input: string, query: string) => Promise<ComboOption[]>
  /** Somebody's name, where the value is a person's id. */
  nameOf: (value: string) => string | undefined
  /** The renderer gives the focus to the element that this stands for. */
  focusFrom: HTMLElement
}

const listOf = (value: string): string[] => value.split(',').filter(Boolean)

const useFind = ({ pick, search }: Props) =>
  useCallback(
    async (query: string): Promise<ComboGroup[]> => {
      const near = pick.choices.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))
      // As in Teams, the card's own choices stand there until something is typed.
      const isAsked = pick.isSearched && (query !== '' || pick.choices.length === 0)
      return [{ title: '', options: isAsked ? await search(pick.id, query) : near }]
    },
    [pick, search],
  )

const useFocusFrom = (from: HTMLElement, id: string): void => {
  useEffect(() => {
    const pass = (): void => document.getElementById(id)?.focus()
    from.addEventListener('focus', pass)
    return () => from.removeEventListener('focus', pass)
  }, [from, id])
}

/** A choice that is searched as one types; where several may be chosen they stand above it, each with a way out. */
export const PickField = (props: Props) => {
  const { pick, id, labelledBy, value, write, nameOf, focusFrom } = props
  const find = useFind(props)
  useFocusFrom(focusFrom, id)
  const wordsOf = (one: string): string =>
    pick.choices.find((option) => option.value === one)?.title ?? nameOf(one) ?? titleOf(one) ?? one
  const chosen = pick.isMulti ? listOf(value) : []
  const choose = (option: ComboOption): void => {
    keepTitle(option.value, option.title)
    write(pick.isMulti ? [...new Set([...chosen, option.value])].join(',') : option.value)
  }
  return (
    <div className="pick" data-testid="pick" data-input={pick.id}>
      {chosen.length > 0 ? (
        <ul className="pick-chosen">
          {chosen.map((one) => (
            <li key={one}>
              {wordsOf(one)}
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${wordsOf(one)}`}
                onClick={() => write(chosen.filter((other) => other !== one).join(','))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Combo
        id={id}
        labelledBy={labelledBy}
        label={pick.isMulti ? '' : value && wordsOf(value)}
        search={find}
        choose={choose}
        clear={() => (pick.isMulti ? undefined : write(''))}
        placeholder={pick.placeholder || (pick.isMulti && chosen.length > 0 ? 'Add another' : 'Type to search')}
      />
    </div>
  )
}
