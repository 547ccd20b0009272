import { expect, test } from 'vitest'
import { openScene } from '../support/scene.ts'

const { chat, story } = await openScene({ on: 'teams', binds: ['dach'] })

/** How often Teams was asked who is in a team. */
const asked = () => chat.teams?.calls().filter(({ method }) => /pagedmembers/.test(method)).length ?? 0

/** More often than there are teams, so that no team says it at first. */
const times = 20

test.each([
  ['Paolo', 'Paolo Greco', { status: 429, retryAfterS: 0 }],
  ['Tom', 'Tom Richter', { status: 503, retryAfterS: 0 }],
] as const)('what is for %s waits while Teams does not say who they are', async (who, name, rule) => {
  const number = await story.sal()
  // What was told of a team is believed for some minutes.
  chat.clock.ms += 10 * 60_000
  const before = asked()
  chat.teams?.fail({ call: 'pagedmembers', times, ...rule })
  await story.type('Sofia', `reassign ${number} ${name}: yours`)
  await chat.settled()
  await chat.sees(who, 'direct', new RegExp(`^Sofia Berg gave you #${number}\\b`))
  expect(asked() - before).toBeGreaterThan(times)
})
