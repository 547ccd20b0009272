import { useId } from 'react'
import { answerOf, noAnswer } from './answer.ts'
import type { FieldProps } from './element.tsx'
import type { Option } from './shapes.ts'
import { useSurface } from './surface.ts'

type ChoiceProps = {
  option: Option
  kind: 'radio' | 'checkbox'
  name: string
  on: boolean
  choose: (on: boolean) => void
}

const Choice = ({ option, kind, name, on, choose }: ChoiceProps) => (
  <label className="choice">
    <input type={kind} name={name} checked={on} onChange={(event) => choose(event.target.checked)} />
    <span>
      {option.text.text}
      {option.description ? <small>{option.description.text}</small> : null}
    </span>
  </label>
)

/** One of a few, all in sight. */
export const Radios = ({ element, blockId, labelledBy, describedBy, invalid }: FieldProps) => {
  const surface = useSurface()
  const name = useId()
  const { value } = surface.read(blockId, element)
  return (
    <div
      className="choices"
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid}
    >
      {(element.options ?? []).map((option) => (
        <Choice
          key={option.value}
          option={option}
          kind="radio"
          name={name}
          on={value === option.value}
          choose={() => void surface.write(blockId, element, answerOf(option.value, option.text.text))}
        />
      ))}
    </div>
  )
}

/** Any of a few. */
export const Checkboxes = ({ element, blockId, labelledBy, describedBy }: FieldProps) => {
  const surface = useSurface()
  const name = useId()
  const { list } = surface.read(blockId, element)
  const toggle = (value: string, on: boolean): void => {
    const next = on ? [...list, value] : list.filter((chosen) => chosen !== value)
    void surface.write(blockId, element, { ...noAnswer, list: next })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its legend inside, and the label stands in the input block
    <div className="choices" role="group" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {(element.options ?? []).map((option) => (
        <Choice
          key={option.value}
          option={option}
          kind="checkbox"
          name={name}
          on={list.includes(option.value)}
          choose={(on) => toggle(option.value, on)}
        />
      ))}
    </div>
  )
}
