import { describe, expect, test } from 'vitest'
import { createGather } from '../../src/services/gather.ts'

type Asked = { name: string }

const later = () => {
  const open: (() => void)[] = []
  const wait = () => new Promise<void>((done) => open.push(done))
  return { wait, release: () => open.splice(0).map((done) => done()) }
}

/** A store that notes each statement and answers when it is let. */
const openStore = () => {
  const gather = createGather()
  const made: string[] = []
  const { wait, release } = later()
  const ask = (kind: 'read' | 'act') =>
    gather<Asked, string>(kind, async (questions) => {
      made.push(`${kind} ${questions.map((one) => one.name).join('+')}`)
      await wait()
      return questions.map((one) => one.name)
    })
  return { made, release, read: ask('read'), act: ask('act') }
}

const turns = async (count = 4) => {
  for (let nth = 0; nth < count; nth++) await new Promise<void>((done) => setImmediate(done))
}

describe('questions to the store', () => {
  test('that are asked at one moment are one statement, and each gets its own answer', async () => {
    const store = openStore()
    const answers = Promise.all([store.read({ name: 'a' }), store.read({ name: 'b' })])
    await turns()
    store.release()
    expect(await answers).toEqual(['a', 'b'])
    expect(store.made).toEqual(['read a+b'])
  })

  test('wait for the statement under way, and reads go before acts', async () => {
    const store = openStore()
    const asked = [store.act({ name: '1' })]
    await turns()
    asked.push(store.act({ name: '2' }), store.read({ name: 'a' }))
    await turns()
    expect(store.made).toEqual(['act 1'])
    store.release()
    await turns()
    asked.push(store.act({ name: '3' }))
    store.release()
    await turns()
    store.release()
    await Promise.all(asked)
    expect(store.made).toEqual(['act 1', 'read a', 'act 2+3'])
  })

  test('do not keep an act waiting for ever, however many reads there are', async () => {
    const store = openStore()
    const asked = [store.read({ name: '0' })]
    await turns()
    asked.push(store.act({ name: 'x' }))
    for (let nth = 1; nth <= 6; nth++) {
      asked.push(store.read({ name: String(nth) }))
      store.release()
      await turns()
    }
    store.release()
    await turns()
    store.release()
    await Promise.all(asked)
    expect(store.made).toContain('act x')
    expect(store.made.indexOf('act x')).toBeLessThan(store.made.length - 1)
  })

  test('are not held up by a statement that hangs', async () => {
    const store = openStore()
    const hanging = store.act({ name: 'hangs' })
    await turns()
    const other = store.read({ name: 'a' })
    await expect.poll(() => store.made).toEqual(['act hangs', 'read a'])
    store.release()
    expect(await Promise.all([hanging, other])).toEqual(['hangs', 'a'])
  })

  test('that fail leave the turn to the next', async () => {
    const gather = createGather()
    const broken = gather<Asked, string>('act', () => Promise.reject(new Error('no')))
    const sound = gather<Asked, string>('read', async (questions) => questions.map((one) => one.name))
    await expect(broken({ name: 'x' })).rejects.toThrow('no')
    expect(await sound({ name: 'a' })).toBe('a')
  })
})
