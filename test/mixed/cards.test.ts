import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Both, openBoth } from '../support/both.ts'
import type { Chat, Seen, Who } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'
import { titleOf } from '../support/story.ts'
import { linesOf } from '../support/wire.ts'

let both: Both
beforeAll(async () => {
  both = await openBoth()
  await both.inSlack.binds('dach')
  await both.inTeams.binds('dach')
})
afterAll(() => both.close())

/** What the copies of a hand-off's card say that stand in a channel. */
const copies = (chat: Chat, number: number) =>
  chat.see('Mia', 'dach').flatMap((one) => (!one.isForOneAlone && titleOf(number).test(said(one)) ? [said(one)] : []))

const standOn = (number: number, stage: string) =>
  vi.waitFor(
    () => {
      for (const chat of [both.slack, both.teams])
        expect(copies(chat, number).map((one) => one.split(' ')[1])).toEqual([stage])
    },
    { timeout: 20_000, interval: 20 },
  )

/** What somebody reads in a message of Teams whose client has it open: each redraw makes it ask for their own view. */
const below = async (who: Who, { id, place }: Seen) => {
  await both.teams.teams?.act(`29:${who}`, { type: 'open', conversation: place })
  const places = both.teams.teams?.see(`29:${who}`).conversations ?? []
  const shown = places.find((one) => one.id === place)?.messages.find((one) => one.id === id)
  return said({ card: shown?.card ?? null })
}

describe('a queue with a channel on each platform', () => {
  it('shows a hand-off in both, once each, whichever it was made on', async () => {
    const [one, two] = [await both.inSlack.handOff(), await both.inTeams.handOff()]
    await standOn(one, 'MQL')
    await standOn(two, 'MQL')
    for (const chat of [both.slack, both.teams]) {
      const card = await chat.sees('Mia', 'dach', titleOf(one))
      expect(offered(card).slice(0, 2)).toEqual(['Accept', 'Reject'])
    }
  })

  it('redraws the card in Teams when it is accepted in Slack', async () => {
    const number = await both.inSlack.handOff()
    await both.slack.tap('Lena', 'dach', await both.inSlack.card(number), 'Accept')
    await standOn(number, 'SAL')
    expect(copies(both.teams, number)[0]).toContain('Lena Vogt')
    expect(offered(await both.inTeams.card(number))).not.toContain('Accept')
  })

  it('redraws the card in Slack when it is accepted in Teams', async () => {
    const number = await both.inSlack.handOff()
    await both.teams.tap('Jonas', 'dach', await both.inTeams.card(number), 'Accept')
    await standOn(number, 'SAL')
    expect(copies(both.slack, number)[0]).toContain('Jonas Brandt')
    expect(offered(await both.inSlack.card(number))).not.toContain('Accept')
  })

  it('lets one of two win who tap at once, one on each platform; the other reads who was faster', async () => {
    for (let round = 0; round < 5; round++) {
      const number = await both.inTeams.handOff()
      const [there, here] = [await both.inSlack.card(number), await both.inTeams.card(number)]
      await Promise.all([
        both.slack.tap('Lena', 'dach', there, 'Accept'),
        both.teams.tap('Jonas', 'dach', here, 'Accept'),
      ])
      await standOn(number, 'SAL')
      const isLena = copies(both.slack, number)[0]?.includes('Lena Vogt')
      const winner = isLena ? 'Lena Vogt' : 'Jonas Brandt'
      expect(isLena ? await below('Jonas', here) : both.slack.whispered('Lena', 'dach')).toContain(
        `#${number}: ${winner} accepted it`,
      )
      expect((await linesOf(both.slack, number)).map(({ verb }) => verb)).toEqual(['new', 'accept'])
    }
  })

  it('breaks no rule of either platform', () => {
    expect([...both.slack.problems(), ...both.teams.problems()]).toEqual([])
  })
})
