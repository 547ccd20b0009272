import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { spawnBaton } from '../support/spawn.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'

const slack = createServer((request, response) => {
  request.resume()
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ ok: false, error: 'invalid_auth' }))
})

let place: TestPlace
beforeEach(async () => {
  place = await makeTestPlace()
  slack.listen(0, '127.0.0.1')
  await once(slack, 'listening')
})
afterEach(async () => {
  slack.close()
  await place.remove()
})

it('a start that Slack refuses ends at once, with one sentence that says what to do', async () => {
  const { code, err } = await spawnBaton(['start'], {
    PORT: '0',
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
    SLACK_BOT_TOKEN: 'xoxb-stale',
    SLACK_SIGNING_SECRET: 'a-secret',
    SLACK_API_URL: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`,
  })
  expect({ code, err }).toEqual({
    code: 1,
    err: 'Slack refused the bot token: invalid_auth. Copy SLACK_BOT_TOKEN again from OAuth & Permissions of the Slack app.\n',
  })
})
