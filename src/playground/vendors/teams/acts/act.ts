import type { TeamsAct, TeamsActRequest } from '../../../teams-api.ts'
import type { Ctx } from '../ctx.ts'
import { personOf } from '../places.ts'
import { tapAction } from './action.ts'
import { change } from './change.ts'
import { close, enter } from './dialog.ts'
import { startExtension } from './extension.ts'
import { open } from './open.ts'
import { say } from './say.ts'
import { search } from './search.ts'

/** Carries out what a person does. */
export const act = async (ctx: Ctx, user: string, asked: TeamsActRequest): Promise<TeamsAct> => {
  const person = personOf(ctx, user)
  switch (asked.type) {
    case 'say':
      return say(ctx, person, asked)
    case 'action':
      return tapAction(ctx, person, asked)
    case 'enter':
      return enter(ctx, person, asked.inputs)
    case 'extension':
      return startExtension(ctx, person, asked)
    case 'search':
      return search(ctx, person, asked)
    case 'close':
      return close(ctx, person)
    case 'open':
      return open(ctx, person, asked.conversation)
    case 'change':
      return change(ctx, person, asked)
  }
}
