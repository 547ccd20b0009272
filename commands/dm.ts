import { z } from 'zod'
import { readDirect } from '../db/queries/direct.ts'
import { type Button, buttons, line } from '../src/cards/card.ts'
import { command } from '../src/chat/command.ts'
import { refused } from '../src/chat/refusal.ts'
import { whisper } from '../src/chat/reply.ts'
import { type Platform, platforms } from '../src/domain/platform.ts'
import { optionalLine } from '../src/forms/inputs.ts'
import { preferDirect } from '../src/services/add-members.ts'
import { chooseP1Always, readP1Always } from '../src/services/any-hour.ts'
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

/** What is asked about a P1: to hear of it always or in working hours; null where the text is not about that. */
const hoursIn = (text: string | null) => /^p1(?:\s+(always|hours))?$/i.exec(text ?? '')

const change = (isAlways: boolean): Button => ({
  label: isAlways ? 'button.dm.p1Hours' : 'button.dm.p1Always',
  word: 'dm',
  does: 'runs',
  variant: isAlways ? 'p1Hours' : 'p1Always',
})

const aboutP1 = (isAlways: boolean) => line(say(isAlways ? 'dm.p1Always' : 'dm.p1Hours'))

/**
 * Says where one gets direct messages and when about a P1, or changes that: where, for who is on both platforms (product
 * §6, "Cards"); when, for everybody (domain §6).
 */
export const verb = command({
  word: 'dm',
  kind: 'verb',
  about: 'none',
  who: ['anyone'],
  input: z.object({ to: optionalLine(100) }),
  typed: (text) => ({ to: text }),
  variants: {
    slack: { to: 'slack' },
    teams: { to: 'teams' },
    p1Always: { to: 'p1 always' },
    p1Hours: { to: 'p1 hours' },
  },
  run: async ({ ctx, actor, intent, input: { to } }) => {
    const asked = hoursIn(to)
    if (asked?.[1]) {
      const isAlways = asked[1].toLowerCase() === 'always'
      await chooseP1Always(ctx, actor.id, isAlways)
      return whisper(aboutP1(isAlways))
    }
    const running = runningOf(ctx.examine())
    const direct = await readDirect(ctx.db, actor.id)
    const now = direct.now ?? intent.actor.platform
    if (to === null || asked) {
      const isAlways = await readP1Always(ctx, actor.id)
      const others = running.filter((one) => one !== now)
      const where = line(say('dm.now', { where: say(`platform.${now}`) }))
      return whisper(where, aboutP1(isAlways), buttons(null, [...others.map(bring), change(isAlways)]))
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
