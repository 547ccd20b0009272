import { beforeAll, expect, it, vi } from 'vitest'
import { platform } from '../support/platform.ts'
import { openScene } from '../support/scene.ts'

const { chat, story } = await openScene({ binds: ['dach'] })
beforeAll(async () => {
  await chat.settled()
})

const line = /^[a-z_]+(?:\{(?:[a-z]+="[^"\\\n]*",?)+\})? [0-9.e+-]+$/

/** What `/metrics` says, by the name with its labels. */
const metrics = async () => {
  const response = await fetch(`${chat.url()}/metrics`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  const rows = text.split('\n').filter((row) => row !== '' && !row.startsWith('#'))
  expect(rows.filter((row) => !line.test(row))).toEqual([])
  const numbers = new Map(rows.map((row) => [row.replace(/ \S+$/, ''), Number(row.replace(/^.* /, ''))]))
  return { text, of: (name: string) => numbers.get(name) ?? 0 }
}

it('counts each answer by platform and verb, and how long it took', async () => {
  const number = await story.handOff()
  await story.type('Lena', `accept ${number}`)
  await story.type('Jonas', `accept ${number}`)
  await story.type('Jonas', `acept ${number}`)
  const labels = `platform="${platform}",verb="accept"`
  const name = `baton_answer_seconds_count{${labels}}`
  await vi.waitFor(async () => expect((await metrics()).of(name)).toBe(2), { timeout: 20_000 })
  const { of, text } = await metrics()
  expect(of(`baton_answers_total{${labels},outcome="done"}`)).toBe(1)
  expect(of(`baton_answers_total{${labels},outcome="refused"}`)).toBe(1)
  const bounds = [...text.matchAll(/baton_answer_seconds_bucket\{(\S+verb="accept",le="[^"]+")\} (\d+)/g)]
  const below = bounds.map((match) => Number(match[2]))
  expect(below).toEqual(below.toSorted((one, other) => one - other))
  expect(below.at(-1)).toBe(2)
  expect(of(`baton_answer_seconds_sum{${labels}}`)).toBeGreaterThan(0)
})

it('says how many clocks run, and how late they are', async () => {
  await story.handOff()
  await chat.settled()
  const before = await metrics()
  expect(before.of('baton_timers_running')).toBeGreaterThan(0)
  expect(before.of('baton_timers_lag_seconds')).toBe(0)
  const started = chat.clock.ms
  chat.clock.ms += 6 * 3_600_000
  expect((await metrics()).of('baton_timers_lag_seconds')).toBeGreaterThan(3_600)
  await chat.tick()
  await chat.settled()
  expect((await metrics()).of('baton_timers_lag_seconds')).toBe(0)
  chat.clock.ms = started
})

it('names no word that a person made up', async () => {
  await story.type('Jonas', 'zebrina quagga')
  expect((await metrics()).text).not.toMatch(/zebrina|quagga|Lead|company/i)
})

it('counts what was sent, tried again and given up, and what waits for a decision', async () => {
  const before = await metrics()
  chat.fail({ call: 'post', how: 'broken' })
  await story.handOff()
  await chat.settled()
  chat.fail({ call: 'post', how: 'not taken' })
  await story.handOff()
  await vi.waitFor(
    async () => {
      await chat.settled()
      const after = await metrics()
      const rise = (name: string) => after.of(name) - before.of(name)
      expect(rise('baton_outbox_retries_total')).toBe(1)
      expect(rise('baton_outbox_dead_total')).toBe(1)
      expect(rise('baton_outbox_dead_letters')).toBe(1)
      expect(rise('baton_outbox_sent_total')).toBeGreaterThanOrEqual(2)
    },
    { timeout: 20_000 },
  )
})

it('says how much waits for how long in how many lanes, and nothing of that when all is sent', async () => {
  await chat.settled()
  const priorities = ['P1', 'P2', 'P3'].map((priority) => `{priority="${priority}"}`)
  const sum = async (name: string) => {
    const { of } = await metrics()
    return priorities.reduce((total, labels) => total + of(`${name}${labels}`), 0)
  }
  expect(await sum('baton_outbox_depth')).toBe(0)
  expect(await sum('baton_outbox_lag_seconds')).toBe(0)
  await chat.changePlace('dach', 'archive')
  await story.handOff({ Priority: 'P1' })
  await story.handOff({ Priority: 'P1' })
  await chat.sees('Sofia', 'direct', /I cannot write in/)
  await vi.waitFor(async () => expect(await sum('baton_outbox_depth')).toBe(2), { timeout: 20_000 })
  expect((await metrics()).of('baton_outbox_lanes{priority="P1"}')).toBe(1)
  expect(await sum('baton_outbox_lag_seconds')).toBeGreaterThan(0)
  expect((await metrics()).of('baton_store_up')).toBe(1)
})

it('says that the store does not answer, and goes on counting', async () => {
  const release = await chat.holdStore()
  const { of } = await metrics()
  await release()
  expect(of('baton_store_up')).toBe(0)
  expect(of(`baton_answer_seconds_count{platform="${platform}",verb="accept"}`)).toBe(2)
})
