import type { ChangeEvent } from 'react'
import { answerOf } from './answer.ts'
import type { FieldProps } from './element.tsx'
import { useSurface } from './surface.ts'

const types: Record<string, string> = { email_text_input: 'email', url_text_input: 'url' }

/** A line or a few lines of text. A number is text too: the product, not the browser, reads "12,500". */
export const TextInput = ({ element, blockId, id, describedBy, invalid, labelledBy }: FieldProps) => {
  const surface = useSurface()
  const { value } = surface.read(blockId, element)
  const shared = {
    id,
    className: 'field',
    value,
    placeholder: element.placeholder?.text,
    autoComplete: 'off',
    'aria-label': labelledBy ? undefined : element.placeholder?.text,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    'data-autofocus': element.focus_on_load || undefined,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      void surface.write(blockId, element, answerOf(event.target.value)),
  }
  const max = element.max_length ?? Number.POSITIVE_INFINITY
  const left = max - value.length
  return (
    <>
      {element.multiline ? (
        <textarea rows={4} {...shared} />
      ) : (
        <input
          {...shared}
          type={types[element.type] ?? 'text'}
          inputMode={element.type === 'number_input' ? 'decimal' : undefined}
        />
      )}
      {left < Math.min(50, max / 4) ? <small className={left < 0 ? 'count over' : 'count'}>{left} left</small> : null}
    </>
  )
}
