import { and, eq, isNotNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outbox } from '../../db/schema/index.ts'
import { botScopes } from '../../src/slack/permissions.ts'
import { type Chat, onSlack, openChat, slackOf } from '../support/chat.ts'
import { said } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'
import { words } from '../support/words.ts'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeEach(async () => {
  chat = await openChat()
  story = tellStory(chat)
})
afterEach(() => chat.close())

const [dach, nordics, italy, wins] = (['dach', 'nordics', 'italy', 'wins'] as const).map(words.channel)
const ofPlatform = onSlack
  ? [
      '✅ Slack: the token fits, for Fjordlight, and all permissions are there.',
      '✅ Slack: no request was refused lately for its signature.',
    ]
  : [
      '✅ Teams: the login gives a token for the app.',
      expect.stringMatching(/^✅ Teams: requests arrive, the last \d+ sec ago, and none was refused lately\.$/),
    ]

const doctor = async () => (await story.type('Sofia', 'doctor')).split('\n')
const without = (...scopes: string[]) => botScopes.filter((one) => !scopes.includes(one))

const bindAll = async () => {
  await story.binds('dach', 'nordics', 'italy')
  await chat.type('Sofia', 'here alerts', 'wins')
}

describe('doctor', () => {
  it('answers an admin alone, and says to others who may', async () => {
    expect(await story.type('Lena', 'doctor')).toBe('Only an admin can use doctor.')
    expect(chat.see('Lena', 'marketing').filter((one) => one.isBot && !one.isForOneAlone)).toEqual([])
  })

  it('finds all well where all is well', async () => {
    await bindAll()
    expect(await doctor()).toEqual([
      expect.stringMatching(/^✅ Store: (embedded|Postgres), 0 hand-offs\./),
      ...ofPlatform,
      expect.stringMatching(/^⚠️ Address: BASE_URL is not set/),
      ...(onSlack ? [] : ['✅ Teams: Baton is in 5 teams and group chats.']),
      `✅ Channels: ${dach} (DACH), ${nordics} (Nordics), ${italy} (Italy), and ${wins} (SQO alerts)`,
    ])
  })

  it.runIf(onSlack)('names each permission that is missing in Slack, and the way back', async () => {
    await story.type('Sofia', 'help')
    slackOf(chat).grant(without('users:read.email', 'groups:read'))
    const rows = await doctor()
    expect(rows).toContain('✅ Slack: the token fits, for Fjordlight.')
    expect(rows).toContain(
      '❌ Slack: 2 permissions are missing: groups:read and users:read.email. Upload the manifest again, and install the app again.',
    )
    expect(rows.find((row) => row.includes('not found in Slack'))).toContain('Lena Vogt')
  })

  it('names who cannot be reached', async () => {
    chat.changeEmail('Ingrid', 'else@fjordlight.example')
    const rows = await doctor()
    const isMissing = `is not found in ${words.platform}, and cannot be written to. Correct`
    expect(rows.filter((row) => row.includes(`not found in ${words.platform}`))).toEqual([
      expect.stringContaining(`⚠️ Ingrid Dahl ${isMissing}`),
    ])
  })

  it('says of each queue, and of the alerts, where a channel is missing', async () => {
    const rows = await doctor()
    expect(rows).toContain(
      `⚠️ DACH has no channel, so nobody sees its cards. Type ${words.command} here dach in the one where they belong.`,
    )
    expect(rows.filter((row) => row.includes('has no channel')).length).toBe(3)
    expect(rows.find((row) => row.includes('SQO alerts have no channel'))).toContain(`${words.command} here alerts`)
  })

  it('names the channels that are closed, each by why and what to do', async () => {
    await bindAll()
    await chat.changePlace('dach', 'archive')
    await chat.changePlace('italy', 'remove')
    const rows = await doctor()
    expect(rows).toContain(
      `❌ ${dach} (DACH) was archived. Take it out of the archive, or bind another channel: ${words.command} here dach`,
    )
    expect(rows.find((row) => row.includes('(Italy)'))).toContain(
      onSlack
        ? '❌ #italy (Italy): I am not in that channel. Invite me'
        : '❌ italy (Italy): I am not in the team of that',
    )
    expect(rows).toContain(`✅ Channels: ${nordics} (Nordics) and ${wins} (SQO alerts)`)
  })

  it('lets out what waited for a channel that it finds open again', async () => {
    await bindAll()
    chat.fail({ call: 'post', how: 'not there' })
    const number = await story.handOff()
    await chat.sees('Sofia', 'direct', `I cannot write in ${dach} any more`)
    expect(await doctor()).toContainEqual(expect.stringContaining(`${dach} (DACH)`))
    await chat.sees('Lena', 'dach', new RegExp(`MQL · #${number}`))
  })

  it('looks at a channel that has digests alone, and lets out what waited there', async () => {
    await story.type('Sofia', 'digest new', 'wins')
    await story.send('Sofia', {})
    await chat.dismiss('Sofia')
    const ofDigest = `${wins} (the digest “funnel last week”)`
    expect(await doctor()).toContain(`✅ Channels: ${ofDigest}`)
    await chat.changePlace('wins', 'archive')
    expect(await doctor()).toContain(
      `❌ ${ofDigest} was archived. Take it out of the archive, or plan it in another channel: ${words.command} digest new`,
    )
    await chat.changePlace('wins', 'unarchive')
    chat.fail({ call: 'post', how: 'not there' })
    chat.clock.ms = Date.parse('2026-11-23T08:00:00Z')
    await chat.tick()
    await chat.sees('Sofia', 'direct', `I cannot write in ${wins} any more`)
    const waiting = and(eq(outbox.state, 'queued'), isNotNull(outbox.error))
    await expect.poll(() => chat.db().select().from(outbox).where(waiting)).toHaveLength(1)
    expect(await doctor()).toContain(`✅ Channels: ${ofDigest}`)
    await chat.sees('Lena', 'wins', /^Funnel 16 Nov 2026/)
  })

  it.runIf(onSlack)('names what Slack says of the token', async () => {
    await story.type('Sofia', 'help')
    slackOf(chat).fail({ method: 'auth.test', times: 1, error: 'token_revoked' })
    expect(await doctor()).toContain(
      '❌ Slack refuses the token: token_revoked. Install the app again and copy SLACK_BOT_TOKEN.',
    )
  })

  it.runIf(onSlack)('notices requests of Slack whose signature did not fit', async () => {
    const headers = {
      'x-slack-request-timestamp': String(Math.floor(chat.clock.ms / 1000)),
      'x-slack-signature': 'v0=00',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const refused = await fetch(`${chat.url()}/slack/events`, { method: 'POST', headers, body: 'command=/lead' })
    expect(refused.status).toBe(401)
    chat.clock.ms += 60_000
    expect((await doctor()).find((row) => row.includes('refused'))).toMatch(/^⚠️ Slack: a request was refused 1 min ago/)
    chat.clock.ms += 3_600_000
    expect(await doctor()).toContain('✅ Slack: no request was refused lately for its signature.')
  })

  it('says how much could not be delivered', async () => {
    chat.fail({ call: 'post', how: 'not taken' })
    await chat.type('Sofia', 'here dach', 'dach')
    await story.handOff()
    await expect.poll(() => chat.hasMet('not taken')).toBe(true)
    await chat.settled()
    expect((await doctor()).find((row) => row.includes('could not be delivered'))).toMatch(/^⚠️ One message/)
  })
})

it.runIf(onSlack)(
  'everything that the product does in Slack is covered by the permissions of the manifest',
  async () => {
    await bindAll()
    const number = await story.sqo()
    await chat.sees('Lena', 'wins', new RegExp(`SQO · #${number}`))
    expect(
      slackOf(chat)
        .calls()
        .filter((one) => one.answer.error === 'missing_scope'),
    ).toEqual([])
    expect(said(await chat.home('Paolo'))).not.toBe('')
  },
)
