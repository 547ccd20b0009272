import { ButtonElement } from './button.tsx'
import { Checkboxes, Radios } from './choices.tsx'
import { DateOrTime } from './date-or-time.tsx'
import { OverflowMenu } from './overflow.tsx'
import { ChannelPicker, PeoplePicker } from './pickers.tsx'
import { SearchSelect } from './search-select.tsx'
import { StaticSelect } from './select.tsx'
import type { Element } from './shapes.ts'
import { TextInput } from './text-input.tsx'

export type FieldProps = {
  element: Element
  blockId: string
  /** The label's and the hint's or error's element ids, where the element stands in an input block. */
  labelledBy?: string | undefined
  describedBy?: string | undefined
  id?: string | undefined
  invalid?: boolean
  /** A way back to nothing chosen is offered. */
  optional?: boolean
}

/** One interactive element, drawn so that it works. */
export const ElementOf = (props: FieldProps) => {
  switch (props.element.type) {
    case 'button':
      return <ButtonElement {...props} />
    case 'overflow':
      return <OverflowMenu {...props} />
    case 'static_select':
      return <StaticSelect {...props} />
    case 'external_select':
    case 'users_select':
      return <SearchSelect {...props} />
    case 'multi_users_select':
      return <PeoplePicker {...props} />
    case 'conversations_select':
      return <ChannelPicker {...props} />
    case 'datepicker':
    case 'timepicker':
      return <DateOrTime {...props} />
    case 'radio_buttons':
      return <Radios {...props} />
    case 'checkboxes':
      return <Checkboxes {...props} />
    case 'plain_text_input':
    case 'email_text_input':
    case 'number_input':
    case 'url_text_input':
      return <TextInput {...props} />
    default:
      return <p className="unknown">The playground cannot draw “{props.element.type}” yet.</p>
  }
}
