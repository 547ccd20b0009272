import { answerOf, noAnswer } from './answer.ts'
import type { FieldProps } from './element.tsx'
import { groupOptions, type Option, type OptionGroup } from './shapes.ts'
import { useSurface } from './surface.ts'

const OptionsOf = ({ options }: { options: Option[] }) =>
  options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.text.text}
    </option>
  ))

const GroupOf = ({ group }: { group: OptionGroup }) =>
  group.label.text ? (
    <optgroup label={group.label.text}>
      <OptionsOf options={group.options} />
    </optgroup>
  ) : (
    <OptionsOf options={group.options} />
  )

/** A list to choose one from: the browser's own, which every keyboard, reader and phone knows. */
export const StaticSelect = ({ element, blockId, id, labelledBy, describedBy, invalid, optional }: FieldProps) => {
  const surface = useSurface()
  const groups = groupOptions(element)
  const { value } = surface.read(blockId, element)
  const prompt = element.placeholder?.text ?? 'Choose an option'
  const choose = (chosen: string): void => {
    const option = groups.flatMap((group) => group.options).find((candidate) => candidate.value === chosen)
    void surface.write(blockId, element, option ? answerOf(option.value, option.text.text) : noAnswer)
  }
  return (
    <select
      id={id}
      className={`field select ${value ? '' : 'empty'}`}
      value={value}
      aria-label={labelledBy ? undefined : prompt}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      data-autofocus={element.focus_on_load || undefined}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="" disabled={!optional && value !== ''}>
        {prompt}
      </option>
      {groups.map((group) => (
        <GroupOf key={group.label.text} group={group} />
      ))}
    </select>
  )
}
