import { z } from 'zod'
import { readDirect } from '../db/queries/direct.ts'
import { type Button, buttons, line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { type Platform, platforms } from '../src/domain/platform.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { preferDirect } from '../src/services/add-members.ts'
import { runningOf } from '../src/services/doctor.ts'
import { say } from '../src/texts/sentence.ts'

/** "Microsoft Teams" is Teams, too. */
const platformIn = (text: string): Platform | null =>
  platforms.find((one) => new RegExp(`\\b(?:ms)?${one}\\b`, 'i').test(text)) ?? null

const bring = (platform: Platform): Button => ({
  label: `button.dm.${platform}`,
  word: 'dm',
  does: 'runs',
  variant: platform,
})

/** Says where one gets direct messages, or changes that, for who is on both platforms (product §6, "Cards"). */
export const verb = command({
  word: 'dm',
  kind: 'verb',
  about: 'none',
  who: ['anyone'],
  input: z.object({ to: optionalLine(100) }),
  typed: (text) => ({ to: text }),
  variants: { slack: { to: 'slack' }, teams: { to: 'teams' } },
  run: async ({ ctx, actor, intent, input: { to } }) => {
    const running = runningOf(ctx.examine())
    const direct = await readDirect(ctx.db, actor.id)
    const now = direct.now ?? intent.actor.platform
    if (to === null) {
      const others = running.filter((one) => one !== now)
      const offer = others.length > 0 ? [buttons(null, others.map(bring))] : []
      return whisper(line(say('dm.now', { where: say(`platform.${now}`) })), ...offer)
    }
    const wanted = platformIn(to)
    if (wanted === null) return refused({ key: 'unknownPlatform', text: to })
    if (wanted === now) return refused({ key: 'directAlready', platform: wanted })
    if (!running.includes(wanted)) return refused({ key: 'notConnected', platform: wanted })
    if (!direct.known.includes(wanted)) return refused({ key: 'notOnPlatform', platform: wanted })
    await preferDirect(ctx.db, actor.id, wanted)
    return whisper(line(say('done.dm', { where: say(`platform.${wanted}`), from: say(`platform.${now}`) })))
  },
})
