import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { sign } from '../../src/playground/vendors/slack/ctx.ts'
import { demoFile } from '../support/env.ts'
import { makeTestPlace, type TestPlace } from '../support/store.ts'
import { serveTeams } from '../support/teams-edge.ts'

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let place: TestPlace
beforeEach(async () => {
  place = await makeTestPlace()
  onTestFinished(place.remove)
})

/** The product as it is started, in a process of its own, with these variables beside those of its store. */
const start = async (variables: Record<string, string>) => {
  const modules = join(place.dataDir, 'modules')
  const child = spawn(
    process.execPath,
    ['--import', pathOf('../support/list-modules.ts'), pathOf('../../src/main.ts')],
    {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: place.dataDir,
        ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
        BATON_CONFIG: demoFile,
        LOG_LEVEL: 'warn',
        MODULES_FILE: modules,
        ...variables,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(async () => {
    child.kill()
    await once(child, 'close')
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Baton runs at (\S+)/.exec(line)?.[1]
    if (url !== undefined) return { url: url.replace('localhost', '127.0.0.1'), modules }
  }
  throw new Error('The product ended.')
}

/** Every file of our own and every package that was loaded. */
const loadedIn = (modules: string) => {
  const urls = readFileSync(modules, 'utf8').split('\n')
  const own = urls.flatMap((url) => /\/(src\/.*)$/.exec(url.replace(/.*\/node_modules\/.*/, ''))?.[1] ?? [])
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? [])
  return { own: [...new Set(own)], packages: [...new Set(packages)] }
}

const listen = async (server: ReturnType<typeof createServer>) => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ofMicrosoft = /^@microsoft\/|^botbuilder|^botframework|^adaptivecards|^openai$/

describe('a platform that is not set up', () => {
  it('is not loaded where Slack is alone', async () => {
    const slack = await listen(
      createServer((request, response) => {
        request.resume()
        response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'chat:write' })
        response.end(JSON.stringify({ ok: true, team_id: 'T1', user_id: 'UB', bot_id: 'B1', user: { id: 'U1' } }))
      }),
    )
    const { url, modules } = await start({
      SLACK_BOT_TOKEN: 'xoxb-alone',
      SLACK_SIGNING_SECRET: 'alone',
      SLACK_API_URL: `${slack}/api/`,
    })
    const at = String(Math.floor(Date.now() / 1_000))
    const body = new URLSearchParams({
      command: '/lead',
      text: 'mine',
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'C1',
      trigger_id: '1.2.3',
      response_url: `${slack}/response`,
    }).toString()
    const type = 'application/x-www-form-urlencoded'
    const answer = await fetch(`${url}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': at,
        'x-slack-signature': sign('alone', at, body),
      },
    })
    expect(answer.status).toBe(200)
    expect((await fetch(`${url}/api/messages`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${url}/playground/api/clock`)).status).toBe(404)
    const { own, packages } = loadedIn(modules)
    expect(own).toContain('src/slack/app.ts')
    expect(packages).toContain('@slack/bolt')
    expect(own.filter((file) => /^src\/(teams|playground)\//.test(file))).toEqual([])
    expect(packages.filter((name) => ofMicrosoft.test(name))).toEqual([])
  })

  it('is not loaded where Teams is alone', async () => {
    let origin = ''
    const { teams, env, close } = await serveTeams({
      deliver: async (request) =>
        fetch(`${origin}/api/messages`, { method: 'POST', headers: request.headers, body: await request.text() }),
    })
    onTestFinished(close)
    const { url, modules } = await start({
      TEAMS_APP_ID: env.appId,
      TEAMS_APP_PASSWORD: env.password,
      TEAMS_TENANT_ID: env.tenantId,
      TEAMS_LOGIN_URL: env.loginUrl,
      TEAMS_OPENID_METADATA_URL: env.openIdUrl,
    })
    origin = url
    teams.addUser({
      id: '29:lena',
      aadObjectId: 'aad-lena',
      name: 'Lena Vogt',
      email: 'lena.vogt@fjordlight.example',
      tz: 'Europe/Berlin',
    })
    const conversation = teams.personalOf('29:lena')
    expect((await teams.act('29:lena', { type: 'say', conversation, text: 'mine' })).error).toBeNull()
    expect(teams.see('29:lena').conversations.flatMap(({ messages }) => messages)).toHaveLength(2)
    const { own, packages } = loadedIn(modules)
    expect(own).toContain('src/teams/app.ts')
    expect(packages).toContain('@microsoft/teams-ai')
    expect(own.filter((file) => /^src\/(slack|playground)\//.test(file))).toEqual([])
    expect(packages.filter((name) => name.startsWith('@slack/'))).toEqual([])
  })
})
