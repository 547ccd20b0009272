import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Both, openBoth } from '../support/both.ts'
import type { Chat } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'

let both: Both
beforeAll(async () => {
  both = await openBoth()
  await both.inSlack.binds('dach')
})
afterAll(() => both.close())

const hasHeard = (chat: Chat, number: number) =>
  chat.see('Felix', 'direct').some((one) => new RegExp(`Lena Vogt accepted.*#${number}\\b`).test(said(one)))

/** Felix hands off in Slack, and hears of the acceptance in his direct messages. */
const accepted = async () => {
  const number = await both.inSlack.handOff()
  await both.inSlack.type('Lena', `accept ${number}`)
  return number
}

describe('who is on both platforms', () => {
  it('is not known on the other before they wrote there', async () => {
    await accepted()
    expect(await both.inSlack.type('Felix', 'dm teams')).toMatch(/^I do not know you in Teams\. Write to Baton there/)
  })

  it('gets direct messages where they joined first, and is offered the other', async () => {
    await both.inTeams.type('Felix', 'help')
    expect(await both.inTeams.type('Felix', 'dm')).toContain('Your direct messages come in Slack.')
    const number = await accepted()
    await both.slack.sees('Felix', 'direct', new RegExp(`#${number}\\b`))
    await both.settled()
    expect(hasHeard(both.teams, number)).toBe(false)
  })

  it('gets them on the other after dm, and back again', async () => {
    expect(await both.inSlack.type('Felix', 'dm teams')).toMatch(/^From now on your direct messages come in Teams\./)
    const inTeams = await accepted()
    await both.teams.sees('Felix', 'direct', new RegExp(`#${inTeams}\\b`))
    await both.settled()
    expect(hasHeard(both.slack, inTeams)).toBe(false)
    expect(await both.inTeams.type('Felix', 'dm slack')).toMatch(/^From now on your direct messages come in Slack\./)
    const inSlack = await accepted()
    await both.slack.sees('Felix', 'direct', new RegExp(`#${inSlack}\\b`))
    await both.settled()
    expect(hasHeard(both.teams, inSlack)).toBe(false)
  })

  it('changes it by the button that stands below the answer', async () => {
    await both.inTeams.type('Felix', 'dm', 'direct')
    const answer = both.teams.whisper('Felix', 'direct')
    expect(offered(answer)).toEqual(['Send them to Teams', 'P1 at any hour'])
    await both.teams.tap('Felix', 'direct', answer, 'Send them to Teams')
    expect(await both.inTeams.type('Felix', 'dm Microsoft Teams')).toBe('Your direct messages come in Teams already.')
  })

  it('gets them in Slack when they take nothing from the app in Teams any more', async () => {
    const fake = both.teams.teams
    if (!fake) throw new Error('This is not Teams.')
    const call = `POST /v3/conversations/${fake.personalOf('29:Felix')}/activities`
    fake.fail({ call, status: 403, code: 'MessageWritesBlocked' })
    const number = await accepted()
    await both.slack.sees('Felix', 'direct', new RegExp(`#${number}\\b`))
    await both.settled()
    expect(await both.inSlack.type('Felix', 'dm')).toContain('Your direct messages come in Slack.')
  })
})
