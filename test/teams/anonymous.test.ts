import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage } from './stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
beforeAll(async () => {
  const openIdUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
  stage = await openStage({ teams: { isAnonymous: true, openIdUrl, loginUrl: 'https://login.microsoftonline.com/' } })
}, 60_000)
afterAll(() => stage.close())

const send = (headers: Record<string, string>, more: Record<string, unknown> = {}) => {
  const activity = stage.teams.activity(stage.idOf('Lena'), stage.conversation('Lena'), {
    type: 'message',
    text: 'help',
  })
  const body = JSON.stringify({ ...activity, ...more })
  return fetch(`${stage.url()}/api/messages`, { method: 'POST', headers, body })
}

test('what this machine’s own client sends without a token is taken', async () => {
  expect((await send({ 'content-type': 'application/json' })).status).toBe(200)
})

test('what a page in a browser could post without asking is not', async () => {
  expect((await send({ 'content-type': 'text/plain' })).status).toBe(400)
})

test('no answer goes to an address on another machine', async () => {
  const answer = await send({ 'content-type': 'application/json' }, { serviceUrl: 'https://evil.example/' })
  expect(answer.status).toBe(403)
})
