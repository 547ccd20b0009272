import type { Server } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageRoutes } from '../../src/playground/bundle.ts'

const hint = { word: 'new', usage: 'new [email]', about: '</script><script src="https://evil.example/x.js">' }

let server: Server
let base = ''

beforeAll(async () => {
  const app = express().use(pageRoutes([hint]))
  await new Promise<void>((ready) => {
    server = app.listen(0, '127.0.0.1', () => ready())
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  base = `http://127.0.0.1:${address.port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const get = async (path: string): Promise<{ response: Response; text: string }> => {
  const response = await fetch(`${base}${path}`)
  return { response, text: await response.text() }
}

test('the page comes with a policy that lets nothing in but its own files', async () => {
  const { response } = await get('/')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/html')
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toContain('http')
})

test('every file that the page names is served by the same host', async () => {
  const { text } = await get('/')
  const named = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].flatMap((match) => match[1] ?? [])
  const fetched = named.filter((address) => !address.startsWith('data:') && !address.startsWith('https://evil'))
  expect(fetched.toSorted()).toEqual(['/playground/page.css', '/playground/page.js'])
  for (const address of fetched) expect((await get(address)).response.status).toBe(200)
})

test('a word of the menu cannot break out of the page that carries it', async () => {
  const { text } = await get('/')
  expect(text).not.toContain('<script src="https://evil')
  const carried = /id="hints">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
  expect(JSON.parse(carried)).toEqual([hint])
})

const scriptsIn = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom\s*|\bimport\(?\s*)"\.\/([^"]+\.js)"/g)].flatMap((match) => match[1] ?? [])

test('the script imports nothing but parts of itself, which are served with it', async () => {
  const { response, text } = await get('/playground/page.js')
  expect(response.headers.get('content-type')).toContain('javascript')
  expect(text).toContain('/playground/api')
  expect(scriptsIn(text)).not.toEqual([])
  for (const script of scriptsIn(text)) {
    const part = await get(`/playground/${script}`)
    expect(part.response.status).toBe(200)
    expect(part.response.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
  // What is imported at once stands at the beginning of a line.
  for (const [, from] of text.matchAll(/^import\b[^"'`]*["'`]([^"'`]+)/gm)) expect(from).toMatch(/^\.\//)
  expect(text).not.toMatch(/\b(?:import|importScripts|fetch|EventSource|WebSocket)\(\s*["'`](?:https?:|wss?:)?\/\//)
})

test('the renderer of cards is no part of what is loaded first', async () => {
  const { text } = await get('/playground/page.js')
  expect(text).not.toContain('ac-adaptiveCard')
  const parts = await Promise.all(scriptsIn(text).map(async (script) => (await get(`/playground/${script}`)).text))
  expect(parts.some((part) => part.includes('ac-adaptiveCard'))).toBe(true)
})

test('a script of another name is not there', async () => {
  expect((await get('/playground/page-other.js')).response.status).toBe(404)
  expect((await get('/playground/main.js')).response.status).toBe(404)
})

test('the style sheet is one file that fetches nothing', async () => {
  const { response, text } = await get('/playground/page.css')
  expect(response.headers.get('content-type')).toContain('text/css')
  expect(text).toContain('.composer')
  expect(text).not.toContain('@import')
  expect(text).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//)
})

test('a file that has not changed is not sent twice', async () => {
  const { response } = await get('/playground/page.js')
  const etag = response.headers.get('etag') ?? ''
  const again = await fetch(`${base}/playground/page.js`, {
    headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
  })
  expect(again.status).toBe(304)
})
