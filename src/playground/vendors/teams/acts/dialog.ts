import type { Act } from '../../../api.ts'
import { clientError, unheard } from '../../delivery.ts'
import { textOf } from '../../json.ts'
import { allInputsIn } from '../cards.ts'
import type { Ctx } from '../ctx.ts'
import { closeDialog, notice } from '../obey.ts'
import type { FakePerson } from '../state.ts'

/** Keeps what a person has entered in the open dialog; the app hears nothing of it. */
export const enter = async (ctx: Ctx, person: FakePerson, inputs: Record<string, string>): Promise<Act> => {
  const dialog = ctx.state.dialogs[person.id]
  if (!dialog) return clientError(`${person.name} has no dialog open`)
  const ids = allInputsIn(dialog.card).map((input) => textOf(input.id))
  const stranger = Object.keys(inputs).find((id) => !ids.includes(id))
  if (stranger !== undefined) return clientError(`there is no input ${stranger}`)
  dialog.entered = { ...dialog.entered, ...inputs }
  ctx.changed()
  return unheard(ctx)
}

/** A person closes the open dialog, or the line of the client; the app hears nothing of it. */
export const close = async (ctx: Ctx, person: FakePerson): Promise<Act> => {
  closeDialog(ctx, person)
  notice(ctx, person, null)
  return unheard(ctx)
}
