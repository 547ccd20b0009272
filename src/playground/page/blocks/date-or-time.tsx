import { answerOf } from './answer.ts'
import type { FieldProps } from './element.tsx'
import { useSurface } from './surface.ts'

/** A date or a time of day, entered with the browser's own picker. */
export const DateOrTime = ({ element, blockId, id, labelledBy, describedBy, invalid }: FieldProps) => {
  const surface = useSurface()
  return (
    <input
      id={id}
      className="field short"
      type={element.type === 'datepicker' ? 'date' : 'time'}
      value={surface.read(blockId, element).value}
      aria-label={labelledBy ? undefined : (element.placeholder?.text ?? 'Choose')}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      data-autofocus={element.focus_on_load || undefined}
      onChange={(event) => void surface.write(blockId, element, answerOf(event.target.value))}
    />
  )
}
