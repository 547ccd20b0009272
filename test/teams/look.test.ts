import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { said } from './seen.ts'
import { openStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
const [shared, hidden] = ['19:partners@thread.tacv2', '19:board@thread.tacv2']
beforeAll(async () => {
  stage = await openStage()
  const of = { kind: 'channel', teamId: '19:sales@thread.tacv2', hasBot: true } as const
  const members = ['Lena', 'Sofia', 'Felix'].map((who) => stage.idOf(who as 'Lena'))
  stage.teams.addConversation({ ...of, id: shared, name: 'partners', channelType: 'shared', members })
  stage.teams.addConversation({ ...of, id: hidden, name: 'board', channelType: 'private', members })
  // The first word of all takes longest.
  await stage.say('Sofia', 'Sofia', 'help')
}, 60_000)
afterAll(() => stage.close())

const binds = (conversation: string) =>
  stage.teams.act(stage.idOf('Sofia'), { type: 'say', conversation, text: '@Baton here dach' })
const reads = (text: string) => stage.sees('Sofia', 'Sofia', text)

describe('a channel that the list of its team leaves out', () => {
  test('is warned of where it is shared, and gets nothing before a manager allows it', async () => {
    await binds(shared)
    await reads('People of another organisation read this channel')
  })

  test('is bound where it is private, and is whole', async () => {
    await binds(hidden)
    await reads('DACH stands here now')
    await stage.say('Sofia', 'Sofia', 'doctor')
    expect(said((await reads('Store: ')).card)).toContain('✅ Channels: the channel (DACH)')
  })
})
