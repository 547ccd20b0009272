import { expect, test } from 'vitest'
import { createShared } from '../../src/chat/shared.ts'

/** Work that ends when it is told to. */
const open = () => {
  const ends: { done: (answer: string) => void; failed: (error: Error) => void }[] = []
  const ask = createShared<string>(() => new Promise((done, failed) => ends.push({ done, failed })))
  const end = (nth: number, answer: string) => ends[nth]?.done(answer)
  return { ask, end, fail: (nth: number) => ends[nth]?.failed(new Error('broken')), runs: () => ends.length }
}

test('who asks while it is being done gets the next, all of them the same', async () => {
  const { ask, end, runs } = open()
  const first = ask('a')
  const later = [ask('a'), ask('a'), ask('a')]
  expect(runs()).toBe(1)
  end(0, 'one')
  expect(await first).toBe('one')
  await Promise.resolve()
  expect(runs()).toBe(2)
  const last = ask('a')
  end(1, 'two')
  expect(await Promise.all(later)).toEqual(['two', 'two', 'two'])
  end(2, 'three')
  expect(await last).toBe('three')
})

test('other things are done at the same time', async () => {
  const { ask, end } = open()
  const [one, other] = [ask('a'), ask('b')]
  end(1, 'b')
  expect(await other).toBe('b')
  end(0, 'a')
  expect(await one).toBe('a')
})

test('a failure is of those alone who waited for it', async () => {
  const { ask, end, fail, runs } = open()
  const first = ask('a')
  const later = ask('a')
  fail(0)
  await expect(first).rejects.toThrow('broken')
  await Promise.resolve()
  end(1, 'two')
  expect(await later).toBe('two')
  void ask('a')
  expect(runs()).toBe(3)
})
