import { useCallback, useRef } from 'react'
import { Combo, type ComboGroup } from '../combo.tsx'
import { useReader } from '../reader.ts'
import { type Answer, answerOf, noAnswer } from './answer.ts'
import type { FieldProps } from './element.tsx'
import type { OptionGroup } from './shapes.ts'
import { type Surface, useSurface } from './surface.ts'

const inWords = ({ label, options }: OptionGroup): ComboGroup => ({
  title: label.text,
  options: options.map(({ text, value, description }) => ({ title: text.text, value, about: description?.text })),
})

const useSearch = ({ element, blockId }: FieldProps) => {
  const { users } = useReader()
  const surface = useRef<Surface>(useSurface())
  return useCallback(
    async (query: string): Promise<ComboGroup[]> => {
      if (element.type !== 'users_select') return (await surface.current.suggest(blockId, element, query)).map(inWords)
      const near = users.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
      return [{ title: '', options: near.map(({ id, name }) => ({ title: name, value: id })) }]
    },
    [blockId, element, users],
  )
}

const labelOf = (answer: Answer, users: readonly { id: string; name: string }[]): string =>
  users.find((user) => user.id === answer.value)?.name ?? answer.label

/** A field that searches as one types: the options come from the product, or are the people here. */
export const SearchSelect = (props: FieldProps) => {
  const { element, blockId } = props
  const surface = useSurface()
  const { users } = useReader()
  const search = useSearch(props)
  const write = (answer: Answer): void => void surface.write(blockId, element, answer)
  return (
    <Combo
      {...props}
      label={labelOf(surface.read(blockId, element), users)}
      search={search}
      choose={({ value, title }) => write(answerOf(value, title))}
      clear={() => write(noAnswer)}
      minimum={element.min_query_length ?? 0}
      placeholder={element.placeholder?.text}
      autofocus={element.focus_on_load}
    />
  )
}
