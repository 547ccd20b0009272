import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Both, openBoth } from '../support/both.ts'
import type { Chat } from '../support/chat.ts'
import { said } from '../support/seen.ts'

let both: Both
beforeEach(async () => {
  both = await openBoth()
  await both.inSlack.binds('dach')
  await both.inTeams.binds('dach')
})
afterEach(() => both.close())

/** The cards of a channel, oldest first: stage and number. */
const cardsIn = (chat: Chat) =>
  chat.see('Mia').flatMap((one) => {
    const [, stage, number] = /^\S+ ([A-Z]+) · #(\d+)/.exec(one.isForOneAlone ? '' : said(one)) ?? []
    return stage === undefined ? [] : [`${stage} #${number}`]
  })

const toldIn = (chat: Chat) =>
  chat.see('Sofia', 'direct').flatMap((one) => (/I cannot write in/.test(said(one)) ? [said(one)] : []))

const stand = (chat: Chat, cards: string[]) =>
  vi.waitFor(() => expect(cardsIn(chat)).toEqual(cards), { timeout: 20_000, interval: 20 })

describe.each([
  ['Baton was removed from the team', 'remove', 'invite'],
  ['the channel was deleted', 'archive', 'unarchive'],
] as const)('in Teams %s', (_, breaks, mends) => {
  it('the manager is told once, in Slack, where she joined; Slack goes on; in Teams all comes when it is mended', async () => {
    const before = await both.inSlack.handOff()
    await stand(both.teams, [`MQL #${before}`])
    await both.teams.changePlace('dach', breaks)
    const first = await both.inSlack.handOff()
    const second = await both.inSlack.handOff()
    await both.inSlack.type('Lena', `accept ${before}`)
    await both.slack.sees('Sofia', 'direct', /I cannot write in/)
    await stand(both.slack, [`SAL #${before}`, `MQL #${first}`, `MQL #${second}`])
    expect(cardsIn(both.teams)).toEqual([`MQL #${before}`])
    await both.inSlack.type('Lena', `accept ${first}`)
    await both.teams.changePlace('dach', mends)
    await stand(both.teams, [`SAL #${before}`, `SAL #${first}`, `MQL #${second}`])
    await both.settled()
    expect(toldIn(both.slack)).toHaveLength(1)
    expect(toldIn(both.slack)[0]).toContain('The cards of DACH belong there, and wait.')
    expect(toldIn(both.teams)).toEqual([])
    expect([...both.slack.problems(), ...both.teams.problems()]).toEqual([])
  })
})

it('a channel of Slack that breaks is told in Teams to who is there alone, and Teams goes on', async () => {
  await both.inTeams.type('Sofia', 'mine', 'direct')
  await both.slack.changePlace('dach', 'archive')
  await both.slack.leaves('Sofia')
  const number = await both.inTeams.handOff()
  await both.teams.sees('Sofia', 'direct', /I cannot write in #dach any more: it was archived/)
  await stand(both.teams, [`MQL #${number}`])
  expect(cardsIn(both.slack)).toEqual([])
})
