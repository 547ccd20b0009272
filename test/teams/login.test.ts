import { expect, test } from 'vitest'
import { askLogin } from '../../src/teams/login.ts'

const env = { isAnonymous: false, appId: 'app', password: 'secret', tenantId: 'tenant' } as const

const clouds = [
  ['the public cloud', 'https://login.microsoftonline.com/', 'https://login.botframework.com/v1/', 'com'],
  ['that of the US government', 'https://login.microsoftonline.us/', 'https://login.botframework.azure.us/v1/', 'us'],
]
test.each(clouds)('a token is asked for where %s is, and for its connector', async (_, loginUrl, openIdUrl, end) => {
  const asked: string[] = []
  const answer = await askLogin({ ...env, loginUrl, openIdUrl }, async (url, init) => {
    asked.push(String(url), new URLSearchParams(String(init?.body)).get('scope') ?? '')
    return Response.json({ access_token: 'token', expires_in: 3_599 })
  })
  expect(asked).toEqual([`${loginUrl}tenant/oauth2/v2.0/token`, `https://api.botframework.${end}/.default`])
  expect(answer).toEqual({ token: 'token', livesMs: 3_599_000 })
})
