import { describe, expect, test } from 'vitest'
import { type Chat, onSlack, slackOf, type Who } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'
import { levels } from '../support/story.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

const tapHome: Chat['tapHome'] = (who, label, number) => chat.tapHome(who, label, number)

/** What it shows by now: Slack draws it again by itself, in Teams it is asked for again. */
const shownHome = async (who: Who) => {
  const home = onSlack ? chat.shownHome(who) : await chat.home(who)
  return home ? said(home) : ''
}

describe('the Home tab', () => {
  test('offers the first steps to everybody', async () => {
    expect(offered(await chat.home('Nobody'))).toEqual(['Hand off a lead', 'Queue', 'Funnel', 'I’m away', 'Help'])
  })

  test('opens the form, and shows afterwards what became of what was handed off', async () => {
    await tapHome('Felix', 'Hand off a lead')
    const lead = { Name: 'Ida Licht', Email: 'ida@licht.example', Company: 'Licht GmbH', 'Why now?': 'Now' }
    await story.send('Felix', { ...lead, Source: 'event', Queue: 'DACH' })
    await chat.dismiss('Felix')
    await expect.poll(() => shownHome('Felix')).toMatch(/What you handed off last.*MQL · #\d+.*Ida Licht/s)
    const number = Number(/MQL · #(\d+)/.exec(await shownHome('Felix'))?.[1])
    await chat.type('Lena', `accept ${number}`)
    expect(said(await chat.home('Felix'))).toMatch(/SAL · #\d+.*Lena Vogt, since/s)
  })

  test('answers in a modal, and is drawn again after what is done in it', async () => {
    const number = await story.handOff()
    await chat.type('Lena', `accept ${number}`)
    await tapHome('Lena', 'No answer', number)
    // The answer stands in a modal in Slack, and in the place of what was tapped in Teams.
    await expect.poll(() => story.reads('Lena', 'direct')).toContain(`Logged for #${number}`)
    await chat.dismiss('Lena')
    await chat.settled()
    const before = await shownHome('Lena')
    await tapHome('Lena', 'Qualify', number)
    await story.send('Lena', { ...levels(2, 2, 2, 3), 'Spoke on': '2026-11-18', 'Account executive': 'Paolo Greco' })
    await chat.dismiss('Lena')
    await expect.poll(() => shownHome('Lena')).not.toBe(before)
    expect(await shownHome('Lena')).toContain(`SQL · #${number}`)
  })

  test('of a manager says what waits in the queues that the person manages', async () => {
    await story.handOff()
    expect(said(await chat.home('Sofia'))).toMatch(/Waiting in your queues.*DACH: 1, the oldest since/s)
    expect(said(await chat.home('Paolo'))).not.toMatch(/in your queues/)
  })

  test.runIf(onSlack)(
    'refuses by a direct message where no modal opens any more: Teams has no such limit',
    async () => {
      slackOf(chat).fail({ method: 'views.open', times: 1, error: 'expired_trigger_id' })
      await tapHome('Jonas', 'Queue')
      await chat.sees('Jonas', 'direct', /DACH/)
    },
  )
})
