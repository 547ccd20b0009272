import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOf } from '../../src/chat/body.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  stage.teams.addConversation({
    id: '19:odd@thread.tacv2',
    name: '{{DATE(2026-11-18T09:00:00Z)}}\u202e odd',
    kind: 'channel',
    teamId: '19:sales@thread.tacv2',
  })
  await stage.say('Sofia', 'dach', 'help')
}, 60_000)
afterAll(() => stage.close())

/** What a field offers to somebody who types. */
const offered = async (dataset: string, queryText: string) => {
  const asked = { type: 'invoke', name: 'application/search', text: undefined, value: { dataset, queryText } }
  const activity = stage.teams.activity(stage.idOf('Sofia'), stage.conversation('dach'), asked)
  const answer = objectOf(await (await stage.teams.send(activity)).json())
  return objectOf(answer.value).results
}

test('the name of a channel is shown as it is: no moment, nothing hidden in it', async () => {
  expect(await offered('channel', 'odd')).toEqual([
    { title: '{\u200b{DATE(2026-11-18T09:00:00Z)}} odd', value: '19:odd@thread.tacv2' },
  ])
})

test('a currency is found by its name', async () => {
  expect(await offered('currency', 'swiss')).toContainEqual({ title: expect.stringContaining('CHF'), value: 'CHF' })
})
