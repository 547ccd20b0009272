import { z } from 'zod'
import { type Button, buttons, line } from '../src/cards/card.ts'
import { type Asked, command } from '../src/chat/command.ts'
import { refused, refusedAtField } from '../src/chat/refusal.ts'
import { openForm, whisper } from '../src/chat/reply.ts'
import { dayIn, momentOf } from '../src/domain/local-time.ts'
import { awayForm, awayWays } from '../src/forms/away.ts'
import { wrongComingDay } from '../src/forms/coming.ts'
import { optionalDay, optionalLine } from '../src/forms/inputs.ts'
import { awayWords, goAway } from '../src/services/away.ts'
import { leavingWords, offerAgain } from '../src/services/leaver.ts'
import { readWhom } from '../src/services/whom.ts'
import { say } from '../src/texts/sentence.ts'

const back: Button = { label: 'button.back', word: 'back', does: 'runs' }

const input = z.object({ member: optionalLine(2_200), until: optionalDay, what: z.enum(awayWays).default('pause') })

const mayManage = ({ actor }: Asked<unknown>) => actor.roles.some((role) => role === 'manager' || role === 'admin')

/** Who is away: oneself, or for managers somebody else; null where nobody is meant. */
const whoIs = async (asked: Asked<z.output<typeof input>>) => {
  const { ctx, actor, intent } = asked
  const { member } = asked.input
  if (member === null) return actor
  return (await readWhom(ctx, intent.actor.platform, member))?.member ?? null
}

/** Somebody is away until a day, or until they say that they are back (domain §5, product §2). */
export const verb = command({
  word: 'away',
  kind: 'verb',
  about: 'none',
  who: ['anyone'],
  input,
  typed: (text) => {
    const [, member = '', until] = /^([\s\S]*?)\s*(?:\buntil\s+)?(\d\S*)?$/i.exec(text.trim()) ?? []
    return { ...(member ? { member } : {}), ...(until ? { until } : {}) }
  },
  ask: async () => openForm(awayForm({ member: null, until: null })),
  run: async (asked) => {
    const { ctx, actor, asker, intent } = asked
    const { member: named, until: day, what } = asked.input
    const member = await whoIs(asked)
    const isOwn = member?.id === actor.id
    // Who may not set others away hears the same whether the name exists or not.
    if (!isOwn && !mayManage(asked)) return refused({ key: 'managersOnly', word: `away ${named ?? ''}`.trim() })
    if (!member) return refusedAtField(intent, { key: 'unknownPerson', text: named ?? '' })
    const zone = member.zone ?? ctx.settings.organisation.zone
    const today = dayIn(ctx.now(), zone)
    const wrong = day && (wrongComingDay(day, today) ?? (day === today ? 'error.datePast' : null))
    if (wrong) return { kind: 'errors', fields: { until: say(wrong) } }
    // Until when is asked where nobody said it, and what becomes of what another owns in any case.
    const isAsked = intent.surface === 'form' || (isOwn && day !== null)
    if (!isAsked) return openForm(awayForm({ member: isOwn ? null : member, until: day }))
    const until = day ? momentOf(day, '00:00', zone) : null
    const { offered, paused } = await goAway(ctx, asker, member, { until, day })
    const how = awayWords(until, day)
    const values = { name: member.name, how, paused, count: offered.length }
    if (isOwn) return whisper(line(say('done.away', values)), buttons(null, [back]))
    if (what === 'pause') return whisper(line(say('done.awayOther', values)))
    const leaving = await offerAgain(ctx, { ...asker, name: actor.name }, member)
    return whisper(line(say('done.awayGiven', { name: member.name, how, what: leavingWords(leaving) })))
  },
})
