import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { drawCommands, picture } from './page.ts'

const words = Object.keys(commands)

test('the page of the words is what the registry prints: npm run docs', () => {
  expect(readFileSync('docs/commands.md', 'utf8')).toBe(drawCommands(Object.values(commands)))
})

test.each(words)('%s has its picture: npm run docs', (word) => {
  expect(existsSync(`docs/${picture(word)}`)).toBe(true)
})

test('there is no picture of a word that is gone', () => {
  const pictured = globSync('docs/commands/*.png').map((path) => basename(path, '.png'))
  expect(pictured.filter((word) => !words.includes(word))).toEqual([])
})
