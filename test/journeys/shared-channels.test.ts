import { describe, expect, it } from 'vitest'
import { onSlack, type Where, type Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'
import { words } from '../support/words.ts'

const { chat, story } = await openScene()

const cardsIn = (where: Where) => chat.see('Felix', where).filter((one) => !one.isForOneAlone && /#\d+/.test(said(one)))
const told = async (who: Who, text: string) =>
  chat.see(who, 'direct').filter((message) => said(message).includes(text)).length

describe('a channel that is shared with another organisation', () => {
  it('gets a warning instead of a binding, and no card', async () => {
    await chat.share('dach', true)
    const number = await story.handOff()
    const text = await story.type('Sofia', 'here dach', 'dach')
    expect(text).toContain('People of another organisation read this channel. Cards of DACH')
    expect(offered(chat.whisper('Sofia', 'dach'))).toEqual(['Allow here'])
    await chat.settled()
    expect(cardsIn('dach')).toEqual([])
    expect(await story.type('Lena', 'here dach', 'dach')).toBe('Only managers and admins may use here.')
    expect(await story.shows(number)).toContain('MQL')
  })

  it('is bound where a manager allows it, and by nobody else', async () => {
    await chat.tap('Sofia', 'dach', chat.whisper('Sofia', 'dach'), 'Allow here')
    await chat.sees('Sofia', 'dach', 'DACH stands here now. 1 hand-off waits')
    await chat.settled()
    expect(cardsIn('dach')).toHaveLength(1)
    await story.handOff()
    await chat.settled()
    expect(cardsIn('dach')).toHaveLength(2)
  })

  it('asks no second time while it is bound, and again for what it is bound to anew', async () => {
    expect(await story.type('Sofia', 'here dach', 'dach')).toContain('No card is missing.')
    await story.type('Sofia', 'unhere', 'dach')
    expect(await story.type('Sofia', 'here dach', 'dach')).toContain('People of another organisation')
  })

  it('asks for the SQO alerts too, and an invitation that is still out counts', async () => {
    await chat.share('wins', 'pending')
    expect(await story.type('Sofia', 'here alerts', 'wins')).toContain('SQO alerts, with companies and amounts,')
    await chat.tap('Sofia', 'wins', chat.whisper('Sofia', 'wins'), 'Allow here')
    await chat.sees('Sofia', 'wins', 'SQO alerts come here now.')
    const number = await story.sqo()
    await chat.sees('Felix', 'wins', `SQO · #${number}`)
  })
})

// Teams has no way to share a channel that stands.
describe.runIf(onSlack)('a bound channel that is shared later, as in Slack alone', () => {
  it('gets nothing more, and its managers hear of it once', async () => {
    expect(await story.type('Sofia', 'here italy', 'italy')).toContain('Italy stands here now.')
    const first = await story.handOff({ Queue: 'Italy' })
    await chat.sees('Giulia', 'italy', `MQL · #${first}`)
    await chat.share('italy', true)
    const second = await story.handOff({ Queue: 'Italy' })
    await chat.sees(
      'Sofia',
      'direct',
      `${words.channel('italy')} is shared with another organisation now, so I hold back the cards of Italy.`,
    )
    const third = await story.handOff({ Queue: 'Italy' })
    await story.type('Giulia', `accept ${first}`)
    await chat.tick()
    const shown = cardsIn('italy').map(said).join(' ')
    for (const number of [second, third]) expect(shown).not.toContain(`#${number}`)
    expect(shown).not.toContain('Giulia Conti accepted')
    expect(await told('Sofia', 'is shared with another organisation now')).toBe(1)
    for (const who of ['Giulia', 'Felix', 'Lena'] as const) expect(await told(who, 'shared with another')).toBe(0)
  })

  it('still answers who asks there, since only they see it', async () => {
    expect(await story.type('Giulia', 'queue italy', 'italy')).toContain('Italy')
  })

  it('gets all of it once a manager allows it', async () => {
    await story.type('Sofia', 'here italy', 'italy')
    await chat.tap('Sofia', 'italy', chat.whisper('Sofia', 'italy'), 'Allow here')
    await chat.settled()
    const shown = cardsIn('italy').map(said)
    expect(shown.filter((text) => text.includes('MQL · '))).toHaveLength(2)
    expect(shown.filter((text) => text.includes('Giulia Conti accepted'))).toHaveLength(1)
  })

  it('is mended as well by binding another channel: what waited comes there', async () => {
    await story.type('Sofia', 'here nordics', 'nordics')
    await chat.share('nordics', true)
    const number = await story.handOff({ Queue: 'Nordics' })
    await chat.sees('Sofia', 'direct', `${words.channel('nordics')} is shared with another`)
    await story.type('Sofia', 'here nordics', 'marketing')
    await chat.sees('Ingrid', 'marketing', `MQL · #${number}`)
    expect(cardsIn('nordics')).toEqual([])
  })

  it('gets all of it as well once it is shared no more', async () => {
    await story.type('Sofia', 'here dach', 'marketing')
    await chat.share('marketing', true)
    const number = await story.handOff()
    await chat.sees('Sofia', 'direct', `${words.channel('marketing')} is shared with another`)
    await chat.share('marketing', false)
    await chat.sees('Lena', 'marketing', `MQL · #${number}`)
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
