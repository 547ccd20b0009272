import { afterAll, beforeAll, expect, test } from 'vitest'
import { bant } from '../../src/domain/frameworks/bant.ts'
import { plain } from '../../src/texts/sentence.ts'
import { openTeam, type Team, wordsIn } from '../support/team.ts'

let team: Team
beforeAll(async () => {
  team = await openTeam(1)
})
afterAll(() => team.close())

const asked = async (who = 'felix') => {
  const reply = await team.ask(who, 'criteria', null)
  const lists =
    reply.kind === 'whisper'
      ? reply.parts.flatMap((part) =>
          part.part === 'list' ? part.items.map((item) => plain('en', 'Europe/Berlin', item)) : [],
        )
      : []
  return { words: wordsIn(reply), lists }
}

test('anybody reads each criterion with its weight, minimum and four level texts', async () => {
  const { words, lists } = await asked()
  expect(words).toContain('BANT, version 1')
  for (const { label, weight } of bant.criteria)
    expect(words).toContain(`${label} · weight ${weight} · at least level 2`)
  expect(lists).toHaveLength(16)
  expect(lists).toContain('2 · a range named')
})

test('the gate is said by its mode and threshold', async () => {
  expect((await asked()).words).toContain('each criterion at its minimum, and a score of 60 or more')
  expect((await asked()).words).toContain('SQO: a score of 70 or more')
  team.ctx.settings.gate = { mode: 'n_of_m', sqlScore: 60, sqoScore: 75, n: 3 }
  expect((await asked()).words).toContain('at least 3 of the 4 criteria')
  expect((await asked()).words).toContain('required')
  team.ctx.settings.gate = { mode: 'weighted', sqlScore: 65, sqoScore: 75, n: null }
  expect((await asked()).words).toContain('SQL: a score of 65 or more')
  expect((await asked()).words).not.toContain('at least level')
})
