import { z } from 'zod'
import { line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { openForm, type Reply, whisper } from '../src/chat/reply.ts'
import { writeAmount } from '../src/domain/money.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { readWonAmount } from '../src/forms/opportunity-input.ts'
import { winForm } from '../src/forms/sqo.ts'
import { move, situationFor } from '../src/services/move.ts'
import { named } from '../src/services/named.ts'
import { won } from '../src/services/won-lost.ts'
import { money, say } from '../src/texts/sentence.ts'

const openWin = async ({ ctx, asker, number }: Asked<unknown>): Promise<Reply> => {
  const checked = await situationFor(ctx, 'win', number, asker)
  if (!checked.ok) return refused(checked.refusal)
  const { amountMinor, currency } = checked.situation.handoff
  const usual = currency ?? ctx.settings.organisation.currency
  return openForm(
    winForm(number, { currency: usual, amount: amountMinor === null ? null : writeAmount(amountMinor, usual) }),
  )
}

/** The currency that was named, else the one it was confirmed with, else the organisation's. */
const currencyOf = async ({ ctx, asker, number }: Asked<unknown>, named: string | null) => {
  if (named !== null) return named
  const checked = await situationFor(ctx, 'win', number, asker)
  return (checked.ok ? checked.situation.handoff.currency : null) ?? ctx.settings.organisation.currency
}

/** The opportunity was won, with this amount (domain §8). */
export const verb = command({
  word: 'win',
  kind: 'verb',
  about: 'handoff',
  input: z.object({ amount: optionalLine(30), currency: optionalLine(3) }),
  typed: (text) => {
    const currency = /(?:^|\s)([a-z]{3})$/i.exec(text)?.[1] ?? null
    const amount = (currency === null ? text : text.slice(0, -currency.length)).trim()
    return { amount, ...(currency === null ? {} : { currency }) }
  },
  ask: openWin,
  run: async (asked) => {
    const { ctx, actor, asker, number, input, intent } = asked
    if (intent.surface !== 'form' && input.amount === null) return openWin(asked)
    const read = readWonAmount(input.amount, await currencyOf(asked, input.currency), actor.language)
    if (!read.ok) return { kind: 'errors', fields: read.fields }
    const moved = await move(ctx, 'win', number, asker, (one) => won(ctx, one, read.value))
    if (!moved.ok) return refused(moved.refusal)
    const { amountMinor, currency } = read.value
    return whisper(line(say('done.won', { name: named(moved.situation), amount: money(amountMinor, currency) })))
  },
})
