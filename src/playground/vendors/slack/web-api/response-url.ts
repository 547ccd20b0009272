import type { Ctx } from '../ctx.ts'
import { limits } from '../limits.ts'
import { reply } from '../replies.ts'
import { type Answer, no, refused, yes } from './answer.ts'
import type { Call } from './args.ts'

/** Does what was posted to a response URL: five uses in thirty minutes, no token. */
export const answerResponseUrl = (ctx: Ctx, key: string, args: Call['args']): Answer => {
  const known = ctx.state.responseUrls[key]
  if (!known) return no('invalid_url')
  if (ctx.now() - known.at > limits.responseUrl.ms) return no('expired_url')
  if (known.uses >= limits.responseUrl.uses) return no('used_url')
  const refusal = reply(ctx, known, 'response_url', args)
  if (refusal) return refused(refusal)
  known.uses += 1
  return yes()
}
