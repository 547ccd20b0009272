import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identities, members } from '../../db/schema/index.ts'
import { type Both, openBoth } from '../support/both.ts'
import type { Chat, Who } from '../support/chat.ts'
import { offered, said } from '../support/seen.ts'
import { levels, opportunity, titleOf } from '../support/story.ts'

let both: Both
beforeAll(async () => {
  both = await openBoth()
  await both.inSlack.binds('dach')
  await both.slack.type('Sofia', 'here alerts', 'wins')
  await both.teams.type('Sofia', 'here alerts', 'wins')
})
afterAll(() => both.close())

const idsOf = async (local: string) => {
  const rows = await both
    .db()
    .select({ member: members.id, platform: identities.platform })
    .from(identities)
    .innerJoin(members, eq(members.id, identities.memberId))
    .where(eq(members.email, `${local}@fjordlight.example`))
  return { members: new Set(rows.map(({ member }) => member)).size, on: rows.map(({ platform }) => platform).sort() }
}

const toldAbout = (chat: Chat, who: Who, number: number) =>
  chat.see(who, 'direct').filter((one) => new RegExp(`#${number}\\b`).test(said(one)))

/** Lena spoke with the lead in Slack, and hands it to somebody there. */
const qualifyInSlack = async (ae: string) => {
  const number = await both.inSlack.sal()
  await both.inSlack.type('Lena', `touch ${number} call reached`)
  await both.inSlack.does('Lena', `qualify ${number}`, { ...levels(2, 2, 2, 3), 'Account executive': ae })
  await both.slack.dismiss('Lena')
  return number
}

describe('a hand-over from an SDR in Slack to an AE in Teams', () => {
  it('asks an AE in Teams who never acted there and is found by the address', async () => {
    await both.slack.leaves('Paolo')
    expect(await idsOf('paolo.greco')).toEqual({ members: 0, on: [] })
    const number = await qualifyInSlack('Paolo Greco')
    const question = await both.teams.sees('Paolo', 'direct', titleOf(number))
    expect(offered(question).slice(0, 2)).toEqual(['Confirm SQO', 'Return'])
    expect(await idsOf('paolo.greco')).toEqual({ members: 1, on: ['teams'] })
  })

  it('is confirmed in Teams, and the alert stands in both', async () => {
    const number = await qualifyInSlack('Paolo Greco')
    await both.teams.tap('Paolo', 'direct', await both.teams.sees('Paolo', 'direct', titleOf(number)), 'Confirm SQO')
    await both.teams.fill('Paolo', opportunity)
    for (const chat of [both.slack, both.teams]) {
      const alert = await chat.sees('Felix', 'wins', new RegExp(`SQO · #${number}\\b`))
      expect(said(alert)).toContain('Paolo Greco confirmed')
      expect(said(alert)).toContain('Felix Amsel → Lena Vogt → Paolo Greco')
    }
    await both.slack.sees('Mia', 'dach', new RegExp(`SQO · #${number}\\b`))
    const done = await both.teams.sees('Paolo', 'direct', new RegExp(`SQO · #${number}\\b`))
    expect(offered(done)).toEqual([])
  })

  it('goes back to Slack when the AE returns it in Teams', async () => {
    const number = await qualifyInSlack('Paolo Greco')
    await both.teams.tap('Paolo', 'direct', await both.teams.sees('Paolo', 'direct', titleOf(number)), 'Return')
    await both.teams.fill('Paolo', { Reason: 'information is missing', Note: 'Who signs the contract there?' })
    const told = await both.slack.sees('Lena', 'direct', new RegExp(`#${number}[^]*Who signs the contract`))
    expect(said(told)).toContain('Paolo Greco')
    await both.settled()
    expect(toldAbout(both.teams, 'Lena', number)).toEqual([])
  })

  it('asks the AE after the call, in Teams', async () => {
    const number = await qualifyInSlack('Paolo Greco')
    await both.inSlack.does('Lena', `meet ${number}`, { Date: '2026-11-18', Time: '10:30' })
    await both.slack.dismiss('Lena')
    both.clock.ms += 2 * 3_600_000
    await both.tick()
    const prompt = await both.teams.sees('Paolo', 'direct', /How did it go\?/)
    expect(prompt.text).not.toContain('Lead')
    await both.teams.tap('Paolo', 'direct', prompt, 'Held')
    expect(await both.inSlack.history(number)).toContain('Paolo Greco')
  })
})

describe('who is on both platforms', () => {
  it('is one member there, by the address', async () => {
    await both.inSlack.type('Tom', 'mine')
    await both.inTeams.type('Tom', 'mine')
    expect(await idsOf('tom.richter')).toEqual({ members: 1, on: ['slack', 'teams'] })
    const number = await both.inSlack.handOff()
    await both.inSlack.type('Lena', `accept ${number}`)
    expect(await both.inTeams.type('Lena', 'mine', 'direct')).toContain(`#${number}`)
  })

  /** Hands off a lead, has it accepted by Lena, and gives where the submitter heard of that. */
  const hearsOn = async (who: Who, from: 'inSlack' | 'inTeams') => {
    const number = await both[from].handOff({}, who)
    await both.inSlack.type('Lena', `accept ${number}`)
    await both.settled()
    return {
      slack: toldAbout(both.slack, who, number).filter((one) => said(one).includes('accepted')).length,
      teams: toldAbout(both.teams, who, number).filter((one) => said(one).includes('accepted')).length,
    }
  }

  it('gets direct messages where they joined first', async () => {
    await both.inSlack.type('Giulia', 'mine')
    await both.inTeams.type('Giulia', 'mine')
    expect(await hearsOn('Giulia', 'inTeams')).toEqual({ slack: 1, teams: 0 })
    await both.inTeams.type('Marco', 'mine')
    await both.inSlack.type('Marco', 'mine')
    expect(await hearsOn('Marco', 'inSlack')).toEqual({ slack: 0, teams: 1 })
  })

  it('gets them in Teams after leaving Slack', async () => {
    await both.inSlack.type('Ingrid', 'mine')
    await both.inTeams.type('Ingrid', 'mine')
    await both.slack.leaves('Ingrid')
    expect(await hearsOn('Ingrid', 'inTeams')).toEqual({ slack: 0, teams: 1 })
  })

  it('gets them in Slack after removing the app in Teams', async () => {
    await both.inTeams.type('Oskar', 'mine', 'direct')
    await both.inSlack.type('Oskar', 'mine')
    const fake = both.teams.teams
    await fake?.act('29:Oskar', { type: 'change', conversation: fake.personalOf('29:Oskar'), does: 'uninstall' })
    expect(await hearsOn('Oskar', 'inSlack')).toEqual({ slack: 1, teams: 0 })
  })
})

it('nothing that was sent broke a rule of either platform', () => {
  expect([...both.slack.problems(), ...both.teams.problems()]).toEqual([])
})
