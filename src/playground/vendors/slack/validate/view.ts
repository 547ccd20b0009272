import type { Json } from '../../../api.ts'
import { isJson, objectsOf } from '../../json.ts'
import { limits } from '../limits.ts'
import { viewBlocks } from './blocks.ts'
import { all, bool, type Check, complaintsOf, obj, oneOf, str } from './check.ts'
import type { Refusal } from './message.ts'
import { plainText } from './objects.ts'

const shared = {
  private_metadata: str({ max: limits.view.privateMetadata }),
  callback_id: str({ max: limits.view.callbackId }),
  external_id: str({ max: limits.view.externalId }),
}

const inputsNeedSubmit: Check = (value, at, say) => {
  if (!isJson(value) || value.submit !== undefined) return
  if (objectsOf(value.blocks).some((block) => block.type === 'input'))
    say('missing required field: submit (the view holds an input block)', at)
}

const modal = all(
  obj(
    { type: oneOf('modal'), title: plainText(limits.view.title), blocks: viewBlocks },
    {
      ...shared,
      submit: plainText(limits.view.button),
      close: plainText(limits.view.button),
      clear_on_close: bool,
      notify_on_close: bool,
    },
  ),
  inputsNeedSubmit,
)

const home = obj({ type: oneOf('home'), blocks: viewBlocks }, shared)

/** Says why Slack would refuse a view; null when it takes it. */
export const refuseView = (view: unknown, type: 'modal' | 'home'): Refusal | null => {
  const bytes = new TextEncoder().encode(JSON.stringify(view) ?? '').length
  if (bytes > limits.view.bytes)
    return { error: 'view_too_large', messages: [`[ERROR] ${bytes} bytes [json-pointer:/view]`] }
  const complaints = complaintsOf(type === 'modal' ? modal : home, view, '/view')
  if (complaints.length === 0) return null
  const first = '[ERROR] failed to match all allowed schemas [json-pointer:/view]'
  return { error: 'invalid_arguments', messages: [first, ...complaints] }
}

/** Reads a view that `refuseView` has let pass. */
export const acceptedView = (view: unknown): Json => {
  if (!isJson(view)) throw new Error('a view that was checked is an object')
  return view
}
