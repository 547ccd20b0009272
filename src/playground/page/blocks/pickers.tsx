import { useReader } from '../reader.ts'
import { Checkboxes } from './choices.tsx'
import type { FieldProps } from './element.tsx'
import { StaticSelect } from './select.tsx'
import { plain } from './shapes.ts'

const optionsOf = (things: readonly { id: string; name: string }[], mark = '') =>
  things.map(({ id, name }) => ({ text: plain(`${mark}${name}`), value: id }))

/** Any of the people here. */
export const PeoplePicker = (props: FieldProps) => {
  const { users } = useReader()
  return <Checkboxes {...props} element={{ ...props.element, options: optionsOf(users) }} />
}

/** One of the channels here. */
export const ChannelPicker = (props: FieldProps) => {
  const { channels } = useReader()
  return <StaticSelect {...props} element={{ ...props.element, options: optionsOf(channels, '#') }} />
}
