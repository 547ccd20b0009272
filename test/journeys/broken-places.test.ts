import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Chat, onSlack, openChat, type Where } from '../support/chat.ts'
import { said } from '../support/seen.ts'
import { tellStory, titleOf } from '../support/story.ts'
import { words } from '../support/words.ts'

let chat: Chat
let story: ReturnType<typeof tellStory>
beforeEach(async () => {
  chat = await openChat()
  story = tellStory(chat)
  await chat.type('Sofia', 'here dach', 'dach')
})
afterEach(() => chat.close())

const change = (does: 'archive' | 'unarchive' | 'invite' | 'remove', where: Where = 'dach') =>
  chat.changePlace(where, does)

/** The copies of a hand-off's card in a place. */
const copies = (number: number, where: Where = 'dach') =>
  chat.see('Lena', where).filter((one) => !one.isForOneAlone && titleOf(number).test(said(one)))

const told = () =>
  chat.see('Sofia', 'direct').flatMap((one) => (said(one).includes('I cannot write in') ? [said(one)] : []))

const stands = (number: number, stage: string, where: Where = 'dach') =>
  vi.waitFor(() => expect(copies(number, where).map((one) => said(one).split(' ')[1])).toEqual([stage]), {
    timeout: 20_000,
    interval: 20,
  })

const handOff = async () => {
  const number = await story.handOff()
  await chat.sees('Sofia', 'direct', /I cannot write in/)
  return number
}

describe('a channel that is archived', () => {
  it('is found at the next act, and told once, with what to do', async () => {
    await change('archive')
    expect(told()).toEqual([])
    await handOff()
    await story.handOff()
    await story.handOff()
    expect(told()).toEqual([
      `I cannot write in ${words.channel('dach')} any more: it was archived. The cards of DACH belong there, and wait. ` +
        `Take it out of the archive, or bind another channel: ${words.command} here dach`,
    ])
  })

  it('gets what waited, in order and once, when it is taken out of the archive', async () => {
    const before = await story.handOff()
    await stands(before, 'MQL')
    await change('archive')
    const first = await handOff()
    const second = await story.handOff()
    await story.type('Lena', `accept ${before}`)
    await change('unarchive')
    await stands(first, 'MQL')
    await stands(second, 'MQL')
    await stands(before, 'SAL')
    await chat.settled()
    const posted = chat.see('Lena').flatMap((one) => /#(\d+) /.exec(said(one))?.[1] ?? [])
    expect(posted.map(Number).filter((number) => number >= before)).toEqual([before, first, second])
  })
})

describe('a channel that Baton was removed from', () => {
  it('is told with the way back, and gets what waited when Baton is invited', async () => {
    await change('remove')
    const number = await handOff()
    expect(told()[0]).toContain(words.removed)
    expect(told()[0]).toContain(words.wayBack)
    await change('invite')
    await stands(number, 'MQL')
    await chat.settled()
    expect(told()).toHaveLength(1)
  })

  it('gets what waited when it is bound again there', async () => {
    chat.fail({ call: 'post', how: 'not there' })
    const number = await handOff()
    await story.type('Sofia', 'here dach', 'dach')
    await stands(number, 'MQL')
    await chat.settled()
    expect(copies(number)).toHaveLength(1)
  })

  it('is told anew when it breaks anew', async () => {
    await change('remove')
    await handOff()
    await change('invite')
    await chat.settled()
    chat.clock.ms += 60_000
    await change('remove')
    await story.handOff()
    await vi.waitFor(() => expect(told()).toHaveLength(2), { timeout: 20_000 })
  })

  it('shows what is true when it is mended, though the accept was made elsewhere', async () => {
    await change('remove')
    const number = await handOff()
    await story.type('Lena', `accept ${number}`)
    await change('invite')
    await stands(number, 'SAL')
  })
})

describe('a queue that is bound anew', () => {
  it('has its waiting cards in the new channel, once, and nothing more in the old one', async () => {
    await change('archive')
    const first = await handOff()
    const second = await story.handOff()
    await story.type('Sofia', 'here dach', 'marketing')
    await stands(first, 'MQL', 'marketing')
    await stands(second, 'MQL', 'marketing')
    await story.type('Lena', `accept ${first}`)
    await stands(first, 'SAL', 'marketing')
    const third = await story.handOff()
    await stands(third, 'MQL', 'marketing')
    expect(told()).toHaveLength(1)
    expect(copies(third)).toEqual([])
    await change('unarchive')
    await story.handOff()
    await chat.settled()
    expect([first, second, third].flatMap((number) => copies(number))).toEqual([])
  })

  it('leaves a channel that is whole as it is: a queue may have two', async () => {
    await story.type('Sofia', 'here dach', 'marketing')
    const number = await story.handOff()
    await stands(number, 'MQL')
    await stands(number, 'MQL', 'marketing')
  })
})

describe('a permission that is lost', () => {
  it('holds back what belongs in the channel, and says where to look', async () => {
    chat.fail({ call: 'post', how: 'not allowed' })
    await handOff()
    expect(told()[0]).toContain(words.notAllowed)
    expect(told()[0]).toContain(`${words.command} doctor`)
  })

  it('kills nothing when the token is refused: all of it goes out when the product starts with a good one', async () => {
    chat.fail({ call: 'post', how: 'token refused' })
    const number = await story.handOff()
    await expect.poll(() => chat.hasMet('token refused')).toBe(true)
    await chat.restart()
    await stands(number, 'MQL')
  })
})

describe('the channel of the alerts', () => {
  it('is told to managers by its own word', async () => {
    await chat.type('Sofia', 'here alerts', 'wins')
    await change('archive', 'wins')
    await story.sqo()
    await chat.sees(
      'Sofia',
      'direct',
      new RegExp(`The cards of SQO alerts belong there.*${words.command} here alerts$`),
    )
  })

  it.runIf(onSlack)(
    'gets nothing of what waited when the alerts were taken away meanwhile, there: Teams brings no word from where the app is not',
    async () => {
      await chat.type('Sofia', 'here alerts', 'wins')
      const number = await story.sqo()
      await chat.settled()
      await change('remove', 'wins')
      await story.does('Paolo', `win ${number}`, {})
      await chat.sees('Sofia', 'direct', /The cards of SQO alerts belong there/)
      await story.type('Sofia', 'unhere alerts', 'wins')
      await change('invite', 'wins')
      await story.handOff()
      await chat.settled()
      const posted = chat.see('Sofia', 'wins').filter((one) => !one.isForOneAlone && said(one).includes(`#${number}`))
      expect(posted.map((one) => said(one).split(' ')[1])).toEqual(['WON'])
    },
  )
})
