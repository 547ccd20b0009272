import { afterEach, expect, test } from 'vitest'
import { openStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
afterEach(() => stage.close())

const open = async () => {
  stage = await openStage()
}

type Element = { type: string; inlines?: { text?: string }[] }

/** The findings, one a line, as Sofia reads them in her own chat. */
const doctor = async (): Promise<string[]> => {
  const before = stage.see('Sofia', 'Sofia').length
  await stage.say('Sofia', 'Sofia', 'doctor')
  // What the outbox has for her may stand beside the answer.
  const answers = stage.see('Sofia', 'Sofia').slice(before)
  const answer = answers.find(({ card }) => JSON.stringify(card).includes('Store: '))
  if (!answer) throw new Error(`The doctor said nothing, but: ${answers.map(({ summary }) => summary).join(' | ')}`)
  const body = (answer.card?.body ?? []) as Element[]
  return body.map(({ inlines }) => (inlines ?? []).map(({ text }) => text ?? '').join(''))
}

/** The app in the one team, as everybody who has channels with it has heard of by then. */
const bind = async () => {
  await stage.say('Sofia', 'dach', '@Baton here dach')
  await stage.say('Sofia', 'italy', '@Baton here italy')
  await stage.say('Sofia', 'wins', '@Baton here alerts')
}

test('all is well where the app is in a team, channels are bound and everybody is known', async () => {
  await open()
  await bind()
  expect(await doctor()).toEqual([
    expect.stringMatching(/^✅ Store: (embedded|Postgres), 0 hand-offs\./),
    '✅ Teams: the login gives a token for the app.',
    '✅ Teams: requests arrive, the last 1 sec ago, and none was refused lately.',
    expect.stringMatching(/^⚠️ Address: BASE_URL is not set to a public address/),
    '✅ Teams: Baton is in one team or group chat.',
    '✅ Channels: dach (DACH), italy (Italy), and wins (SQO alerts)',
    expect.stringMatching(/^⚠️ Nordics has no channel/),
  ])
})

test('where Baton is in no team, no channel is known, and nobody by an address', async () => {
  await open()
  const rows = await doctor()
  expect(rows).toContainEqual(expect.stringMatching(/^⚠️ Teams: Baton is in no team, .+ Add the app to the team/))
  expect(rows.find((row) => row.includes('not found in Teams'))).toMatch(/add them to a team that Baton is in/)
})

test('who is in no team of the app is named, and is found once they are added', async () => {
  await open()
  await bind()
  stage.teams.addUser({
    id: stage.idOf('Ingrid'),
    aadObjectId: 'aad-ingrid',
    name: 'Ingrid Dahl',
    email: 'else@fjordlight.example',
    tz: 'Europe/Oslo',
  })
  expect((await doctor()).filter((row) => row.includes('not found'))).toEqual([
    expect.stringMatching(/^⚠️ Ingrid Dahl is not found in Teams, and cannot be written to\. Correct/),
  ])
  stage.teams.addUser({
    id: stage.idOf('Ingrid'),
    aadObjectId: 'aad-ingrid',
    name: 'Ingrid Dahl',
    email: 'ingrid.dahl@fjordlight.example',
    tz: 'Europe/Oslo',
  })
  expect((await doctor()).filter((row) => row.includes('not found'))).toEqual([])
})

test('channels that are closed are named, each by why and what to do', async () => {
  await open()
  await bind()
  const change = (does: 'delete' | 'uninstall', place: 'dach' | 'italy') =>
    stage.teams.act(stage.idOf('Sofia'), { type: 'change', conversation: stage.conversation(place), does })
  await change('delete', 'dach')
  expect((await doctor()).filter((row) => row.startsWith('❌'))).toEqual([
    expect.stringMatching(/^❌ dach \(DACH\) was archived\./),
  ])
  await change('uninstall', 'italy')
  const rows = await doctor()
  expect(rows.filter((row) => row.startsWith('❌')).at(-1)).toMatch(
    /I am not in the team of that channel\. Add the app/,
  )
  expect(rows.join('\n')).not.toContain('Slack')
})

test('a connector that refuses the token is told apart from the login', async () => {
  await open()
  await bind()
  stage.teams.fail({ call: 'GET', status: 401, times: 20 })
  expect(await doctor()).toContainEqual(expect.stringMatching(/^❌ Teams: the login gives a token, but the connector/))
})

test('requests whose token did not fit are noticed for an hour', async () => {
  await open()
  const asked = stage.teams.activity(stage.idOf('Lena'), stage.conversation('Lena'), { type: 'message', text: 'mine' })
  expect((await stage.teams.send(asked, { token: null })).status).toBe(401)
  stage.clock.ms += 60_000
  expect(await doctor()).toContainEqual(expect.stringMatching(/^⚠️ Teams: a request was refused 1 min ago/))
  stage.clock.ms += 3_600_000
  expect(await doctor()).toContainEqual(expect.stringMatching(/^✅ Teams: requests arrive/))
})
